package io.plimsoll.evaluation;

import io.plimsoll.evaluation.lint.ModelPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kie.api.builder.Message;
import org.kie.api.io.Resource;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.compiler.DMNCompilerConfigurationImpl;
import org.kie.dmn.core.compiler.DMNCompilerImpl;
import org.kie.dmn.core.compiler.RuntimeModeOption;
import org.kie.dmn.core.compiler.RuntimeTypeCheckOption;
import org.kie.dmn.core.impl.DMNRuntimeImpl;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.internal.io.ResourceFactory;

/**
 * The DMN models of one bundle in a runtime of their own, with a class loader of their own: type check on, strict mode
 * on. The only class that knows how the engine is made.
 */
final class DmnModels {
    private final DMNRuntime runtime;

    private DmnModels(DMNRuntime runtime, List<Finding> findings) {
        this.runtime = runtime;
        for (DMNModel model : runtime.getModels()) {
            model.getMessages().forEach(message -> findings.add(finding(model, message)));
        }
    }

    /**
     * @param files content by path
     * @param findings receives what the engine says of the models
     */
    static DmnModels compile(Map<String, byte[]> files, List<Finding> findings) {
        DMNRuntime runtime = built(
                DMNRuntimeBuilder.fromDefaults()
                        .setRootClassLoader(new PureLoader())
                        .setOption(new RuntimeTypeCheckOption(true))
                        .buildConfiguration(),
                files);
        ((DMNRuntimeImpl) runtime).setOption(new RuntimeModeOption(RuntimeModeOption.MODE.STRICT));
        runtime.addListener(new TableLog.Listener());
        return new DmnModels(runtime, findings);
    }

    /**
     * Models that belong to no policy, as the standard wants them to be evaluated: with its own functions only, and a
     * decision that fails leaves the others alone. Their external functions reach {@link PureLoader nothing that acts}.
     */
    static DmnModels compileStandard(Map<String, byte[]> files, List<Finding> findings) {
        ClassLoader pure = new PureLoader();
        DMNCompilerConfigurationImpl standard = new DMNCompilerConfigurationImpl();
        standard.setRootClassLoader(pure);
        standard.setProperty(RuntimeTypeCheckOption.PROPERTY_NAME, "true");
        List<DMNModel> models = StandardCompiler.compile(new DMNCompilerImpl(standard), files, findings);
        return new DmnModels(new DMNRuntimeImpl(new StandardModels(models, pure)), findings);
    }

    private static DMNRuntime built(DMNRuntimeBuilder.DMNRuntimeBuilderConfigured builder, Map<String, byte[]> files) {
        List<Resource> resources = new ArrayList<>();
        files.forEach((path, content) -> {
            Resource resource = ResourceFactory.newByteArrayResource(content);
            resource.setSourcePath(path);
            resources.add(resource);
        });
        return builder.fromResources(resources)
                .getOrElseThrow(failure -> new UnreadableModel(String.valueOf(failure.getMessage())));
    }

    DMNRuntime runtime() {
        return runtime;
    }

    List<DMNModel> named(String name) {
        return runtime.getModels().stream()
                .filter(model -> model.getName().equals(name))
                .toList();
    }

    private static Finding finding(DMNModel model, DMNMessage message) {
        Object source = message.getSourceReference();
        Place place = ModelPlaces.of(
                model.getResource() == null ? null : model.getResource().getSourcePath(),
                model.getName(),
                source instanceof DMNModelInstrumentedBase element ? element : null);
        String detail =
                message.getMessageType().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + message.getText();
        return Finding.of(
                message.getLevel() == Message.Level.ERROR ? FindingCode.MODEL_INVALID : FindingCode.MODEL_REMARK,
                place,
                detail);
    }

    /** The models are not DMN at all. */
    static final class UnreadableModel extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableModel(String message) {
            super(message, null, false, false);
        }
    }
}
