/** Starts the service and what it needs: main, command line, embedded PostgreSQL, Kogito's endpoints. Imported by nobody. */
@NullMarked
package io.plimsoll.app;

import org.jspecify.annotations.NullMarked;
