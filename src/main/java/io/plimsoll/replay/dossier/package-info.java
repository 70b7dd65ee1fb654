/**
 * The evidence for a change of a policy: what it would have done to decisions that are known, added up, attributed to the
 * edits and written down for people. Pure: no clock, no database.
 */
@NullMarked
package io.plimsoll.replay.dossier;

import org.jspecify.annotations.NullMarked;
