package io.plimsoll.rollout.db;

import io.plimsoll.evaluation.CaseId;
import io.plimsoll.evaluation.Control;
import io.plimsoll.evaluation.ControlScope;
import io.plimsoll.evaluation.CustomerId;
import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.rollout.ControlId;
import io.plimsoll.rollout.RecordedControl;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of {@code control} with what happened to it. */
final class ControlRow {
    static final String SELECT = """
            SELECT control.id, control.kind, control.domain, control.producer, control.producer_version, control.action,
                control.customer, control.case_id, control.topic, control.request_type, control.answer, control.loosens,
                control.until,
                made.number AS made_number, made.by_name AS made_by, made.at AS made_at, made.reason AS made_reason,
                confirmed.number AS confirmed_number, confirmed.by_name AS confirmed_by, confirmed.at AS confirmed_at,
                confirmed.reason AS confirmed_reason,
                lifted.number AS lifted_number, lifted.by_name AS lifted_by, lifted.at AS lifted_at,
                lifted.reason AS lifted_reason
            FROM control
            JOIN control_change made ON made.control_id = control.id AND made.what = 'SET'
            LEFT JOIN control_change confirmed ON confirmed.control_id = control.id AND confirmed.what = 'CONFIRMED'
            LEFT JOIN control_change lifted ON lifted.control_id = control.id AND lifted.what = 'LIFTED'
            """;

    private final ResultSet row;

    ControlRow(ResultSet row) {
        this.row = row;
    }

    RecordedControl read() throws SQLException {
        return new RecordedControl(
                new ControlId(row.getObject("id", UUID.class)),
                Control.Kind.valueOf(row.getString("kind")),
                scope(),
                answer(),
                row.getBoolean("loosens"),
                instant("until"),
                Objects.requireNonNull(change("made")),
                change("confirmed"),
                change("lifted"));
    }

    private ControlScope scope() throws SQLException {
        String producer = row.getString("producer");
        return new ControlScope(
                text("domain", DomainName::new),
                producer == null ? null : new ControlScope.ScoredBy(producer, row.getString("producer_version")),
                row.getString("action"),
                text("customer", CustomerId::new),
                text("case_id", CaseId::new),
                row.getString("topic"),
                row.getString("request_type"));
    }

    private @Nullable Map<String, @Nullable Object> answer() throws SQLException {
        String answer = row.getString("answer");
        return answer == null ? null : Tree.asObject(StrictJson.read(answer.getBytes(StandardCharsets.UTF_8)));
    }

    private RecordedControl.@Nullable Change change(String what) throws SQLException {
        Instant at = instant(what + "_at");
        return at == null
                ? null
                : new RecordedControl.Change(
                        row.getLong(what + "_number"),
                        row.getString(what + "_by"),
                        at,
                        row.getString(what + "_reason"));
    }

    private <T> @Nullable T text(String column, Function<String, T> type) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : type.apply(text);
    }

    private @Nullable Instant instant(String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
