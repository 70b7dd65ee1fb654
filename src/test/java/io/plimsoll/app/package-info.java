@NullMarked
package io.plimsoll.app;

import org.jspecify.annotations.NullMarked;
