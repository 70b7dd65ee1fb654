package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command, killed in the middle and started again. */
class DemoFeedIT {
    private static final int REQUESTS = 1_628;
    /** At least a hundred requests are answered, and by far not all. */
    private static final Pattern UNDER_WAY = Pattern.compile("feed: ([1-9]\\d{2}) of 1628 requests");

    private static final Pattern DONE = Pattern.compile(
            "feed: done in .* s\\. (\\d+) of 1628 requests decided, (\\d+) of them before; (\\d+) agree with the"
                    + " reference, (\\d+) failed");

    private static final Pattern PLAYED = Pattern.compile(
            "feed: synthetic conversations .* (\\d+) of (\\d+) messages decided, \\d+ of them from the record, (\\d+) failed");

    private final PackagedService services;

    DemoFeedIT(@TempDir Path temp) {
        this.services = new PackagedService(temp);
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        services.stopAll();
    }

    @Test
    void feed_killedInTheMiddleAndStartedAgain_losesNothingAndDoublesNothing() throws Exception {
        Process first = services.start("first", "demo");
        int answered = Integer.parseInt(services.awaitOutput("first", UNDER_WAY).group(1));

        first.destroyForcibly().waitFor();
        services.start("second", "demo");
        Matcher done = services.awaitOutput("second", DONE);

        assertThat(done.group(1)).isEqualTo(String.valueOf(REQUESTS));
        assertThat(Integer.parseInt(done.group(2))).isBetween(answered, REQUESTS - 1);
        assertThat(done.group(3)).isEqualTo(String.valueOf(REQUESTS));
        assertThat(done.group(4)).isEqualTo("0");
        JsonPath counts = JsonPath.from(
                services.get("second", "/v1/decision-counts?domain=retail").body());
        assertThat(counts.getInt("total")).isEqualTo(REQUESTS);
        assertThat(services.get("second", "/").body()).contains("Latest decisions");

        Matcher played = services.awaitOutput("second", PLAYED);
        assertThat(played.group(1)).isEqualTo(played.group(2));
        assertThat(played.group(3)).isEqualTo("0");
        assertThat(services.output("second"))
                .contains(
                        "feed: apparel done",
                        "feed: spare-parts done",
                        "feed: complaints done",
                        "1734 of 1734 decided",
                        "recall");
    }
}
