package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a control covers: every submission in which all that is given here is the same. Null stands for any.
 *
 * @param action the type of the intent that a kill switch stops; it says nothing about which submissions are covered
 * @param customer the client's own name
 */
public record ControlScope(
        @Nullable DomainName domain,
        @Nullable ScoredBy producer,
        @Nullable String action,
        @Nullable CustomerId customer,
        @Nullable CaseId caseId,
        @Nullable String topic,
        @Nullable String requestType) {
    /** All there is. */
    public static final ControlScope EVERYTHING = new ControlScope(null, null, null, null, null, null, null);

    /**
     * Who scored.
     *
     * @param version null for all
     */
    public record ScoredBy(String name, @Nullable String version) {}

    /** Reads what {@link #tree()} wrote, or what fulfils {@link ControlShape}. */
    public static ControlScope of(Map<String, @Nullable Object> tree) {
        String domain = (String) tree.get("domain");
        Object producer = tree.get("producer");
        String customer = (String) tree.get("customer");
        String caseId = (String) tree.get("case");
        return new ControlScope(
                domain == null ? null : new DomainName(domain),
                producer == null ? null : scoredBy(Tree.asObject(producer)),
                (String) tree.get("action"),
                customer == null ? null : new CustomerId(customer),
                caseId == null ? null : new CaseId(caseId),
                (String) tree.get("topic"),
                (String) tree.get("requestType"));
    }

    private static ScoredBy scoredBy(Map<String, @Nullable Object> tree) {
        return new ScoredBy(Trees.text(tree, "name"), (String) tree.get("version"));
    }

    /** The same in this domain only. */
    public ControlScope in(DomainName only) {
        return new ControlScope(only, producer, action, customer, caseId, topic, requestType);
    }

    boolean covers(DomainName where, Submission submission) {
        Signal signal = submission.signal();
        return isAnyOr(domain, where)
                && (producer == null || isBy(producer, signal.producer()))
                && isAnyOr(customer, signal.customer())
                && isAnyOr(caseId, signal.caseId())
                && isAnyOr(topic, signal.topic())
                && isAnyOr(requestType, submission.requestType());
    }

    private static boolean isAnyOr(@Nullable Object wanted, @Nullable Object found) {
        return wanted == null || wanted.equals(found);
    }

    private static boolean isBy(ScoredBy wanted, @Nullable Producer found) {
        return found != null && wanted.name().equals(found.name()) && isAnyOr(wanted.version(), found.version());
    }

    /** The greater, the closer it looks: at a case, a customer, a topic, a domain; at one type of request rather than all. */
    int closeness() {
        int closeness = caseId != null ? 3 : customer != null ? 2 : topic != null ? 1 : 0;
        return 2 * closeness + (requestType == null ? 0 : 1);
    }

    /** What is given, by name; empty for everything. */
    public Map<String, @Nullable Object> tree() {
        Tree.Builder tree = Tree.object();
        put(tree, "domain", domain == null ? null : domain.value());
        put(
                tree,
                "producer",
                producer == null
                        ? null
                        : Tree.object()
                                .put("name", producer.name())
                                .put("version", producer.version())
                                .build());
        put(tree, "action", action);
        put(tree, "customer", customer == null ? null : customer.value());
        put(tree, "case", caseId == null ? null : caseId.value());
        put(tree, "topic", topic);
        put(tree, "requestType", requestType);
        return tree.build();
    }

    private static void put(Tree.Builder tree, String name, @Nullable Object value) {
        if (value != null) {
            tree.put(name, value);
        }
    }
}
