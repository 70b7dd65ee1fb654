@NullMarked
package io.plimsoll.signal;

import org.jspecify.annotations.NullMarked;
