/** Replays in PostgreSQL. */
@NullMarked
package io.plimsoll.replay.db;

import org.jspecify.annotations.NullMarked;
