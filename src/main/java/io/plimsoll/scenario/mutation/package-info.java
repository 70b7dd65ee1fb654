/** Whether anybody would notice a mistake in a policy: its scenarios are run against mutants of it. */
@NullMarked
package io.plimsoll.scenario.mutation;

import org.jspecify.annotations.NullMarked;
