/** The registry of policy versions over REST. */
@NullMarked
package io.plimsoll.policy.api;

import org.jspecify.annotations.NullMarked;
