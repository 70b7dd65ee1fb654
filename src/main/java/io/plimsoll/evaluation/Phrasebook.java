package io.plimsoll.evaluation;

import io.plimsoll.evaluation.Explanation.ToldReason;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reasons of a policy, of the guardrails that restrict it and of the engine, in the languages that there are. */
public final class Phrasebook {
    private final List<Manifest> manifests;

    /** @param guardrails null for none */
    public Phrasebook(Manifest policy, @Nullable Manifest guardrails) {
        this.manifests = Stream.of(policy, guardrails).filter(Objects::nonNull).toList();
    }

    /** The tags of all languages that some reason can be said in, English among them. */
    public Set<String> languages() {
        Set<String> languages = new TreeSet<>(Set.of(Wording.ENGLISH));
        Stream.concat(
                        manifests.stream().flatMap(manifest -> manifest.reasons().values().stream()),
                        Arrays.stream(EngineReason.values()).map(EngineReason::wording))
                .forEach(wording -> languages.addAll(wording.translations().keySet()));
        return languages;
    }

    /**
     * Says a recorded reason in a language, as far as it is known; else as it was recorded.
     *
     * @param recorded the text tells which reason of the code it is, because guardrails may mean something else by it
     */
    ToldReason told(Reason recorded, String language) {
        return manifests.stream()
                .map(manifest -> manifest.reasons().get(recorded.code()))
                .filter(wording -> wording != null && wording.english().text().equals(recorded.text()))
                .findFirst()
                .map(wording -> told(recorded.code(), wording, language))
                .or(() -> engine(recorded, language))
                .orElse(new ToldReason(recorded.code(), recorded.text(), null, Wording.ENGLISH));
    }

    private static ToldReason told(String code, Wording wording, String language) {
        Wording.Texts texts = wording.in(language);
        return new ToldReason(code, texts.text(), texts.customer(), wording.nearest(language));
    }

    /** The engine adds names to its own texts, which are the same in every language. */
    private static Optional<ToldReason> engine(Reason recorded, String language) {
        return Arrays.stream(EngineReason.values())
                .filter(reason ->
                        reason.name().equals(recorded.code()) && recorded.text().startsWith(reason.text()))
                .findFirst()
                .map(reason -> {
                    String names = recorded.text().substring(reason.text().length());
                    Wording wording = reason.wording();
                    Wording.Texts texts = wording.in(language);
                    return new ToldReason(
                            recorded.code(),
                            EngineReason.withoutStop(texts.text()) + names,
                            texts.customer(),
                            wording.nearest(language));
                });
    }
}
