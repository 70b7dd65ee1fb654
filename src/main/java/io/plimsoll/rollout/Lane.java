package io.plimsoll.rollout;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.policy.VersionId;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One domain as it stands: what is planned, and which versions are ready. Immutable; choosing takes no lock. */
final class Lane {
    private static final BigDecimal HUNDREDTHS = BigDecimal.valueOf(100);

    private final DomainName domain;
    private final Schedule policies;
    private final Schedule guardrails;
    private final Map<VersionId, CompiledPolicy> ready;

    /** @param ready the compiled versions of this domain that fit each other */
    Lane(DomainName domain, Schedule policies, Schedule guardrails, Map<VersionId, CompiledPolicy> ready) {
        this.domain = domain;
        this.policies = policies;
        this.guardrails = guardrails;
        this.ready = Map.copyOf(ready);
    }

    /** What answers at an instant; empty when nothing does. */
    Optional<ActivePolicy> active(Instant now) {
        return policies.answering(now, ready::containsKey).map(step -> policy(step, now, compiled(step)));
    }

    /** The shadow or canary under way, if it is ready. */
    Optional<Deployment> candidate() {
        return policies.candidate().filter(step -> ready.containsKey(step.version()));
    }

    Optional<ActivePolicy> candidate(Instant now) {
        return candidate().map(step -> policy(step, now, compiled(step)));
    }

    Schedule schedule(Manifest.Kind kind) {
        return kind == Manifest.Kind.POLICY ? policies : guardrails;
    }

    /** A version that is ready. */
    Optional<CompiledPolicy> ready(VersionId id) {
        return Optional.ofNullable(ready.get(id));
    }

    /** @param customer whose signal it is; null when that is not known */
    Optional<Chosen> choose(@Nullable String customer, Instant now) {
        return policies.answering(now, ready::containsKey).map(step -> {
            ActivePolicy active = policy(step, now, compiled(step));
            String why = "Version " + step.version().number() + " is active since " + step.from() + ".";
            Deployment canary = policies.candidate()
                    .filter(candidate -> candidate.stage() == Deployment.Stage.CANARY)
                    .filter(candidate -> ready.containsKey(candidate.version()))
                    .orElse(null);
            if (canary == null || customer == null) {
                return new Chosen(active, false, why);
            }
            boolean chosen = isChosen(canary, customer);
            why += " Version " + canary.version().number() + " is a canary for "
                    + CanonicalJson.number(share(canary)) + " % of the customers, and this customer is "
                    + (chosen ? "one of them." : "not one of them.");
            return chosen
                    ? new Chosen(policy(canary, now, compiled(canary)), true, why)
                    : new Chosen(active, false, why);
        });
    }

    /**
     * What was in effect at an earlier instant, as it is known now: what was rolled back never was. The guardrails are
     * those of now.
     *
     * @param compiled finds versions that are not ready any more
     */
    Optional<Chosen> chooseAsOf(Instant asOf, Instant now, Function<VersionId, Optional<CompiledPolicy>> compiled) {
        return policies.active(asOf, any -> true).flatMap(step -> Optional.ofNullable(ready.get(step.version()))
                .or(() -> compiled.apply(step.version()))
                .map(policy -> new Chosen(
                        policy(step, now, policy),
                        false,
                        "Version " + step.version().number() + " was in effect at " + asOf
                                + ", the instant that the caller asked for.")));
    }

    private ActivePolicy policy(Deployment step, Instant now, CompiledPolicy compiled) {
        ActivePolicy.Guardrails restricting = guardrails
                .answering(now, ready::containsKey)
                .map(guard -> new ActivePolicy.Guardrails(guard.version().number(), guard.from(), compiled(guard)))
                .orElse(null);
        return new ActivePolicy(domain, step.version().number(), step.from(), compiled, restricting);
    }

    private CompiledPolicy compiled(Deployment step) {
        return Objects.requireNonNull(ready.get(step.version()));
    }

    /**
     * A customer is in the canary or not for as long as the rollout lasts, and stays in it when its share grows. Each
     * rollout splits anew, so that nobody is always the first.
     */
    static boolean isChosen(Deployment canary, String customer) {
        byte[] digest = Digest.of((canary.rollout() + "\n" + customer).getBytes(StandardCharsets.UTF_8))
                .bytes();
        int bucket = Math.floorMod(ByteBuffer.wrap(digest).getInt(), 10_000);
        return BigDecimal.valueOf(bucket).compareTo(share(canary).multiply(HUNDREDTHS)) < 0;
    }

    private static BigDecimal share(Deployment canary) {
        return Objects.requireNonNull(canary.percent());
    }
}
