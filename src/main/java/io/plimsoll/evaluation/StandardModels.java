package io.plimsoll.evaluation;

import java.util.List;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.event.DMNRuntimeEventListener;
import org.kie.dmn.core.compiler.DMNProfile;
import org.kie.dmn.core.impl.DMNRuntimeKB;

/** Compiled models for a runtime that knows the functions of the standard and no others. */
record StandardModels(List<DMNModel> models, ClassLoader loader) implements DMNRuntimeKB {
    StandardModels {
        models = List.copyOf(models);
    }

    @Override
    public List<DMNModel> getModels() {
        return models;
    }

    @Override
    public @Nullable DMNModel getModel(String namespace, String name) {
        return models.stream()
                .filter(model -> model.getNamespace().equals(namespace)
                        && model.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable DMNModel getModelById(String namespace, String id) {
        return models.stream()
                .filter(model -> model.getNamespace().equals(namespace)
                        && id.equals(model.getDefinitions().getId()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<DMNProfile> getProfiles() {
        return List.of();
    }

    @Override
    public List<DMNRuntimeEventListener> getListeners() {
        return List.of();
    }

    @Override
    public ClassLoader getRootClassLoader() {
        return loader;
    }

    @Override
    public InternalKnowledgeBase getInternalKnowledgeBase() {
        throw new UnsupportedOperationException();
    }
}
