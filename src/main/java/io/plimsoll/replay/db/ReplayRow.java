package io.plimsoll.replay.db;

import io.plimsoll.evaluation.Outcome;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Digest;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.policy.VersionId;
import io.plimsoll.record.DecisionFilter;
import io.plimsoll.record.DecisionHistory.Position;
import io.plimsoll.record.DecisionHistory.Slice;
import io.plimsoll.replay.Mode;
import io.plimsoll.replay.Part;
import io.plimsoll.replay.Replay;
import io.plimsoll.replay.ReplayOrder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code replay} and of {@code replay_partition}. */
final class ReplayRow {
    private ReplayRow() {}

    static Replay replay(ResultSet row) throws SQLException {
        String candidate = row.getString("candidate");
        ReplayOrder.Change change = candidate == null
                ? null
                : new ReplayOrder.Change(
                        Objects.requireNonNull(named(row, "candidate")),
                        Objects.requireNonNull(named(row, "baseline")),
                        named(row, "counterpart"));
        return new Replay(
                row.getLong("id"),
                new ReplayOrder(
                        Mode.valueOf(row.getString("mode")),
                        filter(row.getString("domain"), row.getString("data")),
                        change,
                        row.getString("by_name"),
                        row.getString("why")),
                Replay.State.valueOf(row.getString("state")),
                new Replay.Progress(
                        row.getLong("decisions"),
                        row.getLong("evaluated"),
                        row.getLong("left_out"),
                        row.getLong("changed")),
                instant(row, "created_at"),
                nullableInstant(row, "ended_at"),
                row.getString("failure"),
                digest(row, "data_digest"),
                digest(row, "dossier_digest"));
    }

    static Part part(ResultSet row, String by) throws SQLException {
        Instant after = nullableInstant(row, "after_time");
        return new Part(
                row.getLong("replay"),
                row.getInt("number"),
                new Slice(
                        after == null ? null : new Position(after, row.getObject("after_id", UUID.class)),
                        new Position(instant(row, "last_time"), row.getObject("last_id", UUID.class))),
                row.getInt("attempts"),
                by);
    }

    private static ReplayOrder.@Nullable Named named(ResultSet row, String column) throws SQLException {
        String id = row.getString(column);
        return id == null
                ? null
                : new ReplayOrder.Named(
                        VersionId.tryParse(id).orElseThrow(), Objects.requireNonNull(digest(row, column + "_digest")));
    }

    /** The filter without its domain, which has a column of its own, as canonical JSON. */
    static String data(DecisionFilter filter) {
        return CanonicalJson.text(Tree.object()
                .put("source", filter.source())
                .put("customer", filter.customer())
                .put("case", filter.caseId())
                .put("requestType", filter.requestType())
                .put("outcome", filter.outcome())
                .put("reason", filter.reason())
                .put(
                        "policyVersion",
                        filter.policyVersion() == null ? null : BigDecimal.valueOf(filter.policyVersion()))
                .put("from", filter.from())
                .put("to", filter.to())
                .build());
    }

    private static DecisionFilter filter(@Nullable String domain, String data) {
        Map<String, @Nullable Object> tree = Tree.asObject(StrictJson.read(data.getBytes(StandardCharsets.UTF_8)));
        String outcome = (String) tree.get("outcome");
        BigDecimal version = (BigDecimal) tree.get("policyVersion");
        return new DecisionFilter(
                domain,
                null,
                (String) tree.get("source"),
                (String) tree.get("customer"),
                (String) tree.get("case"),
                (String) tree.get("requestType"),
                outcome == null ? null : Outcome.valueOf(outcome),
                (String) tree.get("reason"),
                version == null ? null : version.intValueExact(),
                instant(tree.get("from")),
                instant(tree.get("to")));
    }

    private static @Nullable Instant instant(@Nullable Object text) {
        return text == null ? null : Instant.parse((String) text);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Digest digest(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : Digest.ofBytes(bytes);
    }
}
