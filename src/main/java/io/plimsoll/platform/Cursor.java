package io.plimsoll.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list: the sort key of the last item that was shown.
 *
 * @param position 1 to 200 printable ASCII characters
 */
public record Cursor(String position) {
    private static final Pattern POSITION = Pattern.compile("[\\x20-\\x7e]{1,200}");

    public Cursor {
        if (!POSITION.matcher(position).matches()) {
            throw new IllegalArgumentException("a cursor's position is printable ASCII");
        }
    }

    /** As it stands in {@link Page#nextCursor()}: opaque to callers. */
    public String encoded() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The cursor that a caller sent back; empty asks for the first page.
     *
     * @throws PlimsollException when it was not made by this service
     */
    public static Optional<Cursor> decode(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] position = Base64.getUrlDecoder().decode(encoded);
            return Optional.of(new Cursor(new String(position, StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException e) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER,
                    "cursor is not one that this service gave. Leave it out to begin with the first page.");
        }
    }
}
