package io.plimsoll.policy;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The life of versions: written, submitted, judged, retired. Nobody takes one through it alone. */
@ApplicationScoped
public class Registry {
    /** The gate needs a processor for seconds, and decisions come first. */
    private static final int CHECKS_AT_ONCE = 2;

    private static final Logger LOG = Logger.getLogger(Registry.class);

    private final PolicyVersionStore store;
    private final CompiledVersions versions;
    private final Deployed deployed;
    private final Clock clock;
    private final MutationGate mutationGate;
    private final Event<Submitted> submissions;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);

    Registry(
            PolicyVersionStore store,
            CompiledVersions versions,
            Deployed deployed,
            Clock clock,
            MutationGate mutationGate,
            Event<Submitted> submissions) {
        this.store = store;
        this.versions = versions;
        this.deployed = deployed;
        this.clock = clock;
        this.mutationGate = mutationGate;
        this.submissions = submissions;
    }

    /** A draft was handed in; told within the transaction. */
    record Submitted(PolicyVersion version) {}

    /**
     * What somebody wants to have kept.
     *
     * @param archive the bundle as it came, to be given out again byte for byte
     * @param author who is responsible for it
     */
    public record NewVersion(
            DomainName domain,
            Manifest.Kind kind,
            PolicyBundle bundle,
            byte[] archive,
            String author,
            String note,
            @Nullable Integer parent) {}

    /** Keeps a draft. Whatever is in it, it is only kept. */
    @Transactional
    public PolicyVersion create(NewVersion version) {
        Integer parent = version.parent();
        if (parent != null) {
            get(new VersionId(version.domain(), version.kind(), parent));
        }
        PolicyVersion kept = store.add(
                new PolicyVersionStore.Draft(
                        version.domain(),
                        version.kind(),
                        Transition.State.DRAFT,
                        version.bundle(),
                        version.archive(),
                        version.author(),
                        version.note(),
                        version.parent()),
                now());
        LOG.infof("event=version-created version=%s digest=%s by=%s", kept.id(), kept.digest(), kept.author());
        return kept;
    }

    /**
     * Keeps a version that comes with the service, approved by those who ship it; or finds it.
     *
     * @param bundle MUST compile
     */
    @Transactional
    public PolicyVersion ship(DomainName domain, Manifest.Kind kind, PolicyBundle bundle) {
        return store.find(domain, kind, bundle.digest())
                .orElseGet(() -> store.add(
                        new PolicyVersionStore.Draft(
                                domain,
                                kind,
                                Transition.State.APPROVED,
                                bundle,
                                BundleArchive.write(bundle),
                                PolicyVersion.SHIPPED,
                                "Shipped with the service.",
                                null),
                        now()));
    }

    /**
     * Gives a draft other files.
     *
     * @param revision the one that the author has seen
     * @throws PlimsollException FORBIDDEN, WRONG_STATE or CHANGED_MEANWHILE
     */
    @Transactional
    public PolicyVersion replace(VersionId id, long revision, PolicyBundle bundle, byte[] archive, String by) {
        PolicyVersion version = get(id);
        requireAuthor(version, by);
        requireState(version, List.of(Transition.State.DRAFT), "Its files never change; make a new draft from it.");
        if (!store.replace(id, revision, bundle, archive, now())) {
            throw new PlimsollException(
                    ProblemCode.CHANGED_MEANWHILE,
                    "Nothing was changed. Read the version again and send your change with its ETag in If-Match.");
        }
        LOG.infof("event=draft-changed version=%s digest=%s by=%s", id, bundle.digest(), by);
        return get(id);
    }

    /** @throws PlimsollException NOT_FOUND */
    @Transactional
    public PolicyVersion get(VersionId id) {
        return store.find(id)
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.NOT_FOUND, "There is no such version. GET /v1/policy-versions lists them all."));
    }

    /** @throws PlimsollException NOT_FOUND */
    public PolicyBundle bundle(VersionId id) {
        return BundleArchive.readStored(archive(id));
    }

    /** @throws PlimsollException NOT_FOUND */
    @Transactional
    public byte[] archive(VersionId id) {
        get(id);
        return store.archive(id).orElseThrow(() -> new IllegalStateException("a version without files: " + id));
    }

    /**
     * What the gate says of a version now. Takes seconds.
     *
     * @throws PlimsollException NOT_FOUND, or OVERLOADED while it looks at as many as it may
     */
    public GateReport check(VersionId id) {
        PolicyBundle bundle = bundle(id);
        if (!checks.tryAcquire()) {
            throw new PlimsollException(
                    ProblemCode.OVERLOADED, "Other versions are looked at. Send the same request again in a moment.");
        }
        try {
            GateReport report = Gate.check(bundle, counterpart(id));
            if (report.policy() != null) {
                report.policy().close();
            }
            return report;
        } finally {
            checks.release();
        }
    }

    /**
     * Submits a draft if the gate lets it pass and its author has answered every warning.
     *
     * @param acknowledged reasons by the ids of the warnings
     * @throws PlimsollException FORBIDDEN, WRONG_STATE, CHANGED_MEANWHILE, ALREADY_EXISTS, or GATE_CLOSED with the findings
     *     that stand against it
     */
    public PolicyVersion submit(VersionId id, long revision, Map<String, String> acknowledged, String by, String why) {
        PolicyVersion version = get(id);
        requireAuthor(version, by);
        requireState(version, Transition.SUBMIT.from(), "Only drafts are submitted.");
        if (version.revision() != revision) {
            throw new PlimsollException(
                    ProblemCode.CHANGED_MEANWHILE,
                    "Nothing was submitted. Read the version again and look at its findings.");
        }
        store.find(id.domain(), id.kind(), version.digest()).ifPresent(same -> {
            throw new PlimsollException(ProblemCode.ALREADY_EXISTS, same.id() + " has the same files already.");
        });
        requireSamePolicy(id);
        GateReport report = check(id);
        requirePassed(report, acknowledged);
        Evidence passed = Evidence.of(Evidence.GATE, evidence(report, acknowledged), now());
        return QuarkusTransaction.joiningExisting().call(() -> {
            submissions.fire(new Submitted(move(version, Transition.SUBMIT, by, why, passed)));
            return get(id);
        });
    }

    /**
     * Approves what somebody else submitted.
     *
     * @param seen what the approver judged
     * @throws PlimsollException SECOND_PERSON_NEEDED, WRONG_STATE, EVIDENCE_CHANGED, or GATE_CLOSED when too few mistakes in
     *     it would be noticed, or when it contradicts the guardrails, or the policy, that it would meet now
     */
    public PolicyVersion approve(VersionId id, Judged seen, String by, String why) {
        PolicyVersion version = get(id);
        requireState(version, Transition.APPROVE.from(), "Only what was submitted can be approved.");
        requireSomebodyElse(version, by);
        requireSeen(version, seen);
        mutationGate.refuse(version, store.evidence(id));
        try (CompiledPolicy compiled = versions.compile(id)) {
            Contradictions.refuse(compiled, counterpart(id));
        }
        return move(version, Transition.APPROVE, by, why, null);
    }

    /**
     * Lays evidence beside a version for whoever will judge it. What is approved already stays as it was judged.
     *
     * @param bundle digest of the files that the evidence is about
     * @return whether it was added: only to what is submitted, and has these files
     */
    @Transactional
    public boolean attach(VersionId id, Digest bundle, Evidence evidence) {
        boolean attached = store.attach(id, bundle, evidence);
        if (attached) {
            LOG.infof("event=evidence-added version=%s kind=%s digest=%s", id, evidence.kind(), evidence.digest());
        }
        return attached;
    }

    /** The digests of what was judged: the files and all evidence. */
    public record Judged(String digest, String evidence) {}

    /** @throws PlimsollException WRONG_STATE, also while it is rolled out */
    @Transactional
    public PolicyVersion reject(VersionId id, String by, String why) {
        return end(id, Transition.REJECT, by, why);
    }

    /** @throws PlimsollException WRONG_STATE, also while it is rolled out */
    @Transactional
    public PolicyVersion retire(VersionId id, String by, String why) {
        return end(id, Transition.RETIRE, by, why);
    }

    private PolicyVersion end(VersionId id, Transition transition, String by, String why) {
        PolicyVersion version = get(id);
        requireState(version, transition.from(), "Look at its passages.");
        if (deployed.inUse(id)) {
            throw new PlimsollException(
                    ProblemCode.WRONG_STATE, "It is rolled out. Stop its rollout or roll it back first: /v1/rollouts.");
        }
        return move(version, transition, by, why, null);
    }

    /** Whether it is approved, and its files and the evidence are still those that were judged. */
    @Transactional
    public boolean isApproved(VersionId id) {
        PolicyVersion version = get(id);
        if (!version.is(Transition.State.APPROVED)) {
            return false;
        }
        List<Passage> passages = store.passages(id);
        return passages.isEmpty() // from before passages were kept
                || passages.stream()
                        .filter(passage -> passage.to() == Transition.State.APPROVED)
                        .reduce((one, later) -> later)
                        .filter(passage -> passage.digest().equals(version.digest()))
                        .filter(passage -> passage.from() == null
                                || Optional.ofNullable(passage.evidence())
                                        .equals(Optional.of(Evidence.digest(store.evidence(id)))))
                        .isPresent();
    }

    private PolicyVersion move(
            PolicyVersion version, Transition transition, String by, String why, @Nullable Evidence added) {
        List<Evidence> evidence = new ArrayList<>(store.evidence(version.id()));
        if (added != null) {
            evidence.add(added);
        }
        Passage passage = new Passage(
                version.state(),
                transition.to(),
                by,
                why,
                version.digest(),
                evidence.isEmpty() ? null : Evidence.digest(evidence),
                now());
        if (!store.move(version.id(), version.revision(), transition, passage, added)) {
            throw new PlimsollException(ProblemCode.CHANGED_MEANWHILE, "Nothing was changed. Read the version again.");
        }
        LOG.infof(
                "event=version-moved version=%s from=%s to=%s digest=%s by=%s",
                version.id(), version.state(), transition.to(), version.digest(), by);
        return get(version.id());
    }

    private @Nullable CompiledPolicy counterpart(VersionId id) {
        return deployed.counterpart(id.domain(), id.kind()).orElse(null);
    }

    /** A draft cannot become a version of another policy, or of guardrails, by what is written in it. */
    private void requireSamePolicy(VersionId id) {
        PolicyBundle bundle = bundle(id);
        if (!LooseFiles.domain(bundle).filter(id.domain()::equals).isPresent()
                || LooseFiles.kind(bundle) != id.kind()) {
            throw new PlimsollException(
                    ProblemCode.GATE_CLOSED,
                    "Nothing was submitted. Its manifest must say domain: " + id.domain() + " and kind: "
                            + id.kind().name().toLowerCase(Locale.ROOT) + ", as the version is called.");
        }
    }

    private static void requirePassed(GateReport report, Map<String, String> acknowledged) {
        List<Violation> against = new ArrayList<>();
        for (Finding finding : report.findings()) {
            boolean open =
                    finding.severity() == Finding.Severity.WARNING && !acknowledged.containsKey(finding.fingerprint());
            if (open || finding.severity() == Finding.Severity.ERROR) {
                against.add(new Violation("", finding.words() + " (" + finding.fingerprint() + ")"));
            }
        }
        if (!against.isEmpty()) {
            throw new PlimsollException(
                    ProblemCode.GATE_CLOSED,
                    "Nothing was submitted. Mend the errors; acknowledge each warning that may stay by its fingerprint, with"
                            + " your reason. GET …/findings tells all of them.",
                    against.subList(0, Math.min(against.size(), Shape.MAX_VIOLATIONS)));
        }
    }

    /** The gate's report, and why the author lets its warnings stand. */
    private static String evidence(GateReport report, Map<String, String> acknowledged) {
        return new String(
                CanonicalJson.bytes(Tree.object()
                        .put("report", report.tree())
                        .put("acknowledged", acknowledged)
                        .build()),
                StandardCharsets.UTF_8);
    }

    private void requireSeen(PolicyVersion version, Judged seen) {
        if (!seen.digest().equals(version.digest().toString())
                || !seen.evidence()
                        .equals(Evidence.digest(store.evidence(version.id())).toString())) {
            throw new PlimsollException(
                    ProblemCode.EVIDENCE_CHANGED,
                    "Nothing was approved. Look at the version and its evidence again, and send the digests that you see.");
        }
    }

    private static void requireState(PolicyVersion version, Collection<Transition.State> states, String advice) {
        if (!states.contains(version.state())) {
            throw new PlimsollException(
                    ProblemCode.WRONG_STATE, "Nothing was changed. It is " + version.state() + ". " + advice);
        }
    }

    private static void requireAuthor(PolicyVersion version, String by) {
        if (!version.author().equals(by)) {
            throw new PlimsollException(
                    ProblemCode.FORBIDDEN, "Only its author changes a draft. Make a draft of your own from it.");
        }
    }

    /** The same name is taken for the same person, whatever vouches for it. */
    private static void requireSomebodyElse(PolicyVersion version, String by) {
        if (person(version.author()).equals(person(by))) {
            throw new PlimsollException(
                    ProblemCode.SECOND_PERSON_NEEDED, "Nobody approves what they wrote. Ask somebody else.");
        }
    }

    private static String person(String name) {
        return name.substring(name.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
