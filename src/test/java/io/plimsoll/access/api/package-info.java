@NullMarked
package io.plimsoll.access.api;

import org.jspecify.annotations.NullMarked;
