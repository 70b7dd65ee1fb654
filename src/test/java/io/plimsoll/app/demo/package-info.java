@NullMarked
package io.plimsoll.app.demo;

import org.jspecify.annotations.NullMarked;
