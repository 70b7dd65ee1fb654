/**
 * Evaluates recorded decisions and scenarios again and says what would differ. It cannot act: nothing in here reaches what
 * records decisions, delivers or asks people.
 */
@NullMarked
package io.plimsoll.replay;

import org.jspecify.annotations.NullMarked;
