package io.plimsoll.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void loopback_mayDemonstrate(String host) {
        assertThat(new AccessPolicy(true, host, false, Optional.empty()).demo()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "::",
                "192.168.1.7",
                "1270.0.0.1",
                "127.0.0.1.example.com",
                "localhost.example.com",
                ""
            })
    void anyOtherHost_mayNotDemonstrate(String host) {
        assertThat(new AccessPolicy(true, host, false, Optional.empty()).demo()).isFalse();
    }

    @Test
    void externalDatabaseOrIdentityProvider_mayNotDemonstrate() {
        assertThat(new AccessPolicy(false, "localhost", false, Optional.empty()).demo())
                .isFalse();
        assertThat(new AccessPolicy(true, "localhost", true, Optional.empty()).demo())
                .isFalse();
        assertThat(new AccessPolicy(true, "localhost", true, Optional.of(true)).demo())
                .isFalse();
        assertThat(new AccessPolicy(true, "localhost", false, Optional.of(false)).demo())
                .isFalse();
    }

    @Test
    void localUsers_giveWayToAnIdentityProviderUnlessAskedFor() {
        assertThat(new AccessPolicy(false, "localhost", false, Optional.empty()).localUsers())
                .isTrue();
        assertThat(new AccessPolicy(false, "localhost", true, Optional.empty()).localUsers())
                .isFalse();
        assertThat(new AccessPolicy(false, "localhost", true, Optional.of(true)).localUsers())
                .isTrue();
    }
}
