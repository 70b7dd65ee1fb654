@NullMarked
package io.plimsoll.access;

import org.jspecify.annotations.NullMarked;
