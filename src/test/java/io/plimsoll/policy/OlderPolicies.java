package io.plimsoll.policy;

import io.plimsoll.evaluation.PolicyBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The sources of policies that are shipped as zip files, by the name of their folder. */
public final class OlderPolicies {
    private static final Path FOLDER = Path.of("src/main/bundles");

    private OlderPolicies() {}

    /** All of them, for example {@code airline-1}. */
    public static Map<String, PolicyBundle> all() {
        Map<String, PolicyBundle> all = new LinkedHashMap<>();
        try (Stream<Path> folders = Files.list(FOLDER)) {
            folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .forEach(name -> all.put(name, bundle(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    public static PolicyBundle bundle(String name) {
        try {
            return BundleFolder.read(FOLDER.resolve(name)).fold(BundleReading.Readable::bundle, refused -> {
                throw new AssertionError(refused.findings());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
