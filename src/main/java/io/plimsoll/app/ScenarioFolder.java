package io.plimsoll.app;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.StrictYaml;
import io.plimsoll.scenario.Scenario;
import io.plimsoll.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Scenario files on somebody's disk.
 *
 * @param files those of the domain, in the order of their names
 * @param others how many YAML files are of other domains
 */
record ScenarioFolder(List<ScenarioFile> files, int others) {
    private static final int MAX_DEPTH = 20;

    ScenarioFolder {
        files = List.copyOf(files);
    }

    /** A file and what is in it. */
    record ScenarioFile(String name, List<Scenario> scenarios) {}

    /** A file that cannot be read, with the places that are wrong. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final String name;
        private final transient PlimsollException cause;

        Unreadable(String name, PlimsollException cause) {
            super(cause);
            this.name = name;
            this.cause = cause;
        }

        String name() {
            return name;
        }

        PlimsollException problem() {
            return cause;
        }
    }

    /**
     * Reads a file, or all {@code .yaml} and {@code .jsonl} files of a folder and those below it. JSON Lines name no domain
     * and are taken to be of this one.
     */
    static ScenarioFolder read(Path path, DomainName domain) throws IOException, Unreadable {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        List<ScenarioFile> files = new ArrayList<>();
        int others = 0;
        for (Path file : files(path)) {
            byte[] content = Files.readAllBytes(file);
            String name = file.toString().replace('\\', '/');
            try {
                if (name.endsWith(".yaml") && isOfAnother(domain, content)) {
                    others++;
                } else {
                    files.add(new ScenarioFile(name, ScenarioReader.read(domain, name, content)));
                }
            } catch (PlimsollException e) {
                throw new Unreadable(name, e);
            }
        }
        return new ScenarioFolder(files, others);
    }

    private static List<Path> files(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.walk(path, MAX_DEPTH)) {
            return all.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOfAnother(DomainName domain, byte[] yaml) {
        return StrictYaml.read(yaml).tree() instanceof Map<?, ?> file
                && file.get("domain") instanceof String named
                && !named.equals(domain.value());
    }
}
