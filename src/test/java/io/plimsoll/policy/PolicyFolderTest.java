package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.Digest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that lie in a folder become versions, each content once. */
@QuarkusTest
class PolicyFolderTest {
    @Inject
    PolicyFolder folder;

    @Inject
    PolicyVersionStore store;

    @Test
    void bundle_inAWorkTree_becomesAVersionOnce(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve(".git/refs/heads"));
        Files.writeString(root.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(root.resolve(".git/refs/heads/main"), "4f1c2a\n");
        Digest digest = write(root.resolve("policies/retail"));

        folder.takeIn(root);
        folder.takeIn(root);

        List<PolicyVersion> taken = taken(digest);
        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).note()).isEqualTo("From policies/retail at commit 4f1c2a.");
        assertThat(taken.get(0).id().domain().value()).isEqualTo("retail");
        assertThat(store.bundle(taken.get(0).id()).orElseThrow().digest()).isEqualTo(digest);
    }

    private Digest write(Path at) throws IOException {
        PolicyBundle bundle = BuiltInPolicies.bundle("retail");
        for (String path : bundle.paths()) {
            Path file = at.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bundle.file(path));
        }
        String manifest = new String(bundle.file(PolicyBundle.MANIFEST), StandardCharsets.UTF_8);
        Files.writeString(at.resolve(PolicyBundle.MANIFEST), manifest + "\n# " + UUID.randomUUID() + "\n");
        return BundleFolder.read(at)
                .fold(BundleReading.Readable::bundle, refused -> {
                    throw new AssertionError(refused.findings());
                })
                .digest();
    }

    private List<PolicyVersion> taken(Digest digest) {
        return store
                .list(
                        new PolicyVersionStore.VersionFilter("retail", null, null, PolicyFolder.AUTHOR),
                        200,
                        Optional.empty())
                .items()
                .stream()
                .filter(version -> version.digest().equals(digest))
                .toList();
    }
}
