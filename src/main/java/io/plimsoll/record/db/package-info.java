/** Decisions in PostgreSQL. */
@NullMarked
package io.plimsoll.record.db;

import org.jspecify.annotations.NullMarked;
