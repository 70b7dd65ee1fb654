package io.plimsoll.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a child finds the service's classes, however the service itself was started. */
final class ChildClassPath {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private ChildClassPath() {}

    /** As {@code -cp} takes it. */
    static String find() {
        Path own = location();
        Path packaged = packaged(own);
        if (packaged != null) {
            return join(Stream.of(own, packaged.resolve("lib/main/*"), packaged.resolve("lib/boot/*")));
        }
        String given = System.getProperty("java.class.path", "");
        return List.of(given.split(File.pathSeparator)).contains(own.toString())
                ? given
                : join(Stream.concat(Stream.of(own), loaded().stream()));
    }

    private static Path location() {
        try {
            return Path.of(ChildClassPath.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the service's classes lie nowhere", e);
        }
    }

    /** The folder {@code quarkus-app} of which the service is a part; null when it was not packaged. */
    private static @org.jspecify.annotations.Nullable Path packaged(Path own) {
        Path folder = own.getParent() == null ? null : own.getParent().getParent();
        return folder != null && Files.isDirectory(folder.resolve("lib/main")) ? folder : null;
    }

    /** In development mode class loaders know the jars that the command line does not. */
    private static Set<Path> loaded() {
        try {
            Set<Path> jars = new LinkedHashSet<>();
            for (URL url :
                    Collections.list(ChildClassPath.class.getClassLoader().getResources(MANIFEST))) {
                String file = url.getPath();
                int end = file.indexOf("!/");
                if (url.getProtocol().equals("jar") && file.startsWith("file:") && end > 0) {
                    jars.add(Path.of(java.net.URI.create(file.substring(0, end))));
                }
            }
            return jars;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String join(Stream<Path> entries) {
        return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
