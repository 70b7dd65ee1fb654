/** Replays over REST. */
@NullMarked
package io.plimsoll.replay.api;

import org.jspecify.annotations.NullMarked;
