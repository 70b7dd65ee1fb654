@NullMarked
package io.plimsoll.app.kogito;

import org.jspecify.annotations.NullMarked;
