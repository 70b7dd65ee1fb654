@NullMarked
package io.plimsoll.evaluation;

import org.jspecify.annotations.NullMarked;
