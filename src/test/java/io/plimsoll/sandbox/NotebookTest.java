package io.plimsoll.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.platform.Digest;
import io.plimsoll.scenario.mutation.Fate;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookTest {
    private static final Digest MUTANTS = Digest.of("mutants".getBytes(StandardCharsets.UTF_8));

    @Test
    void fates_writtenDown_areReadAgain() {
        Notebook notebook = Notebook.of("");
        notebook.open(MUTANTS, Fate.values().length + 1);
        for (Fate fate : Fate.values()) {
            notebook.note(fate.ordinal(), fate);
        }

        Notebook read = Notebook.of(notebook.text());
        read.open(MUTANTS, Fate.values().length + 1);

        for (Fate fate : Fate.values()) {
            assertThat(read.fate(fate.ordinal())).contains(fate);
        }
        assertThat(read.fate(Fate.values().length)).isEmpty();
        assertThat(read.text()).isEqualTo(MUTANTS.hex() + ":KSBTU.");
    }

    @Test
    void fates_ofOtherMutants_areForgotten() {
        Notebook notebook = Notebook.of(MUTANTS.hex() + ":KK");
        notebook.open(Digest.of("others".getBytes(StandardCharsets.UTF_8)), 2);
        Notebook more = Notebook.of(MUTANTS.hex() + ":KK");
        more.open(MUTANTS, 3);

        assertThat(notebook.fate(0)).isEmpty();
        assertThat(more.fate(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0123:KK", "0000000000000000000000000000000000000000000000000000000000000000:KX"})
    void text_thatIsNoNotebook_knowsNothing(String text) {
        Notebook notebook = Notebook.of(text);
        notebook.open(MUTANTS, 2);

        assertThat(notebook.text()).isEqualTo(MUTANTS.hex() + ":..");
    }
}
