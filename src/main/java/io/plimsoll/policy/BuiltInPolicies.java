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
import org.jspecify.annotations.Nullable;

/**
 * The bundles that are shipped with the service. Inside the jar the files of a domain lie in three folders, {@code
 * rules/<domain>/}, {@code dmn/<domain>/} and {@code scenarios/<domain>/}; its manifest lists them.
 */
public final class BuiltInPolicies {
    /** The domains that are shipped. */
    public static final List<String> DOMAINS = List.of("retail");

    private BuiltInPolicies() {}

    /** @throws IllegalStateException when a file that the manifest lists is not in the jar */
    public static PolicyBundle bundle(String domain) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] manifest = resource("rules/" + domain + "/" + PolicyBundle.MANIFEST);
        files.put(PolicyBundle.MANIFEST, manifest);
        Map<String, @Nullable Object> listed =
                Tree.asObject(Tree.asObject(StrictYaml.read(manifest).tree()).get("files"));
        for (Object paths : listed.values()) {
            Tree.asList(paths).forEach(path -> files.put(String.valueOf(path), file(domain, String.valueOf(path))));
        }
        return new PolicyBundle(files);
    }

    /** {@code dmn/a.dmn} of a bundle is {@code dmn/<domain>/a.dmn} in the jar. */
    private static byte[] file(String domain, String path) {
        int slash = path.indexOf('/');
        return resource(path.substring(0, slash) + "/" + domain + path.substring(slash));
    }

    private static byte[] resource(String path) {
        try (InputStream in = BuiltInPolicies.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
