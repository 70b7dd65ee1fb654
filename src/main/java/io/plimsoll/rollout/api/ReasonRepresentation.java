package io.plimsoll.rollout.api;

import io.plimsoll.evaluation.EngineReason;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Phrasebook;
import io.plimsoll.evaluation.Wording;
import io.plimsoll.rollout.ActivePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A reason code that verdicts of a domain may carry.
 *
 * @param statedBy a policy and its guardrails may mean different things by one code
 * @param text one sentence for colleagues; the engine adds names of inputs, tables or rules to its own
 * @param customer what may be told to the customer; null for nothing
 * @param language of text and customer: the one that was asked for, or English
 * @param languages the same in every language that there is, by its tag
 */
@Schema(
        name = "StatedReason",
        requiredProperties = {"code", "statedBy", "text", "language", "languages"})
record ReasonRepresentation(
        String code,
        Author statedBy,
        String text,
        @Nullable String customer,
        String language,
        Map<String, Wording.Texts> languages) {

    /** Who states a reason. */
    @Schema(name = "ReasonAuthor")
    enum Author {
        POLICY,
        GUARDRAILS,
        ENGINE
    }

    /** The languages in which some of them can be said. */
    static Phrasebook phrasebook(ActivePolicy active) {
        ActivePolicy.Guardrails guardrails = active.guardrails();
        return new Phrasebook(
                active.policy().manifest(),
                guardrails == null ? null : guardrails.policy().manifest());
    }

    /** Those of the active policy, of its guardrails, and those of every domain, in the order of their authors. */
    static List<ReasonRepresentation> of(ActivePolicy active, String language) {
        List<ReasonRepresentation> reasons =
                new ArrayList<>(of(Author.POLICY, active.policy().manifest(), language));
        if (active.guardrails() != null) {
            reasons.addAll(of(Author.GUARDRAILS, active.guardrails().policy().manifest(), language));
        }
        Arrays.stream(EngineReason.values())
                .map(reason -> of(reason.name(), Author.ENGINE, reason.wording(), language))
                .forEach(reasons::add);
        return reasons;
    }

    private static List<ReasonRepresentation> of(Author author, Manifest manifest, String language) {
        return manifest.reasons().entrySet().stream()
                .map(reason -> of(reason.getKey(), author, reason.getValue(), language))
                .toList();
    }

    private static ReasonRepresentation of(String code, Author author, Wording wording, String language) {
        Wording.Texts texts = wording.in(language);
        Map<String, Wording.Texts> languages = new LinkedHashMap<>();
        languages.put(Wording.ENGLISH, wording.english());
        languages.putAll(wording.translations());
        return new ReasonRepresentation(
                code, author, texts.text(), texts.customer(), wording.nearest(language), languages);
    }
}
