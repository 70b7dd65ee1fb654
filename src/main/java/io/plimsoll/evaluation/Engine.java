package io.plimsoll.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.kie.dmn.api.core.DMNRuntime;

/** Which software evaluates. It is recorded with each decision, because a newer engine can change results. */
public final class Engine {
    /** For example {@code drools-dmn 10.2.0}. */
    public static final String NAME = "drools-dmn " + version();

    private static final String COORDINATES = "META-INF/maven/org.kie/kie-dmn-api/pom.properties";

    private Engine() {}

    private static String version() {
        try (InputStream in = DMNRuntime.class.getClassLoader().getResourceAsStream(COORDINATES)) {
            if (in == null) {
                throw new IllegalStateException("the engine does not say its version");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
