package io.plimsoll.sandbox;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The settings as an installation has them, but for those that a test changes. */
final class Bounds {
    private Bounds() {}

    /** @param changed by the names below {@code plimsoll.sandbox} */
    static SandboxSettings of(Map<String, String> changed) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(SandboxSettings.class);
        changed.forEach((name, value) -> builder.withDefaultValue("plimsoll.sandbox." + name, value));
        return builder.build().getConfigMapping(SandboxSettings.class);
    }
}
