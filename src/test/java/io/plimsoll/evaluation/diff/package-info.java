@NullMarked
package io.plimsoll.evaluation.diff;

import org.jspecify.annotations.NullMarked;
