/** Decisions as they were made: signal, situation, verdict, trace; read and append. */
@NullMarked
package io.plimsoll.record;

import org.jspecify.annotations.NullMarked;
