/** Who is calling, with which roles; keys and local users. */
@NullMarked
package io.plimsoll.access;

import org.jspecify.annotations.NullMarked;
