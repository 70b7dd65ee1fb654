package io.plimsoll.replay.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement, one after the other. */
final class Parameters {
    private final PreparedStatement statement;
    private int index;

    Parameters(PreparedStatement statement) {
        this(statement, 1);
    }

    /** @param first counted from 1 */
    Parameters(PreparedStatement statement, int first) {
        this.statement = statement;
        this.index = first;
    }

    Parameters add(@Nullable Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            statement.setBytes(index++, bytes);
        } else if (value == null) {
            statement.setNull(index++, Types.NULL);
        } else {
            statement.setObject(index++, value);
        }
        return this;
    }

    Parameters add(@Nullable Instant value) throws SQLException {
        statement.setObject(
                index++,
                value == null ? null : OffsetDateTime.ofInstant(value, ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }
}
