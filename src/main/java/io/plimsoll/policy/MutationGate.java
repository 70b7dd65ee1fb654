package io.plimsoll.policy;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.scenario.mutation.Mutation;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets an approval through only when enough mistakes in the version would be noticed, where that is asked for. */
@ApplicationScoped
class MutationGate {
    private static final String SETTING = "plimsoll.approval.least-mutation-score";
    private static final String EVERYWHERE = "";
    /** Who may choose how mutants are drawn could choose a draw that flatters. */
    private static final BigDecimal SEED = BigDecimal.ONE;

    private static final BigDecimal ENOUGH = BigDecimal.valueOf(Mutation.Options.MOST);
    private static final Logger LOG = Logger.getLogger(MutationGate.class);

    /** By the name of the domain, and one for all others. */
    private final Map<String, BigDecimal> least = new HashMap<>();

    /** @param scores {@code 0.80} for every domain, {@code retail=0.95} for one; nothing where no score is asked for */
    MutationGate(@ConfigProperty(name = SETTING) Optional<List<String>> scores) {
        for (String score : scores.orElse(List.of())) {
            String[] parts = score.strip().split("=", 2);
            String domain = parts.length == 1 ? EVERYWHERE : parts[0].strip();
            if (!domain.isEmpty() && !DomainName.isValid(domain) || least.containsKey(domain)) {
                throw unclear(score);
            }
            least.put(domain, number(parts[parts.length - 1].strip(), score));
        }
    }

    private static BigDecimal number(String text, String score) {
        if (!text.matches("0(\\.[0-9]{1,4})?|1(\\.0{1,4})?")) {
            throw unclear(score);
        }
        return new BigDecimal(text);
    }

    private static IllegalArgumentException unclear(String score) {
        return new IllegalArgumentException(SETTING
                + " lists scores from 0 to 1 with up to four digits, one for every domain and one for each domain that has"
                + " its own, such as 0.80,retail=0.95; this is none: " + score);
    }

    /** A setting that has no meaning is told when the service starts, and not when somebody approves. */
    void start(@Observes StartupEvent event) {
        if (!least.isEmpty()) {
            LOG.infof("event=mutation-gate scores=%s", least);
        }
    }

    /**
     * Refuses a version whose latest score is too low or not known.
     *
     * @throws PlimsollException GATE_CLOSED
     */
    void refuse(PolicyVersion version, List<Evidence> evidence) {
        BigDecimal asked = least.getOrDefault(version.id().domain().value(), least.get(EVERYWHERE));
        if (asked == null) {
            return;
        }
        String examine = "POST /v1/policy-versions/" + version.id() + "/examinations with {\"kind\": \"MUTATION\"}";
        List<Map<String, @Nullable Object>> reports = evidence.stream()
                .filter(each -> each.kind().equals(Evidence.MUTATION))
                .map(each -> Tree.asObject(StrictJson.read(each.json().getBytes(StandardCharsets.UTF_8))))
                .toList();
        if (reports.isEmpty()) {
            throw closed("Its mutation score is not among the evidence, and at least " + asked + " is asked for. "
                    + examine + " finds it out.");
        }
        Map<String, @Nullable Object> report = reports.stream()
                .filter(MutationGate::counts)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> closed("Its mutation score is of a sample that does not count. " + examine
                        + ", without limit and seed, tries all mutants, or " + Mutation.Options.MOST + " of them."));
        if (!(Tree.asObject(report.get("total")).get("score") instanceof BigDecimal score)) {
            throw closed("Its mutation score is not known, because it has nothing that could be changed, and at least "
                    + asked + " is asked for.");
        }
        if (score.compareTo(asked) < 0) {
            throw closed("Its mutation score is " + CanonicalJson.number(score) + ", and at least " + asked
                    + " is asked for. Its survivors say what nobody tests; add scenarios to a new version.");
        }
    }

    /** Of all mutants, or of many that nobody has picked. */
    private static boolean counts(Map<String, @Nullable Object> report) {
        BigDecimal all = number(report, "mutants");
        BigDecimal drawn = number(report, "drawn");
        return drawn.compareTo(all) >= 0
                || drawn.compareTo(ENOUGH) >= 0 && number(report, "seed").compareTo(SEED) == 0;
    }

    private static BigDecimal number(Map<String, @Nullable Object> report, String name) {
        return (BigDecimal) Objects.requireNonNull(report.get(name));
    }

    private static PlimsollException closed(String why) {
        return new PlimsollException(ProblemCode.GATE_CLOSED, "Nothing was approved. " + why);
    }
}
