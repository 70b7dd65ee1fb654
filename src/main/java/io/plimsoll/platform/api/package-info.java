/** How every failure looks to a caller: RFC 9457 problems, from the resources and from the router below them. */
@NullMarked
package io.plimsoll.platform.api;

import org.jspecify.annotations.NullMarked;
