/** The domains and what they understand. */
@NullMarked
package io.plimsoll.rollout.api;

import org.jspecify.annotations.NullMarked;
