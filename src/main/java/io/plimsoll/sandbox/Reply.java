package io.plimsoll.sandbox;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.Place;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The forms of a child's messages: {@code {compiled, findings}} first, then {@code {answer}} to each question; or {@code
 * {refused}} or {@code {stopped}} instead. What takes long sends {@code {told}} before it.
 */
final class Reply {
    private static final String ANSWER = "answer";
    private static final String TOLD = "told";
    private static final String FINDINGS = "findings";
    private static final String COMPILED = "compiled";
    private static final String REFUSED = "refused";
    private static final String STOPPED = "stopped";

    private Reply() {}

    static Map<String, @Nullable Object> answer(Map<String, @Nullable Object> answer) {
        return Tree.object().put(ANSWER, answer).build();
    }

    /** How far it is. */
    static Map<String, @Nullable Object> told(Map<String, @Nullable Object> told) {
        return Tree.object().put(TOLD, told).build();
    }

    static Map<String, @Nullable Object> stopped(Stop stop) {
        return Tree.object().put(STOPPED, stop).build();
    }

    static Map<String, @Nullable Object> opened(boolean compiled, List<Finding> findings) {
        return Tree.object()
                .put(COMPILED, compiled)
                .put(
                        FINDINGS,
                        findings.stream()
                                .map(finding -> Tree.object()
                                        .put("severity", finding.severity())
                                        .put("code", finding.code())
                                        .put("place", finding.place())
                                        .put("detail", finding.detail())
                                        .build())
                                .toList())
                .build();
    }

    static Map<String, @Nullable Object> refused(PlimsollException refusal) {
        return Tree.object()
                .put(
                        REFUSED,
                        Tree.object()
                                .put("code", refusal.code())
                                .put("detail", refusal.detail())
                                .put(
                                        "violations",
                                        refusal.violations().stream()
                                                .map(violation -> Tree.object()
                                                        .put("pointer", violation.pointer())
                                                        .put("detail", violation.detail())
                                                        .build())
                                                .toList())
                                .build())
                .build();
    }

    /**
     * Reads what a child sent. A child is not to be trusted: whatever is not of these forms throws a RuntimeException.
     *
     * @throws PlimsollException what the child refused with
     */
    static Map<String, @Nullable Object> read(byte[] message) {
        Map<String, @Nullable Object> tree;
        try {
            tree = Tree.asObject(StrictJson.readWide(message));
        } catch (PlimsollException e) {
            throw new IllegalStateException("a child sent something else than JSON");
        }
        if (tree.get(REFUSED) != null) {
            throw refusal(Tree.asObject(tree.get(REFUSED)));
        }
        return tree;
    }

    /** Why there is no answer; null when there is one. */
    static @Nullable Stop stop(Map<String, @Nullable Object> reply) {
        Object stopped = reply.get(STOPPED);
        return stopped == null ? null : Stop.valueOf((String) stopped);
    }

    static boolean isCompiled(Map<String, @Nullable Object> reply) {
        return Boolean.TRUE.equals(reply.get(COMPILED));
    }

    static List<Finding> findings(Map<String, @Nullable Object> reply) {
        return Tree.asList(reply.get(FINDINGS)).stream()
                .map(Tree::asObject)
                .map(tree -> new Finding(
                        Finding.Severity.valueOf(text(tree, "severity")),
                        FindingCode.valueOf(text(tree, "code")),
                        new Place(null, null, text(tree, "place"), null),
                        text(tree, "detail")))
                .toList();
    }

    /** What it tells on the way; null when it is something else. */
    static @Nullable Map<String, @Nullable Object> toldOf(Map<String, @Nullable Object> reply) {
        Object told = reply.get(TOLD);
        return told == null ? null : Tree.asObject(told);
    }

    static Map<String, @Nullable Object> answerOf(Map<String, @Nullable Object> reply) {
        return Tree.asObject(reply.get(ANSWER));
    }

    private static PlimsollException refusal(Map<String, @Nullable Object> tree) {
        List<Violation> violations = Tree.asList(tree.get("violations")).stream()
                .map(Tree::asObject)
                .map(violation -> new Violation(text(violation, "pointer"), text(violation, "detail")))
                .toList();
        return new PlimsollException(ProblemCode.valueOf(text(tree, "code")), text(tree, "detail"), violations);
    }

    private static String text(Map<String, @Nullable Object> tree, String name) {
        return (String) Objects.requireNonNull(tree.get(name));
    }
}
