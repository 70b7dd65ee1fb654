package io.plimsoll.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.app.demo.Play.Heard;
import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.policy.BuiltInPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The figures in docs/feed.md are those of the built-in policy. To write them anew, on purpose: {@code ./mvnw test
 * -Dtest=FeedFiguresTest -Dgolden.write=true}.
 */
class FeedFiguresTest {
    private static final Path DOCUMENT = Path.of("docs/feed.md");
    private static final String BEGIN = "<!-- figures -->\n";
    private static final String END = "<!-- /figures -->\n";
    /** A Monday, 11 a.m. in New York: the desks are open. */
    private static final Instant PLAY_ENDS = Instant.parse("2026-03-02T16:00:00Z");

    private static final Duration LATER = Duration.ofMinutes(10);

    @Test
    void figures_ofTheBuiltInPolicy_areThoseOfTheDocument() throws IOException {
        Play play = Play.endingAt(PLAY_ENDS);
        CompiledPolicy policy = compile(BuiltInPolicies.bundle("customer-recovery"));
        CompiledPolicy guardrails =
                compile(BuiltInPolicies.guardrails("customer-recovery").orElseThrow());

        String figures = "All at once, ten minutes after the end, as the demo does it:\n\n"
                + fenced(Rehearsal.run(play, policy, guardrails, heard -> PLAY_ENDS.plus(LATER)))
                + "\nEach message decided when it arrives, as in real life:\n\n"
                + fenced(Rehearsal.run(play, policy, guardrails, Heard::at));

        String document = Files.readString(DOCUMENT);
        String expected = between(document);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(DOCUMENT, document.replace(expected, figures));
        } else {
            assertThat(figures).isEqualTo(expected);
        }
    }

    private static String fenced(Scoreboard scoreboard) {
        return "```\n" + scoreboard.table() + "\n```\n";
    }

    private static String between(String document) {
        return document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END));
    }

    private static CompiledPolicy compile(PolicyBundle bundle) {
        return PolicyCompiler.compile(bundle).fold(Compilation.Compiled::policy, rejected -> {
            throw new AssertionError(rejected.findings());
        });
    }
}
