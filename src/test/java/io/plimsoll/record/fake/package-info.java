@NullMarked
package io.plimsoll.record.fake;

import org.jspecify.annotations.NullMarked;
