@NullMarked
package io.plimsoll.replay;

import org.jspecify.annotations.NullMarked;
