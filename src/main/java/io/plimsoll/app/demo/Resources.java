package io.plimsoll.app.demo;

import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The files in {@code demo/}: JSON Lines. Where they come from stands in their NOTICE.md. */
final class Resources {
    private Resources() {}

    static List<Map<String, @Nullable Object>> lines(String file) {
        try (InputStream in = Objects.requireNonNull(
                        Resources.class.getResourceAsStream("/demo/" + file), file + " is not in the jar");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> Tree.asObject(StrictJson.read(line.getBytes(StandardCharsets.UTF_8))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Map<String, @Nullable Object> row, String field) {
        return (String) Objects.requireNonNull(row.get(field), field);
    }
}
