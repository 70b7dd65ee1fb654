@NullMarked
package io.plimsoll.decision.api;

import org.jspecify.annotations.NullMarked;
