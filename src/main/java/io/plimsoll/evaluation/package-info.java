/** The pure heart: compiles bundles, evaluates situations, explains. Reads no clock, no database, no network. */
@NullMarked
package io.plimsoll.evaluation;

import org.jspecify.annotations.NullMarked;
