package io.plimsoll.evaluation;

import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds the parts of a manifest against each other. */
final class ManifestCheck {
    private static final Pattern REASON_CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,79}");

    private final Manifest manifest;
    private final List<Finding> findings;

    ManifestCheck(Manifest manifest, List<Finding> findings) {
        this.manifest = manifest;
        this.findings = findings;
    }

    void run() {
        checkCurrency();
        checkInputs();
        checkRequests();
        checkReasons();
    }

    private void checkCurrency() {
        boolean known = Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(manifest.currency()));
        if (!known) {
            error("/currency", "is not a currency of ISO 4217");
        }
    }

    private void checkInputs() {
        Set<String> names = new HashSet<>(EnvelopeInputs.NAMES);
        manifest.inputs().forEach((key, input) -> {
            if (!names.add(input.name())) {
                error("/inputs/" + key + "/name", "another input has the name " + input.name() + "; names are unique");
            }
            checkRequiredFor("/inputs/" + key, input);
        });
    }

    private void checkRequiredFor(String place, Input input) {
        for (String request : input.requiredFor()) {
            if (!request.equals(Input.ALWAYS) && !manifest.requests().containsKey(request)) {
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

    private void checkReasons() {
        if (!manifest.reasons().containsKey(manifest.byDefault().reason())) {
            error("/default/reason", "has no text under /reasons");
        }
        for (Map.Entry<String, String> reason : manifest.reasons().entrySet()) {
            if (!REASON_CODE.matcher(reason.getKey()).matches()) {
                error("/reasons/" + reason.getKey(), "reason codes are upper-case letters, digits and underscores");
            }
        }
    }

    private void error(String pointer, String detail) {
        findings.add(Finding.error(PolicyBundle.MANIFEST + " " + pointer, detail));
    }
}
