/** Immutable policy versions: where they come from and which are there. */
@NullMarked
package io.plimsoll.policy;

import org.jspecify.annotations.NullMarked;
