package io.plimsoll.access.api;

import io.plimsoll.access.ApiKeys;
import io.plimsoll.access.LocalUsers;
import io.plimsoll.access.Password;
import io.plimsoll.access.Role;
import io.plimsoll.access.UserName;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import io.plimsoll.platform.api.Body;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What callers send: each record is the schema of a body and reads it. */
final class Bodies {
    private static final Shape NAME = new Shape.Text(2, 63, Set.of());
    private static final Shape PASSWORD = new Shape.Text(Password.MIN_LENGTH, Password.MAX_LENGTH, Set.of());
    private static final Shape ROLES = new Shape.ListOf(
            new Shape.Text(
                    1,
                    20,
                    Arrays.stream(Role.values())
                            .map(Role::lowerName)
                            .collect(Collectors.toCollection(LinkedHashSet::new))),
            Role.values().length);

    private Bodies() {}

    @Schema(name = "NewUser", additionalProperties = Schema.False.class)
    record NewUser(
            @Schema(required = true, pattern = UserName.FORM, examples = "ada")
            String name,

            @Schema(required = true, minLength = Password.MIN_LENGTH, maxLength = Password.MAX_LENGTH)
            String password,

            @Schema(required = true, minItems = 1, implementation = RoleName[].class)
            Set<String> roles) {
        private static final Shape.ObjectOf SHAPE = new Shape.ObjectOf(ordered(
                Map.entry("name", Field.required(NAME)),
                Map.entry("password", Field.required(PASSWORD)),
                Map.entry("roles", Field.required(ROLES))));

        static LocalUsers.NewUser read(byte[] body) {
            Map<String, @Nullable Object> user = Body.read(body, SHAPE);
            return new LocalUsers.NewUser(
                    readName(user, "name"), new Password(String.valueOf(user.get("password"))), readRoles(user));
        }
    }

    @Schema(name = "NewPassword", additionalProperties = Schema.False.class)
    record NewPassword(
            @Schema(required = true, minLength = Password.MIN_LENGTH, maxLength = Password.MAX_LENGTH)
            String password) {
        private static final Shape.ObjectOf SHAPE =
                new Shape.ObjectOf(ordered(Map.entry("password", Field.required(PASSWORD))));

        static Password read(byte[] body) {
            return new Password(String.valueOf(Body.read(body, SHAPE).get("password")));
        }
    }

    @Schema(name = "NewApiKey", additionalProperties = Schema.False.class)
    record NewApiKey(
            @Schema(required = true, pattern = UserName.FORM, examples = "crm")
            String client,

            @Schema(required = true, minItems = 1, implementation = RoleName[].class)
            Set<String> roles) {
        private static final Shape.ObjectOf SHAPE = new Shape.ObjectOf(
                ordered(Map.entry("client", Field.required(NAME)), Map.entry("roles", Field.required(ROLES))));

        static ApiKeys.NewKey read(byte[] body) {
            Map<String, @Nullable Object> key = Body.read(body, SHAPE);
            return new ApiKeys.NewKey(readName(key, "client"), readRoles(key));
        }
    }

    /** The schema of a role's name. */
    @Schema(
            name = "Role",
            type = SchemaType.STRING,
            enumeration = {
                Role.Name.CLIENT,
                Role.Name.ANALYST,
                Role.Name.REVIEWER,
                Role.Name.COMPLIANCE,
                Role.Name.OPERATOR,
                Role.Name.AUDITOR,
                Role.Name.ADMIN
            })
    record RoleName() {}

    private static UserName readName(Map<String, @Nullable Object> object, String field) {
        return UserName.parse(String.valueOf(object.get(field)))
                .orElseThrow(() -> violated(
                        "/" + field,
                        "must be lower-case letters, digits and hyphens, a letter first: " + UserName.FORM));
    }

    private static Set<Role> readRoles(Map<String, @Nullable Object> object) {
        Set<Role> roles = Role.known(
                Tree.asList(object.get("roles")).stream().map(String::valueOf).toList());
        if (roles.isEmpty()) {
            throw violated("/roles", "must name one role at least");
        }
        return roles;
    }

    private static PlimsollException violated(String pointer, String detail) {
        return Body.violated(List.of(new Violation(pointer, detail)));
    }

    @SafeVarargs
    private static Map<String, Field> ordered(Map.Entry<String, Field>... fields) {
        return Arrays.stream(fields)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }
}
