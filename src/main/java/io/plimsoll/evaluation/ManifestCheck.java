package io.plimsoll.evaluation;

import io.plimsoll.platform.Pointer;
import io.plimsoll.platform.Shape;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds the parts of a manifest against each other. */
final class ManifestCheck {
    private static final Duration LONGEST_WINDOW = Duration.ofDays(400);
    private static final Pattern REASON_CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,79}");

    /** Those of ISO 639-1 and those with three letters that Java knows. */
    private static final Set<String> LANGUAGES = Stream.concat(
                    Arrays.stream(Locale.getISOLanguages()),
                    Arrays.stream(Locale.getAvailableLocales())
                            .map(Locale::getLanguage)
                            .filter(language -> !language.isEmpty()))
            .collect(Collectors.toUnmodifiableSet());

    private final Manifest manifest;
    private final List<Finding> findings;

    ManifestCheck(Manifest manifest, List<Finding> findings) {
        this.manifest = manifest;
        this.findings = findings;
    }

    void run() {
        checkCurrency();
        checkInputs();
        checkFeatures();
        checkClocks();
        checkMemory();
        checkRequests();
        checkReasons();
        checkDossier();
    }

    private void checkCurrency() {
        boolean known = Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(manifest.currency()));
        if (!known) {
            error("/currency", "is not a currency of ISO 4217");
        }
    }

    private void checkInputs() {
        Set<String> names = new HashSet<>(EnvelopeInputs.names(manifest));
        manifest.inputs().forEach((key, input) -> {
            if (!names.add(input.name()) || EnvelopeInputs.isReserved(input.name())) {
                error(
                        "/inputs/" + key + "/name",
                        "another input, a clock or a feature has the name " + input.name() + "; names are unique");
            }
            checkRequiredFor("/inputs/" + key, input);
        });
    }

    private void checkRequiredFor(String place, Input input) {
        for (String request : input.requiredFor()) {
            if (manifest.kind() == Manifest.Kind.GUARDRAILS && !request.equals(Input.ALWAYS)) {
                error(place + "/requiredFor", "guardrails know no requests; only always is possible");
            } else if (!request.equals(Input.ALWAYS) && !manifest.requests().containsKey(request)) {
                error(place + "/requiredFor", "there is no request " + request);
            }
        }
        input.fields().forEach((key, field) -> checkRequiredFor(place + "/fields/" + key, field));
        if (input.item() != null) {
            checkRequiredFor(place + "/items", input.item());
        }
    }

    private void checkArguments(String type) {
        Manifest.RequestType request = manifest.requests().get(type);
        if (request != null) {
            request.arguments().forEach((name, argument) -> {
                if (argument.fact() != null && !isFact(manifest.inputs(), argument.fact())) {
                    error("/requests/" + type + "/arguments/" + name + "/fact", "there is no fact " + argument.fact());
                }
            });
        }
    }

    /** Whether a path such as {@code items.item_id} leads to an input; through a list it leads to its items. */
    private static boolean isFact(Map<String, Input> inputs, String path) {
        int dot = path.indexOf('.');
        Input input = inputs.get(dot < 0 ? path : path.substring(0, dot));
        if (input == null || dot < 0) {
            return input != null;
        }
        return isFact(input.item() == null ? input.fields() : input.item().fields(), path.substring(dot + 1));
    }

    private void checkDossier() {
        Manifest.Dossier dossier = manifest.dossier();
        for (int i = 0; i < dossier.segments().size(); i++) {
            checkGroups("/dossier/segments/" + i, dossier.segments().get(i));
        }
        for (int i = 0; i < dossier.fairness().size(); i++) {
            checkGroups(
                    "/dossier/fairness/" + i + "/fact",
                    dossier.fairness().get(i).fact());
        }
        checkOnce("/dossier/segments", dossier.segments());
        checkOnce(
                "/dossier/fairness",
                dossier.fairness().stream().map(Manifest.Dossier.Audited::fact).toList());
    }

    /** Lists have no one value, and amounts and instants hardly ever the same one twice. */
    private void checkGroups(String place, String fact) {
        Input input = Input.at(manifest.inputs(), fact);
        if (input == null) {
            error(place, "there is no fact " + fact);
        } else if (!(input.shape() instanceof Shape.Text)
                && !(input.shape() instanceof Shape.Flag)
                && !(input.shape() instanceof Shape.Numeric numeric && numeric.whole())) {
            error(place, fact + " does not make groups; name a string, a boolean or an integer outside of lists");
        }
    }

    private void checkOnce(String place, List<String> facts) {
        Set<String> seen = new HashSet<>();
        facts.stream().filter(fact -> !seen.add(fact)).forEach(fact -> error(place, fact + " is named twice"));
    }

    private void checkRequests() {
        for (String type : manifest.requests().keySet()) {
            checkArguments(type);
            if (!manifest.intents().containsKey(type)) {
                error("/requests/" + type, "there is no intent of this name to answer the request with");
            }
            if (manifest.steps().stream().noneMatch(step -> step.appliesTo(type))) {
                error("/requests/" + type, "no step answers this request");
            }
        }
        for (Step step : manifest.steps()) {
            for (String type : step.requests()) {
                if (!manifest.requests().containsKey(type)) {
                    error("/steps", step.model() + " answers the request " + type + ", which is not declared");
                }
            }
        }
    }

    private void checkFeatures() {
        Set<String> clocks =
                manifest.clocks().keySet().stream().map(EnvelopeInputs::clock).collect(Collectors.toSet());
        manifest.features().forEach((name, feature) -> {
            if (clocks.contains(name) || EnvelopeInputs.isReserved(name)) {
                error("/features/" + name, "tables read something else under this name; choose another");
            }
            boolean number = feature.type() == Manifest.Feature.Type.NUMBER;
            if (number != feature.absent() instanceof BigDecimal
                    || (!number && !feature.absent().equals(Boolean.FALSE))) {
                error("/features/" + name + "/absent", number ? "must be a number" : "must be false or left out");
            }
        });
    }

    private void checkClocks() {
        manifest.clocks().forEach((name, clock) -> {
            Input input = clock.fact() == null ? null : manifest.inputs().get(clock.fact());
            if (clock.fact() != null
                    && (input == null
                            || !(input.shape() instanceof Shape.Temporal temporal)
                            || temporal.kind() != Shape.Temporal.Kind.TIME_ZONE)) {
                error("/clocks/" + name + "/fact", "must be an input of the type time-zone");
            }
        });
    }

    private void checkMemory() {
        Memory memory = manifest.memory();
        if (memory == null) {
            return;
        }
        checkWindow("/history/within", memory.within());
        Set<Memory.LoadCount> loads = new HashSet<>();
        for (Memory.LoadCount load : memory.loads()) {
            if (!loads.add(load)) {
                error("/history/loads", "counts " + load.of() + " by " + load.by() + " twice over the same time");
            }
            checkWindow("/history/loads", load.within());
            if (!manifest.intents().containsKey(load.of())
                    && !load.of().equals(Outcome.ESCALATE.name())
                    && !load.of().equals(Outcome.ASK_APPROVAL.name())) {
                error("/history/loads", load.of() + " is neither an intent nor ESCALATE or ASK_APPROVAL");
            }
        }
        Set<String> names = new HashSet<>();
        for (Memory.TrendCount trend : memory.trends()) {
            checkWindow("/history/trends", trend.baseline());
            if (!names.add(trend.name())) {
                error("/history/trends", "another trend has the name " + trend.name());
            }
            if (trend.baseline().toHours() < 1 || trend.baseline().toMinutes() % 60 != 0) {
                error("/history/trends", "the baseline of " + trend.name() + " must be whole hours, for example P7D");
            }
        }
    }

    /** Longer memories would make every decision slow. */
    private void checkWindow(String place, Duration window) {
        if (window.isNegative() || window.isZero() || window.compareTo(LONGEST_WINDOW) > 0) {
            error(place, "must be longer than nothing and at most 400 days");
        }
    }

    private void checkReasons() {
        if (manifest.kind() == Manifest.Kind.POLICY
                && !manifest.reasons().containsKey(manifest.byDefault().reason())) {
            error("/default/reason", "has no text under /reasons");
        }
        manifest.reasons().forEach((code, wording) -> {
            String place = Pointer.ROOT.field("reasons").field(code).value();
            if (!REASON_CODE.matcher(code).matches()) {
                error(place, "reason codes are upper-case letters, digits and underscores");
            }
            wording.translations().forEach((language, texts) -> checkTranslation(place, wording, language, texts));
        });
    }

    private void checkTranslation(String reason, Wording wording, String language, Wording.Texts texts) {
        String place = reason + new Pointer("/translations").field(language).value();
        String canonical = canonicalTag(language);
        if (canonical == null) {
            error(place, "is no language tag of BCP 47; write for example de or pt-BR");
        } else if (!canonical.equals(language)) {
            error(place, "write the language tag as " + canonical);
        } else if (language.equals(Wording.ENGLISH)) {
            error(place, "the texts above are the English ones; translate into other languages");
        }
        if (texts.customer() == null && wording.english().customer() != null) {
            error(place + "/customer", "is missing; in English the customer is told something");
        } else if (texts.customer() != null && wording.english().customer() == null) {
            error(reason + "/customer", "is missing; in " + language + " the customer is told something");
        }
    }

    /** Null when it is no tag, or names a language that nobody knows. */
    private static @Nullable String canonicalTag(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            return LANGUAGES.contains(locale.getLanguage()) ? locale.toLanguageTag() : null;
        } catch (IllformedLocaleException e) {
            return null;
        }
    }

    private void error(String pointer, String detail) {
        findings.add(Finding.of(FindingCode.MANIFEST_INVALID, Place.manifest(pointer), detail));
    }
}
