/** Which approved version answers which request, and how one takes the place of another. */
@NullMarked
package io.plimsoll.rollout;

import org.jspecify.annotations.NullMarked;
