package io.plimsoll.record.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands any number of rows to a statement that unnests one array for each of its columns. */
final class Columns<T> {
    private final PreparedStatement statement;
    private final List<T> rows;
    private int index;

    Columns(PreparedStatement statement, List<T> rows) {
        this.statement = statement;
        this.rows = rows;
    }

    /**
     * Sets the next parameter.
     *
     * @param type of PostgreSQL
     */
    Columns<T> add(String type, Function<T, @Nullable Object> value) throws SQLException {
        @Nullable Object[] values = rows.stream().map(value).toArray();
        Connection connection = statement.getConnection();
        statement.setArray(
                ++index,
                connection.createArrayOf(
                        type, type.equals("bytea") ? Arrays.copyOf(values, values.length, byte[][].class) : values));
        return this;
    }
}
