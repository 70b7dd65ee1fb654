@NullMarked
package io.plimsoll.evaluation.tck;

import org.jspecify.annotations.NullMarked;
