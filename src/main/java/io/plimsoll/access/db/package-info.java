/** Users and keys in PostgreSQL. */
@NullMarked
package io.plimsoll.access.db;

import org.jspecify.annotations.NullMarked;
