package io.plimsoll.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a reason is said. Decisions record the English text for colleagues and nothing else; the other texts are looked up
 * when somebody asks.
 *
 * @param english the texts that every reason has
 * @param translations into other languages, by their BCP 47 tags
 */
public record Wording(Texts english, Map<String, Texts> translations) {
    /** The tag of the language in which every reason can be said. */
    public static final String ENGLISH = "en";

    public Wording {
        translations = Collections.unmodifiableMap(new TreeMap<>(translations));
    }

    /**
     * The texts of one language.
     *
     * @param text one sentence for colleagues
     * @param customer what may be told to the customer; null for nothing
     */
    public record Texts(String text, @Nullable String customer) {}

    /** Only English, and only for colleagues. */
    static Wording of(String text) {
        return new Wording(new Texts(text, null), Map.of());
    }

    /** The language in which it can be said to somebody who asks for this one: the same, or English. */
    public String nearest(String language) {
        return translations.containsKey(language) ? language : ENGLISH;
    }

    /** In this language, or in English. */
    public Texts in(String language) {
        return translations.getOrDefault(language, english);
    }
}
