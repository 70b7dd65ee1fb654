package io.plimsoll.policy.api;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.api.Body;
import io.plimsoll.policy.Registry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What callers send about versions: each record is the schema of a body and reads it. */
final class VersionBodies {
    static final int MAX_NOTE = 2_000;
    private static final int MAX_FILES = 500;
    private static final int MAX_PATH = 200;
    private static final Shape NOTE = new Shape.Text(1, MAX_NOTE, Set.of());
    private static final Shape PATH = new Shape.Text(1, MAX_PATH, Set.of());
    private static final Shape DIGEST = new Shape.Text(71, 71, Set.of());

    private VersionBodies() {}

    /** Files as text, instead of an archive. */
    @Schema(name = "NewPolicyVersion", additionalProperties = Schema.False.class)
    record NewVersion(
            @Schema(
                    description = "content by path, for example policy.yaml or dmn/refund.dmn; with a parent only those"
                            + " that change")
            @Nullable Map<String, String> files,

            @Schema(description = "paths of the parent's files that shall be gone") @Nullable List<String> remove,

            @Schema(description = "the version that this is made from", examples = "retail.policy.1") @Nullable String parent,

            @Schema(description = "for files without a manifest that says it", examples = "retail") @Nullable String domain,

            @Schema(required = true, minLength = 1, maxLength = MAX_NOTE, description = "what changes and why")
            String note) {
        private static final Shape.ObjectOf SHAPE = shape();

        private static Shape.ObjectOf shape() {
            Map<String, Field> fields = new LinkedHashMap<>();
            fields.put("files", Field.optional(new Shape.MapOf(new Shape.Text(0, 1_000_000, Set.of()), MAX_FILES)));
            fields.put("remove", Field.optional(new Shape.ListOf(PATH, MAX_FILES)));
            fields.put("parent", Field.optional(new Shape.Text(1, 80, Set.of())));
            fields.put("domain", Field.optional(new Shape.Text(2, 40, Set.of())));
            fields.put("note", Field.required(NOTE));
            return new Shape.ObjectOf(fields);
        }

        static NewVersion read(byte[] body) {
            Map<String, @Nullable Object> tree = Body.read(body, SHAPE);
            Object files = tree.get("files");
            Object remove = tree.get("remove");
            Map<String, String> texts = new LinkedHashMap<>();
            if (files != null) {
                Tree.asObject(files).forEach((path, text) -> texts.put(path, String.valueOf(text)));
            }
            return new NewVersion(
                    texts,
                    remove == null
                            ? List.of()
                            : Tree.asList(remove).stream().map(String::valueOf).toList(),
                    (String) tree.get("parent"),
                    (String) tree.get("domain"),
                    String.valueOf(tree.get("note")));
        }

        Map<String, byte[]> contents() {
            return files == null
                    ? Map.of()
                    : files.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue()
                            .getBytes(StandardCharsets.UTF_8)));
        }

        Set<String> gone() {
            return remove == null ? Set.of() : Set.copyOf(remove);
        }

        PolicyBundle bundle() {
            return new PolicyBundle(contents());
        }
    }

    /** A draft is handed in. */
    @Schema(name = "VersionSubmission", additionalProperties = Schema.False.class)
    record Submission(
            @Schema(
                    description = "for each warning that may stay: its fingerprint and why",
                    implementation = Object.class)
            @Nullable Map<String, String> acknowledged,

            @Schema(required = true, minLength = 1, maxLength = MAX_NOTE)
            String why) {
        private static final Shape.ObjectOf SHAPE = new Shape.ObjectOf(
                Map.of("acknowledged", Field.optional(new Shape.MapOf(NOTE, MAX_FILES)), "why", Field.required(NOTE)));

        static Submission read(byte[] body) {
            Map<String, @Nullable Object> tree = Body.read(body, SHAPE);
            Object acknowledged = tree.get("acknowledged");
            Map<String, String> reasons = new LinkedHashMap<>();
            if (acknowledged != null) {
                Tree.asObject(acknowledged).forEach((finding, why) -> reasons.put(finding, String.valueOf(why)));
            }
            return new Submission(reasons, String.valueOf(tree.get("why")));
        }

        Map<String, String> reasons() {
            return acknowledged == null ? Map.of() : acknowledged;
        }
    }

    /** Somebody takes responsibility for what they saw. */
    @Schema(name = "Approval", additionalProperties = Schema.False.class)
    record Approval(
            @Schema(required = true, description = "digest of the files that were judged")
            String digest,

            @Schema(required = true, description = "digest of the evidence that was judged")
            String evidence,

            @Schema(required = true, minLength = 1, maxLength = MAX_NOTE)
            String why) {
        private static final Shape.ObjectOf SHAPE = new Shape.ObjectOf(Map.of(
                "digest", Field.required(DIGEST), "evidence", Field.required(DIGEST), "why", Field.required(NOTE)));

        static Approval read(byte[] body) {
            Map<String, @Nullable Object> tree = Body.read(body, SHAPE);
            return new Approval(
                    String.valueOf(tree.get("digest")),
                    String.valueOf(tree.get("evidence")),
                    String.valueOf(tree.get("why")));
        }

        Registry.Judged seen() {
            return new Registry.Judged(digest, evidence);
        }
    }
}
