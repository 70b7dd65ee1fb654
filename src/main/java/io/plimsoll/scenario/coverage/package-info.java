/** What of a policy its scenarios come by, and cases for what they do not. */
@NullMarked
package io.plimsoll.scenario.coverage;

import org.jspecify.annotations.NullMarked;
