@NullMarked
package io.plimsoll.policy.api;

import org.jspecify.annotations.NullMarked;
