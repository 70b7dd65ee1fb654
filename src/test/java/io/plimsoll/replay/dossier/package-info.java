@NullMarked
package io.plimsoll.replay.dossier;

import org.jspecify.annotations.NullMarked;
