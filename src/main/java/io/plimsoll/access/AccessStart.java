package io.plimsoll.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sees to it at start that somebody can sign in, and that nobody can with a public password who should not. */
@ApplicationScoped
class AccessStart {
    private static final Logger LOG = Logger.getLogger(AccessStart.class);

    /** Nothing else has to begin where the service may not start; observers without a priority have 2500. */
    private static final int BEFORE_OTHERS = 100;

    private final AccessPolicy policy;
    private final AccessStore store;
    private final Passwords passwords;
    private final Optional<Password> adminPassword;

    AccessStart(
            AccessPolicy policy,
            AccessStore store,
            Passwords passwords,
            @ConfigProperty(name = "plimsoll.access.admin-password") Optional<String> adminPassword) {
        this.policy = policy;
        this.store = store;
        this.passwords = passwords;
        this.adminPassword = adminPassword.map(Password::new);
    }

    /** @throws ConfigurationException when nobody could sign in; Quarkus prints its message and ends the process */
    @Transactional
    void check(@Observes @Priority(BEFORE_OTHERS) StartupEvent event) {
        store.removeDemoUsers();
        adminPassword.ifPresent(this::addAdmin);
        if (policy.demo()) {
            DemoUser.ALL.forEach(this::addDemo);
        }
        if (!policy.oidc() && !store.hasKey() && !(policy.localUsers() && store.hasUser())) {
            throw new ConfigurationException("Plimsoll does not start, because nobody could sign in. Set"
                    + " PLIMSOLL_ACCESS_ADMIN_PASSWORD (" + Password.MIN_LENGTH + " to " + Password.MAX_LENGTH
                    + " characters) to create the user admin, or QUARKUS_OIDC_TENANT_ENABLED=true and"
                    + " QUARKUS_OIDC_AUTH_SERVER_URL to rely on an identity provider. Demo users exist only where the"
                    + " database is the embedded one, QUARKUS_HTTP_HOST is a loopback address and OIDC is off.");
        }
        LOG.infof("access demo=%s local-users=%s oidc=%s", policy.demo(), policy.localUsers(), policy.oidc());
    }

    private void addAdmin(Password password) {
        if (!password.acceptable()) {
            throw new ConfigurationException(
                    "Plimsoll does not start, because PLIMSOLL_ACCESS_ADMIN_PASSWORD must have " + Password.MIN_LENGTH
                            + " to " + Password.MAX_LENGTH + " characters.");
        }
        UserName admin = new UserName(Role.Name.ADMIN);
        if (store.user(admin).isEmpty()) {
            store.add(new LocalUser.Draft(admin, passwords.hash(password), Set.of(Role.ADMIN), false));
            LOG.infof("user-created user=%s by=configuration", admin);
        }
    }

    private void addDemo(DemoUser user) {
        store.add(new LocalUser.Draft(user.name(), passwords.hashOfDemo(user.password()), Set.of(user.role()), true));
    }
}
