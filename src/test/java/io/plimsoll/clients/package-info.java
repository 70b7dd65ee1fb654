/** The clients that docs/clients.md shows, against the running service and against services that fail. */
@NullMarked
package io.plimsoll.clients;

import org.jspecify.annotations.NullMarked;
