package io.plimsoll.evaluation.diff;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A DMN file that could be read.
 *
 * @param path where it lies in its bundle
 * @param version of DMN, such as {@code 1.5}
 * @param root the element {@code definitions}
 * @param layout fingerprints of the diagrams' parts
 * @param comments comments and processing instructions
 */
record ModelFile(String path, String version, Node root, List<String> layout, List<String> comments) {
    @Nullable String namespace() {
        return root.attribute("namespace");
    }

    @Nullable String name() {
        return root.attribute("name");
    }

    /** What a model is known by. */
    String identity() {
        return Objects.requireNonNullElse(namespace(), "") + " " + Objects.requireNonNullElse(name(), "");
    }
}
