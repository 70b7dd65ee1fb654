/** Tries policies and models of strangers in a child process that can be killed. */
@NullMarked
package io.plimsoll.sandbox;

import org.jspecify.annotations.NullMarked;
