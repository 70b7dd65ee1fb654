@NullMarked
package io.plimsoll.platform.api;

import org.jspecify.annotations.NullMarked;
