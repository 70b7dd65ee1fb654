@NullMarked
package io.plimsoll.evaluation.lint;

import org.jspecify.annotations.NullMarked;
