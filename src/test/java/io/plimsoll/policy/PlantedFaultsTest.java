package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.PolicyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Faults that were planted, and what the gate says of them, in words for analysts. */
class PlantedFaultsTest {
    private static final Path PLANTED = Path.of("src/test/resources/io/plimsoll/policy/planted");

    @Test
    void table_withPlantedFaults_isToldAboutEachOfThem() throws IOException {
        golden("findings.txt", "policy.yaml", "dmn/planted.dmn");
    }

    @Test
    void model_thatCannotRun_isToldWhereAndWhatToWriteInstead() throws IOException {
        golden("breaks.txt", "dmn/broken.dmn");
    }

    private static void golden(String name, String... paths) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String path : paths) {
            files.put(path, Files.readAllBytes(PLANTED.resolve(path)));
        }
        List<Finding> findings = Gate.check(new PolicyBundle(files), null).findings();
        String found = findings.stream().map(Finding::words).collect(Collectors.joining("\n", "", "\n"));
        Path golden = PLANTED.resolve(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, found);
        }

        assertThat(found).isEqualTo(Files.readString(golden));
    }
}
