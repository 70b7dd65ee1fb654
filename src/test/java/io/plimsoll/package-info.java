/** What the tests of the running service share. */
@NullMarked
package io.plimsoll;

import org.jspecify.annotations.NullMarked;
