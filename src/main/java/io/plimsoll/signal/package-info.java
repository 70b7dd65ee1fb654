/** What came in, from whom: checks it, masks personal data and assembles the situation. */
@NullMarked
package io.plimsoll.signal;

import org.jspecify.annotations.NullMarked;
