@NullMarked
package io.plimsoll.platform;

import org.jspecify.annotations.NullMarked;
