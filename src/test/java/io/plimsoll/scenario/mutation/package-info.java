@NullMarked
package io.plimsoll.scenario.mutation;

import org.jspecify.annotations.NullMarked;
