package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.PolicyBundle;
import org.junit.jupiter.api.Test;

class BundleArchiveTest {
    @Test
    void archive_readBack_isTheSameBundle() {
        PolicyBundle bundle = BuiltInPolicies.bundle("retail");

        PolicyBundle readBack = BundleArchive.read(BundleArchive.write(bundle));

        assertThat(readBack.digest()).isEqualTo(bundle.digest());
        assertThat(readBack.paths()).isEqualTo(bundle.paths());
    }
}
