package io.plimsoll.access;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user with a public password, {@code <name>-demo}: one per role, and the feed that sends the demonstration's signals.
 *
 * @param role the only role
 */
public record DemoUser(UserName name, Role role) {
    public static final List<DemoUser> ALL = Stream.concat(
                    Arrays.stream(Role.values()).map(role -> new DemoUser(new UserName(role.lowerName()), role)),
                    Stream.of(new DemoUser(new UserName("feed"), Role.CLIENT)))
            .toList();

    public Password password() {
        return new Password(name + "-demo");
    }
}
