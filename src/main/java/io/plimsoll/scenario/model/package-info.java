/** Test cases of single decision models in the formats of others: the DMN TCK's, and KIE's {@code .scesim}. */
@NullMarked
package io.plimsoll.scenario.model;

import org.jspecify.annotations.NullMarked;
