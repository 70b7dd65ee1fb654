@NullMarked
package io.plimsoll.evaluation.rules;

import org.jspecify.annotations.NullMarked;
