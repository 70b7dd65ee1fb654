package io.plimsoll.decision.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineCutterTest {
    @Test
    void lines_ofAnyEnding_areCutAndCounted() {
        assertThat(cut(100, "\uFEFFa\r\n\n \t\nb\nc")).containsExactly("1:a", "4:b", "5:c");
        assertThat(cut(100, "a\n")).containsExactly("1:a");
        assertThat(cut(100, "")).isEmpty();
        assertThat(cut(100, "a\n\uFEFFb")).containsExactly("1:a", "2:\uFEFFb");
    }

    @Test
    void line_ofTheGreatestLength_isKeptAndALongerOneIsNot() {
        String most = "x".repeat(LineCutter.MAX_LINE);

        assertThat(cut(8_192, most + "\r\n" + most + "y\nz")).containsExactly("1:" + most, "2:too long", "3:z");
        assertThat(cut(8_192, "a\n" + most.repeat(3))).containsExactly("1:a", "2:too long");
    }

    @Property(tries = 200)
    void parts_ofAnySize_giveTheSameLines(@ForAll @IntRange(min = 1, max = 40) int size) {
        String text = "\uFEFF{\"a\": 1}\r\n\n{\"b\": \"ä\"}\n\r\n  \nlast";

        assertThat(cut(size, text)).containsExactly("1:{\"a\": 1}", "3:{\"b\": \"ä\"}", "6:last");
    }

    private static List<String> cut(int size, String text) {
        LineCutter cutter = new LineCutter();
        List<LineCutter.Line> lines = new ArrayList<>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int start = 0; start < bytes.length; start += size) {
            lines.addAll(cutter.add(Buffer.buffer(bytes).slice(start, Math.min(bytes.length, start + size))));
        }
        lines.addAll(cutter.end());
        return lines.stream()
                .map(line -> line.number() + ":"
                        + (line.text() == null
                                ? "too long"
                                : new String(Objects.requireNonNull(line.text()), StandardCharsets.UTF_8)))
                .toList();
    }
}
