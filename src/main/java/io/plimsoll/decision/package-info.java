/** One signal in, one recorded and explained decision out. */
@NullMarked
package io.plimsoll.decision;

import org.jspecify.annotations.NullMarked;
