/** Users, keys and the caller over REST. */
@NullMarked
package io.plimsoll.access.api;

import org.jspecify.annotations.NullMarked;
