@NullMarked
package io.plimsoll.scenario.model;

import org.jspecify.annotations.NullMarked;
