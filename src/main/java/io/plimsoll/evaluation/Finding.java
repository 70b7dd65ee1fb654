package io.plimsoll.evaluation;

import io.plimsoll.platform.Digest;
import io.plimsoll.platform.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, or looks wrong, with a bundle.
 *
 * @param severity whether the bundle can be used at all
 * @param code what kind of thing it is; stable, programs may switch on it
 * @param at where
 * @param detail what is wrong here and what to write instead
 */
public record Finding(Severity severity, FindingCode code, Place at, String detail) {
    private static final int FINGERPRINT_DIGITS = 16;

    /** How bad it is. */
    public enum Severity {
        /** Good to know; nobody has to do anything. */
        INFO,
        /** Worth a look; the author says why it may stay. */
        WARNING,
        /** The bundle cannot be used. */
        ERROR
    }

    /** With the severity that findings of this code usually have. */
    public static Finding of(FindingCode code, Place at, String detail) {
        return new Finding(code.severity(), code, at, detail);
    }

    /** Where, for people. */
    public String place() {
        return at.words();
    }

    /**
     * Names this finding as long as it stays the same, wherever its row or file is moved to: 16 hexadecimal digits. A
     * reason why it may stay is given for this.
     */
    public String fingerprint() {
        String identity = code + "|" + at.identity() + "|" + detail;
        return Digest.of(identity.getBytes(StandardCharsets.UTF_8)).hex().substring(0, FINGERPRINT_DIGITS);
    }

    /** In one line, for people. */
    public String words() {
        return severity.name().toLowerCase(Locale.ROOT) + " " + code + ": " + place() + ": " + detail;
    }

    /** For programs. */
    public Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("severity", severity)
                .put("code", code)
                .put("fingerprint", fingerprint())
                .put("place", place())
                .put("at", at.tree())
                .put("detail", detail)
                .build();
    }
}
