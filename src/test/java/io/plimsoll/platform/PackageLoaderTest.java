package io.plimsoll.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageLoaderTest {
    /** What the parent was asked for. */
    private final List<String> asked = new ArrayList<>();

    private final ClassLoader parent = new ClassLoader(PackageLoaderTest.class.getClassLoader()) {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }

        @Override
        public java.net.URL getResource(String name) {
            asked.add(name);
            return super.getResource(name);
        }
    };

    private final ClassLoader loader = new PackageLoader("plimsoll.rules7", parent);

    @ParameterizedTest
    @ValueSource(
            strings = {"plimsoll.rules7", "plimsoll.rules7.P1.String", "plimsoll.rules7$Exact", "plimsoll$rules7$$total"
            })
    void ownPackage_isNotAskedForElsewhere(String name) {
        assertThatThrownBy(() -> loader.loadClass(name))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessage(name);

        assertThat(asked).isEmpty();
    }

    @Test
    void ownResources_areNotAskedForElsewhere() throws IOException {
        assertThat(loader.getResource("plimsoll/rules7.class")).isNull();
        assertThat(loader.getResource("plimsoll/rules7/P1/String.class")).isNull();
        assertThat(loader.getResourceAsStream("plimsoll/rules7/P1/String.class"))
                .isNull();
        assertThat(loader.getResources("plimsoll/rules7/P1/String.class").hasMoreElements())
                .isFalse();

        assertThat(asked).isEmpty();
    }

    @Test
    void everythingElse_isTheParents() throws Exception {
        assertThat(loader.loadClass("java.lang.String")).isSameAs(String.class);
        assertThat(loader.loadClass(PackageLoader.class.getName())).isSameAs(PackageLoader.class);
        assertThat(loader.getResource("io/plimsoll/platform/PackageLoader.class"))
                .isNotNull();
        for (String other : List.of("plimsoll.rules77.P1", "plimsoll.rules", "plimsoll.rules7x")) {
            assertThatThrownBy(() -> loader.loadClass(other)).isInstanceOf(ClassNotFoundException.class);
        }

        assertThat(asked).contains("java.lang.String", "plimsoll.rules77.P1", "plimsoll.rules", "plimsoll.rules7x");
    }
}
