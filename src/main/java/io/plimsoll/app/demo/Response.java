package io.plimsoll.app.demo;

import io.plimsoll.platform.Tree;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a story may call for, and how a verdict of {@code customer-recovery} says it. */
enum Response {
    /** A person takes over. */
    PERSON("ESCALATE"),
    /** Somebody gets in touch with the customer. */
    REACH_OUT("reach_out"),
    /** The customer gets a coupon for a late delivery. */
    COUPON("send_coupon"),
    /** The escalation manager hears of a spike. */
    ALERT("alert_escalation_manager");

    /** Reasons why something is held back for want of room, or because it was done a little while ago. */
    private static final Set<String> CAPS = Set.of(
            "ALREADY_WITH_PERSON",
            "ESCALATION_LOOP",
            "CUSTOMER_CAP",
            "QUEUE_CAP",
            "TOPIC_CAP",
            "REACH_OUT_COOLDOWN",
            "COUPON_COOLDOWN",
            "COUPON_DAY_SPENT",
            "CONCESSIONS_EXHAUSTED",
            "ALREADY_ALERTED");

    private final String what;

    Response(String what) {
        this.what = what;
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What the verdict grants: the outcome ESCALATE, and intents that are permitted or wait for an approval. */
    static Set<Response> grantedBy(Map<String, @Nullable Object> verdict) {
        Set<Response> granted = EnumSet.noneOf(Response.class);
        for (Response response : values()) {
            if (response.what.equals(verdict.get("outcome"))
                    || objects(verdict, "intents").stream()
                            .anyMatch(intent -> response.what.equals(intent.get("type"))
                                    && !"REFUSED".equals(intent.get("disposition")))) {
                granted.add(response);
            }
        }
        return granted;
    }

    /**
     * What the verdict would have granted but for a cap. The policy saw that it was called for. What is held back because
     * something else is done instead is not among it.
     */
    static Set<Response> cappedBy(Map<String, @Nullable Object> verdict) {
        Set<Response> capped = EnumSet.noneOf(Response.class);
        for (Response response : values()) {
            if (objects(verdict, "suppressed").stream()
                    .anyMatch(held -> response.what.equals(held.get("what"))
                            && CAPS.contains(String.valueOf(
                                    Tree.asObject(held.get("reason")).get("code"))))) {
                capped.add(response);
            }
        }
        return capped;
    }

    private static List<Map<String, @Nullable Object>> objects(Map<String, @Nullable Object> verdict, String field) {
        return Tree.asList(verdict.get(field)).stream().map(Tree::asObject).toList();
    }
}
