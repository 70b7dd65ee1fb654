package io.plimsoll.policy.db;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.platform.Digest;
import io.plimsoll.policy.Examination;
import io.plimsoll.policy.VersionId;
import io.plimsoll.sandbox.ExaminationTask;
import io.plimsoll.scenario.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code examination}. */
final class ExaminationRow {
    private ExaminationRow() {}

    static Examination read(ResultSet row) throws SQLException {
        String counterpart = row.getString("counterpart");
        Examination.Order order = new Examination.Order(
                new VersionId(
                        new DomainName(row.getString("domain")),
                        Manifest.Kind.valueOf(row.getString("kind")),
                        row.getInt("version")),
                Digest.ofBytes(row.getBytes("digest")),
                counterpart == null
                        ? null
                        : new Examination.Counterpart(
                                VersionId.parse(counterpart), Digest.ofBytes(row.getBytes("counterpart_digest"))),
                ExaminationTask.Subject.valueOf(row.getString("subject")),
                row.getInt("most"),
                row.getLong("seed"),
                row.getString("by_name"));
        return new Examination(
                row.getLong("id"),
                order,
                Examination.State.valueOf(row.getString("state")),
                advance(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "ended_at"),
                row.getString("failure"));
    }

    private static Examination.Advance advance(ResultSet row) throws SQLException {
        String phase = row.getString("phase");
        return new Examination.Advance(
                phase == null ? null : Progress.Phase.valueOf(phase),
                row.getInt("done"),
                row.getInt("total"),
                instant(row, "since"),
                row.getInt("done_before"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
