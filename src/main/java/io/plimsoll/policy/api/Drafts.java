package io.plimsoll.policy.api;

import io.plimsoll.access.Caller;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Violation;
import io.plimsoll.platform.api.Body;
import io.plimsoll.policy.BundleArchive;
import io.plimsoll.policy.BundleReading;
import io.plimsoll.policy.LooseFiles;
import io.plimsoll.policy.Registry;
import io.plimsoll.policy.VersionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what somebody sends to have it kept as a draft. */
@ApplicationScoped
class Drafts {
    /** Where bare models go, which no manifest places. */
    private static final DomainName NOWHERE = new DomainName("sandbox");

    private final Registry registry;

    Drafts(Registry registry) {
        this.registry = registry;
    }

    /**
     * An archive, or one bare model.
     *
     * @throws PlimsollException INVALID_PARAMETER without a note, CONTRACT_VIOLATED for a domain that cannot be one,
     *     BUNDLE_REFUSED, or NOT_FOUND for the parent
     */
    Registry.NewVersion ofArchive(
            byte[] archive, @Nullable String note, @Nullable String parent, @Nullable String domain, Caller by) {
        String why = Parameters.text("note", note);
        if (why == null) {
            throw new PlimsollException(
                    ProblemCode.INVALID_PARAMETER, "note is missing: say what changes and why, as ?note=….");
        }
        PolicyBundle bundle = bundle(archive);
        Place place = new Place(base(Parameters.text("parent", parent)), Parameters.text("domain", domain));
        return newVersion(bundle, archive, place, why, by);
    }

    /** Files as text; throws as {@link #ofArchive}, and MALFORMED_JSON. */
    Registry.NewVersion ofJson(byte[] body, Caller by) {
        VersionBodies.NewVersion version = VersionBodies.NewVersion.read(body);
        Optional<VersionId> base = base(version.parent());
        PolicyBundle bundle = base.map(
                        parent -> LooseFiles.with(registry.bundle(parent), version.contents(), version.gone()))
                .orElseGet(version::bundle);
        Place place = new Place(base, version.domain());
        return newVersion(bundle, BundleArchive.write(bundle), place, version.note(), by);
    }

    /**
     * Where a draft belongs.
     *
     * @param domain as it was sent, for files without a manifest that says it
     */
    private record Place(
            Optional<VersionId> parent, @Nullable String domain) {}

    private static Registry.NewVersion newVersion(
            PolicyBundle bundle, byte[] archive, Place place, String note, Caller by) {
        String domain = place.domain();
        if (domain != null && !DomainName.isValid(domain)) {
            throw Body.violated(
                    List.of(new Violation("/domain", "is lower-case letters, digits and hyphens, a letter first")));
        }
        DomainName named = domain == null ? NOWHERE : new DomainName(domain);
        VersionId base = place.parent().orElse(null);
        return new Registry.NewVersion(
                base == null ? LooseFiles.domain(bundle).orElse(named) : base.domain(),
                base == null ? LooseFiles.kind(bundle) : base.kind(),
                bundle,
                archive,
                by.qualifiedName(),
                note,
                base == null ? null : base.number());
    }

    /** Whoever wrote the files, they are within bounds, and nobody needs them to be anything else yet. */
    static PolicyBundle bundle(byte[] archive) {
        return BundleArchive.read(archive).fold(BundleReading.Readable::bundle, refused -> {
            throw new PlimsollException(
                    ProblemCode.BUNDLE_REFUSED,
                    "Nothing was stored.",
                    refused.findings().stream()
                            .map(finding -> new Violation("", finding.words()))
                            .toList());
        });
    }

    private static Optional<VersionId> base(@Nullable String parent) {
        return Optional.ofNullable(parent).map(VersionId::parse);
    }
}
