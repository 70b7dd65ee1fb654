/** Policy versions in PostgreSQL. */
@NullMarked
package io.plimsoll.policy.db;

import org.jspecify.annotations.NullMarked;
