/** Scenarios as files: reader, pure runner that builds situations, expectations. */
@NullMarked
package io.plimsoll.scenario;

import org.jspecify.annotations.NullMarked;
