package io.plimsoll.policy.api;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.policy.PolicyVersion;
import org.jspecify.annotations.Nullable;

/** The revisions of drafts on the wire: strong entity tags. */
final class Revisions {
    private Revisions() {}

    static String tag(PolicyVersion version) {
        return "\"" + version.revision() + "\"";
    }

    /**
     * What a caller says to have seen.
     *
     * @throws PlimsollException PRECONDITION_NEEDED when the caller says nothing, CHANGED_MEANWHILE for what was never a tag
     */
    static long read(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new PlimsollException(
                    ProblemCode.PRECONDITION_NEEDED,
                    "Nothing was changed. Read the version and send its ETag as If-Match, so that nobody's change is lost.");
        }
        if (!ifMatch.matches("\"[0-9]{1,18}\"")) {
            throw new PlimsollException(
                    ProblemCode.CHANGED_MEANWHILE, "Nothing was changed. Send the ETag of the version as If-Match.");
        }
        return Long.parseLong(ifMatch.substring(1, ifMatch.length() - 1));
    }
}
