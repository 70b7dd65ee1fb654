/** What differs between two policy bundles, down to the cell of a table, for people who read tables and not XML. */
@NullMarked
package io.plimsoll.evaluation.diff;

import org.jspecify.annotations.NullMarked;
