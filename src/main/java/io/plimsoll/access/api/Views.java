package io.plimsoll.access.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plimsoll.access.ApiKey;
import io.plimsoll.access.ApiKeys;
import io.plimsoll.access.Caller;
import io.plimsoll.access.DemoUser;
import io.plimsoll.access.LocalUser;
import io.plimsoll.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What callers see. */
final class Views {
    private Views() {}

    @Schema(
            name = "User",
            requiredProperties = {"name", "roles", "demo", "createdAt", "disabledAt"})
    record User(
            @Schema(examples = "ada") String name,

            @Schema(implementation = Bodies.RoleName[].class)
            Set<String> roles,

            @Schema(description = "Whether the password is public.")
            boolean demo,

            Instant createdAt,
            @Schema(nullable = true) @Nullable Instant disabledAt) {
        static User of(LocalUser user) {
            return new User(
                    user.name().value(),
                    Role.names(user.roles()),
                    user.demo(),
                    user.createdAt(),
                    user.disabledAt().orElse(null));
        }
    }

    @Schema(
            name = "ApiKey",
            requiredProperties = {"id", "client", "secretEnding", "roles", "createdBy", "createdAt", "revokedAt"})
    record Key(
            @Schema(examples = "0198f3a2b4c57d6e8f90a1b2c3d4e5f6")
            String id,

            @Schema(examples = "crm") String client,

            @Schema(description = "The last four characters of the secret.", examples = "9f3c")
            String secretEnding,

            @Schema(implementation = Bodies.RoleName[].class)
            Set<String> roles,

            @Schema(examples = "admin") String createdBy,
            Instant createdAt,
            @Schema(nullable = true) @Nullable Instant revokedAt) {
        static Key of(ApiKey key) {
            return new Key(
                    key.id().value(),
                    key.client().value(),
                    key.secretEnding(),
                    Role.names(key.roles()),
                    key.createdBy(),
                    key.createdAt(),
                    key.revokedAt().orElse(null));
        }
    }

    @Schema(
            name = "IssuedApiKey",
            requiredProperties = {"apiKey", "key"})
    record IssuedKey(
            @Schema(description = "The key to send as X-API-Key. It is shown this once and cannot be had again.")
            String apiKey,

            Key key) {
        static IssuedKey of(ApiKeys.Issued issued) {
            return new IssuedKey(issued.text(), Key.of(issued.key()));
        }
    }

    @Schema(
            name = "Caller",
            requiredProperties = {"name", "kind", "roles"})
    record Me(
            @Schema(examples = "ada") String name,
            Caller.Kind kind,

            @Schema(implementation = Bodies.RoleName[].class)
            Set<String> roles) {
        static Me of(Caller caller) {
            return new Me(caller.name(), caller.kind(), Role.names(caller.roles()));
        }
    }

    @Schema(
            name = "Service",
            requiredProperties = {"name", "version", "demo"})
    record Service(
            @Schema(examples = "plimsoll") String name,
            @Schema(examples = "0.1.0") String version,

            @Schema(description = "Whether this is a demonstration with public passwords.")
            boolean demo,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Schema(description = "Present in a demonstration only.")
            List<Demo> demoUsers) {}

    @Schema(
            name = "DemoUser",
            requiredProperties = {"name", "password", "roles"})
    record Demo(
            @Schema(examples = "analyst") String name,
            @Schema(examples = "analyst-demo") String password,

            @Schema(implementation = Bodies.RoleName[].class)
            Set<String> roles) {
        static Demo of(DemoUser user) {
            return new Demo(
                    user.name().value(),
                    user.password().value(),
                    Set.of(user.role().lowerName()));
        }
    }
}
