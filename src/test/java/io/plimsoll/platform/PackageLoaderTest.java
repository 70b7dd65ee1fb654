package io.plimsoll.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void ownPackage_isNotAskedForElsewhere() throws IOException {
        assertThatThrownBy(() -> loader.loadClass("plimsoll.rules7.P1.String"))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessage("plimsoll.rules7.P1.String");
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
        assertThatThrownBy(() -> loader.loadClass("plimsoll.rules77.P1")).isInstanceOf(ClassNotFoundException.class);

        assertThat(asked).contains("java.lang.String", "plimsoll.rules77.P1");
    }
}
