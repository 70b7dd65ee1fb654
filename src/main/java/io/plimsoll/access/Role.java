package io.plimsoll.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a caller may do. A caller can have several roles; none contains another. */
public enum Role {
    /** Asks for decisions. */
    CLIENT,
    /** Writes policies. */
    ANALYST,
    /** Works the review inbox. */
    REVIEWER,
    /** Approves policies, owns the guardrails. */
    COMPLIANCE,
    /** Rolls out, overrides, stops. */
    OPERATOR,
    /** Reads everything that happened, changes nothing. */
    AUDITOR,
    /** Looks after users and keys. */
    ADMIN;

    /** The roles' names as constants, for {@code @RolesAllowed}. */
    public static final class Name {
        public static final String CLIENT = "client";
        public static final String ANALYST = "analyst";
        public static final String REVIEWER = "reviewer";
        public static final String COMPLIANCE = "compliance";
        public static final String OPERATOR = "operator";
        public static final String AUDITOR = "auditor";
        public static final String ADMIN = "admin";

        private Name() {}
    }

    /** The name outside of Java: lower case. */
    public String lowerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The known roles among these names; an identity provider may give its users others besides. */
    public static Set<Role> known(Collection<String> lowerNames) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(values())
                .filter(role -> lowerNames.contains(role.lowerName()))
                .forEach(roles::add);
        return roles;
    }

    /** The names of these roles, sorted. */
    public static Set<String> names(Collection<Role> roles) {
        return roles.stream().map(Role::lowerName).collect(Collectors.toCollection(TreeSet::new));
    }
}
