/** Looks at the decision models of a bundle before they run: what may not run at all, and what looks wrong. */
@NullMarked
package io.plimsoll.evaluation.lint;

import org.jspecify.annotations.NullMarked;
