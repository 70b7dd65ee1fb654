@NullMarked
package io.plimsoll.scenario;

import org.jspecify.annotations.NullMarked;
