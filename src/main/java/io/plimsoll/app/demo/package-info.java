/** What {@code ./plimsoll demo} feeds through the public API, and how well the policies answered it. */
@NullMarked
package io.plimsoll.app.demo;

import org.jspecify.annotations.NullMarked;
