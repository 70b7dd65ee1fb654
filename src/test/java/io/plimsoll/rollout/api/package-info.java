@NullMarked
package io.plimsoll.rollout.api;

import org.jspecify.annotations.NullMarked;
