@NullMarked
package io.plimsoll.record;

import org.jspecify.annotations.NullMarked;
