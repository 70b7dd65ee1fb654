package io.plimsoll.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Counts and logs who was turned away: metric {@code plimsoll.access.denied} by reason, one line each. */
@ApplicationScoped
class DenialLog {
    private static final Logger LOG = Logger.getLogger(DenialLog.class);

    private final MeterRegistry meters;

    DenialLog(MeterRegistry meters) {
        this.meters = meters;
    }

    void unauthenticated(@Observes AuthenticationFailureEvent event) {
        Throwable failure = event.getAuthenticationFailure();
        record(Denial.reason(failure), Denial.name(failure).map(UserName::value));
    }

    void forbidden(@Observes AuthorizationFailureEvent event) {
        if (event.getAuthorizationFailure() instanceof ForbiddenException && event.getSecurityIdentity() != null) {
            record(
                    Denial.ROLE,
                    Optional.of(event.getSecurityIdentity().getPrincipal().getName()));
        }
    }

    private void record(Denial denial, Optional<String> user) {
        meters.counter("plimsoll.access.denied", "reason", denial.tag()).increment();
        LOG.infof(
                "denied reason=%s%s",
                denial.tag(), user.map(name -> " user=" + name).orElse(""));
    }
}
