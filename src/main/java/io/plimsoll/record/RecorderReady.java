package io.plimsoll.record;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while decisions can be recorded. */
@Readiness
@ApplicationScoped
class RecorderReady implements HealthCheck {
    private final Recorder recorder;

    RecorderReady(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("recorder")
                .status(recorder.isRunning())
                .build();
    }
}
