package io.plimsoll.app.kogito;

import jakarta.inject.Singleton;
import org.kie.kogito.KogitoEngine;
import org.kie.kogito.StaticApplication;

/** What Kogito's generated endpoints are given: an application with one engine, which answers from the active policies. */
@Singleton
class ModelsApplication extends StaticApplication {
    private final ActiveModels models;

    ModelsApplication(ActiveModels models) {
        this.models = models;
    }

    @Override
    public <T extends KogitoEngine> T get(Class<T> engine) {
        return engine.cast(models);
    }
}
