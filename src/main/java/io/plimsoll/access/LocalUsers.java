package io.plimsoll.access;

import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The life of local users: created, listed, given another password, disabled. */
@ApplicationScoped
public class LocalUsers {
    private static final Logger LOG = Logger.getLogger(LocalUsers.class);

    private final AccessStore store;
    private final Passwords passwords;
    private final AccessPolicy policy;
    private final AccessCache cache;
    private final Event<UserName> changed;

    LocalUsers(
            AccessStore store, Passwords passwords, AccessPolicy policy, AccessCache cache, Event<UserName> changed) {
        this.cache = cache;
        this.store = store;
        this.passwords = passwords;
        this.policy = policy;
        this.changed = changed;
    }

    /** What an administrator says of a new user. The password MUST be {@link Password#acceptable}. */
    public record NewUser(UserName name, Password password, Set<Role> roles) {
        public NewUser {
            roles = Set.copyOf(roles);
        }
    }

    /** @throws PlimsollException {@link ProblemCode#ALREADY_EXISTS} */
    @Transactional
    public LocalUser create(NewUser user, Caller by) {
        LocalUser.Draft draft = new LocalUser.Draft(user.name(), passwords.hash(user.password()), user.roles(), false);
        if (!store.add(draft)) {
            throw new PlimsollException(
                    ProblemCode.ALREADY_EXISTS, "There is a user of this name. Choose another name.");
        }
        changed.fire(user.name());
        LOG.infof("user-created user=%s roles=%s by=%s", user.name(), Role.names(user.roles()), by.name());
        return find(user.name().value());
    }

    @Transactional
    public Page<LocalUser> list(int limit, Optional<Cursor> after) {
        return store.users(limit, after);
    }

    /** @throws PlimsollException {@link ProblemCode#NOT_FOUND} */
    @Transactional
    public LocalUser find(String name) {
        return UserName.parse(name)
                .flatMap(store::user)
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.NOT_FOUND, "There is no user of this name. List the users with GET /v1/users."));
    }

    /** @throws PlimsollException {@link ProblemCode#FORBIDDEN} unless it is the caller's own or the caller is admin */
    @Transactional
    public void changePassword(String name, Password password, Caller by) {
        boolean own = by.kind() == Caller.Kind.USER && by.name().equals(name);
        if (!own && !by.has(Role.ADMIN)) {
            throw new PlimsollException(
                    ProblemCode.FORBIDDEN, "Only an administrator changes the password of somebody else.");
        }
        LocalUser user = find(name);
        if (user.demo()) {
            throw new PlimsollException(
                    ProblemCode.FORBIDDEN, "Demo users keep their passwords. Create a user of your own.");
        }
        store.changePassword(user.name(), passwords.hash(password));
        changed.fire(user.name());
        LOG.infof("password-changed user=%s by=%s", user.name(), by.name());
    }

    /** @throws PlimsollException {@link ProblemCode#FORBIDDEN} for oneself, so that an administrator always remains */
    @Transactional
    public LocalUser disable(String name, Caller by) {
        if (by.kind() == Caller.Kind.USER && by.name().equals(name)) {
            throw new PlimsollException(ProblemCode.FORBIDDEN, "Ask another administrator to disable you.");
        }
        LocalUser user = find(name);
        store.disable(user.name());
        changed.fire(user.name());
        LOG.infof("user-disabled user=%s by=%s", user.name(), by.name());
        return find(name);
    }

    /** The users whose public passwords work here; empty outside of a demonstration. Anybody may ask often, so the cache answers. */
    public List<DemoUser> demoUsers() {
        if (!policy.demo()) {
            return List.of();
        }
        return DemoUser.ALL.stream()
                .filter(demo -> cache.user(demo.name())
                        .filter(user -> user.demo() && user.enabled())
                        .isPresent())
                .toList();
    }
}
