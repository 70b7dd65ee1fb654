@NullMarked
package io.plimsoll.rollout;

import org.jspecify.annotations.NullMarked;
