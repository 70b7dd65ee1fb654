package io.plimsoll.evaluation;

import io.plimsoll.platform.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A policy as raw files: {@value #MANIFEST}, {@code dmn/*.dmn}, {@code rules/*.drl} and the scenarios that pin it. The
 * content is its identity.
 */
public final class PolicyBundle {
    public static final String MANIFEST = "policy.yaml";

    private final SortedMap<String, byte[]> files;
    private final Digest digest;

    /** @param files content by path inside the bundle, with {@code /} between folders */
    public PolicyBundle(Map<String, byte[]> files) {
        SortedMap<String, byte[]> copy = new TreeMap<>();
        files.forEach((path, content) -> copy.put(path, content.clone()));
        this.files = Collections.unmodifiableSortedMap(copy);
        this.digest = digest(this.files);
    }

    public Set<String> paths() {
        return files.keySet();
    }

    /**
     * The content of a file.
     *
     * @throws IllegalArgumentException when the bundle has no such file
     */
    public byte[] file(String path) {
        byte[] content = files.get(path);
        if (content == null) {
            throw new IllegalArgumentException("not in the bundle: " + path);
        }
        return content.clone();
    }

    /**
     * SHA-256 over one line per file, {@code <sha-256 in hex><two spaces><path><newline>}, sorted by path: the digest of
     * what {@code sha256sum} prints for the files, so that anybody can compute it.
     */
    public Digest digest() {
        return digest;
    }

    private static Digest digest(SortedMap<String, byte[]> files) {
        StringBuilder listing = new StringBuilder();
        files.forEach((path, content) -> listing.append(Digest.of(content).hex())
                .append("  ")
                .append(path)
                .append('\n'));
        return Digest.of(listing.toString().getBytes(StandardCharsets.UTF_8));
    }
}
