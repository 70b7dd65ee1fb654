@NullMarked
package io.plimsoll.sandbox;

import org.jspecify.annotations.NullMarked;
