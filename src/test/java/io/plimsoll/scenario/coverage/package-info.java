@NullMarked
package io.plimsoll.scenario.coverage;

import org.jspecify.annotations.NullMarked;
