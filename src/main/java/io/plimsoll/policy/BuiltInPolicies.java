package io.plimsoll.policy;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.StrictYaml;
import io.plimsoll.platform.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bundles that are shipped with the service. Inside the jar the files of a domain lie in three folders, {@code
 * rules/<domain>/}, {@code dmn/<domain>/} and {@code scenarios/<domain>/}; its manifest lists them.
 */
public final class BuiltInPolicies {
    /** The domains that are shipped. */
    public static final List<String> DOMAINS =
            List.of("airline", "apparel", "customer-recovery", "retail", "spare-parts");

    private BuiltInPolicies() {}

    /** @throws IllegalStateException when a file that the manifest lists is not in the jar */
    public static PolicyBundle bundle(String domain) {
        return read(domain, resource("rules/" + domain + "/" + PolicyBundle.MANIFEST));
    }

    /** The guardrails of a domain, which lie in {@code guardrails/} below both folders; empty when it has none. */
    public static Optional<PolicyBundle> guardrails(String domain) {
        String folder = domain + "/guardrails";
        return find("rules/" + folder + "/" + PolicyBundle.MANIFEST).map(manifest -> read(folder, manifest));
    }

    private static PolicyBundle read(String folder, byte[] manifest) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(PolicyBundle.MANIFEST, manifest);
        Map<String, @Nullable Object> listed =
                Tree.asObject(Tree.asObject(StrictYaml.read(manifest).tree()).get("files"));
        for (Object paths : listed.values()) {
            Tree.asList(paths).forEach(path -> files.put(String.valueOf(path), file(folder, String.valueOf(path))));
        }
        return new PolicyBundle(files);
    }

    /** {@code dmn/a.dmn} of a bundle is {@code dmn/<folder>/a.dmn} in the jar. */
    private static byte[] file(String folder, String path) {
        int slash = path.indexOf('/');
        return resource(path.substring(0, slash) + "/" + folder + path.substring(slash));
    }

    private static byte[] resource(String path) {
        return find(path).orElseThrow(() -> new IllegalStateException("not in the jar: " + path));
    }

    private static Optional<byte[]> find(String path) {
        try (InputStream in = BuiltInPolicies.class.getClassLoader().getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
