package io.plimsoll.policy;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a version in every domain: {@code retail.policy.3}.
 *
 * @param number counted from 1, for the policies and the guardrails of a domain apart
 */
public record VersionId(DomainName domain, Manifest.Kind kind, int number) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9-]{2,40})\\.(policy|guardrails)\\.([1-9][0-9]{0,8})");

    /** @throws PlimsollException NOT_FOUND, because no version has such a name */
    public static VersionId parse(String text) {
        return tryParse(text)
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.NOT_FOUND,
                        "A version is named like retail.policy.3. GET /v1/policy-versions lists them all."));
    }

    /** Empty for what is no name of a version. */
    public static Optional<VersionId> tryParse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && DomainName.isValid(form.group(1))
                ? Optional.of(new VersionId(
                        new DomainName(form.group(1)),
                        Manifest.Kind.valueOf(form.group(2).toUpperCase(Locale.ROOT)),
                        Integer.parseInt(form.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return domain + "." + kind.name().toLowerCase(Locale.ROOT) + "." + number;
    }
}
