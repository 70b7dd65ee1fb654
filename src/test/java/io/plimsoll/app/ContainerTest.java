package io.plimsoll.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** There is no container engine in the build: what can be read is checked by reading. */
class ContainerTest {
    private static final Path DOCKERFILE = Path.of("docker/Dockerfile");

    private final JsonNode compose = compose();

    @Test
    void compose_startsTheServiceAfterItsDatabase() {
        JsonNode service = compose.at("/services/plimsoll");

        assertThat(service.at("/depends_on/database/condition").asText()).isEqualTo("service_healthy");
        assertThat(compose.at("/services/database/healthcheck/test").isArray()).isTrue();
        assertThat(compose.at("/services/database/image").asText()).isEqualTo("postgres:" + Binaries.MAJOR_VERSION);
        assertThat(service.at("/environment/QUARKUS_HTTP_HOST").asText()).isEqualTo("0.0.0.0");
        assertThat(service.at("/environment/QUARKUS_DATASOURCE_JDBC_URL").asText())
                .isEqualTo("jdbc:postgresql://database:5432/"
                        + compose.at("/services/database/environment/POSTGRES_DB")
                                .asText());
    }

    @Test
    void compose_keepsTheDatabaseInVolume() {
        String mount = compose.at("/services/database/volumes/0").asText();

        assertThat(mount).endsWith(":/var/lib/postgresql/data");
        assertThat(compose.at("/volumes").has(mount.substring(0, mount.indexOf(':'))))
                .isTrue();
    }

    @Test
    void compose_refusesToRunWithoutPasswords() {
        JsonNode service = compose.at("/services/plimsoll/environment");
        JsonNode database = compose.at("/services/database/environment");

        assertThat(service.get("QUARKUS_DATASOURCE_PASSWORD").asText())
                .matches("\\$\\{PLIMSOLL_DATABASE_PASSWORD:\\?.+}");
        assertThat(service.get("PLIMSOLL_ACCESS_ADMIN_PASSWORD").asText())
                .matches("\\$\\{PLIMSOLL_ACCESS_ADMIN_PASSWORD:\\?.+}");
        assertThat(database.get("POSTGRES_PASSWORD")).isEqualTo(service.get("QUARKUS_DATASOURCE_PASSWORD"));
    }

    @Test
    void compose_buildsFromFilesThatExist() {
        JsonNode build = compose.at("/services/plimsoll/build");
        Path context = Path.of("docker").resolve(build.get("context").asText()).normalize();

        assertThat(context.resolve(build.get("dockerfile").asText())).isEqualTo(DOCKERFILE);
        assertThat(DOCKERFILE).exists();
    }

    @Test
    void dockerfile_runsAsOrdinaryUserAndReportsItsHealth() throws IOException {
        List<String> lines = Files.readAllLines(DOCKERFILE);

        assertThat(lines)
                .contains("FROM eclipse-temurin:25-jre")
                .anyMatch(line -> line.matches("USER [1-9]\\d+:[1-9]\\d+"));
        assertThat(String.join("\n", lines)).contains("HEALTHCHECK", "/q/health/ready", "target/quarkus-app/");
        assertThat(lines).noneMatch(line -> line.matches("FROM .*:latest.*|ADD .*"));
    }

    @Test
    void buildContext_letsInWhatTheBuildNeeds() throws IOException {
        List<String> letIn = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();

        assertThat(letIn).contains("pom.xml", "mvnw", ".mvn", "src", "scenarios");
        assertThat(letIn).filteredOn(name -> !name.equals("scenarios")).allSatisfy(name -> assertThat(Path.of(name))
                .exists());
    }

    private static JsonNode compose() {
        try {
            return new YAMLMapper().readTree(Path.of("docker/compose.yaml").toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
