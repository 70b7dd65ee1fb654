package io.plimsoll.platform.api;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses the language of an answer from {@code Accept-Language}, as the lookup of RFC 4647 does. */
public final class AcceptedLanguage {
    private AcceptedLanguage() {}

    /**
     * The tag that the caller likes best; never an error, because an answer in another language is better than none.
     *
     * @param available BCP 47 tags
     * @param otherwise when the caller asks for nothing that is available, or for nothing that can be understood
     */
    public static String best(HttpHeaders headers, Collection<String> available, String otherwise) {
        List<String> asked = headers.getRequestHeader(HttpHeaders.ACCEPT_LANGUAGE);
        return asked == null || asked.isEmpty() ? otherwise : best(String.join(",", asked), available, otherwise);
    }

    static String best(String asked, Collection<String> available, String otherwise) {
        try {
            @Nullable String found = Locale.lookupTag(Locale.LanguageRange.parse(asked), available);
            // The lookup gives tags in lower case.
            return available.stream()
                    .filter(tag -> tag.equalsIgnoreCase(found))
                    .findFirst()
                    .orElse(otherwise);
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }
}
