package io.plimsoll.decision.api;

import static io.plimsoll.decision.api.Calls.freshId;
import static io.plimsoll.decision.api.Calls.returning;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A batch that stands still must not keep its place. */
@QuarkusTest
@TestProfile(StalledLinesTest.Impatient.class)
class StalledLinesTest {
    /** Waits a second. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("plimsoll.batch.patience", "PT1S");
        }
    }

    @Test
    void senderThatFallsSilent_losesItsConnection() throws IOException {
        for (int i = 0; i < 6; i++) {
            try (LineStream stream = LineStream.open("retail")) {
                stream.send(returning(freshId(), "1").replace("\n", " ") + "\n{");
                assertThat(stream.head()).startsWith("HTTP/1.1 200");
                assertThat(stream.line()).contains("\"status\":201");

                assertThat(stream.isClosedByServer()).isTrue();
            }
        }
    }
}
