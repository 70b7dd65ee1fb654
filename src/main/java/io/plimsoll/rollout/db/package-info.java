/** Deployments and comparisons in PostgreSQL. */
@NullMarked
package io.plimsoll.rollout.db;

import org.jspecify.annotations.NullMarked;
