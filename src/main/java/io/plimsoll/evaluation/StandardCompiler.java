package io.plimsoll.evaluation;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.StrictXml;
import io.plimsoll.platform.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kie.api.io.Resource;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.backend.marshalling.v1x.DMNMarshallerFactory;
import org.kie.dmn.core.compiler.DMNCompilerImpl;
import org.kie.dmn.model.api.BusinessKnowledgeModel;
import org.kie.dmn.model.api.DRGElement;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.DecisionService;
import org.kie.dmn.model.api.Definitions;
import org.kie.dmn.model.api.InformationItem;
import org.kie.dmn.model.api.InputData;
import org.kie.dmn.model.v1_5.TInformationItem;
import org.kie.internal.io.ResourceFactory;

/**
 * Compiles models of anybody one by one, each after those that it imports: one that cannot be read or compiled takes only
 * those along that import it, and models that import each other do not keep it running.
 */
final class StandardCompiler {
    private final DMNCompilerImpl compiler;
    private final List<Finding> findings;
    private final Map<String, Definitions> definitions = new LinkedHashMap<>();
    private final Set<String> visited = new LinkedHashSet<>();
    private final List<DMNModel> models = new ArrayList<>();

    private StandardCompiler(DMNCompilerImpl compiler, List<Finding> findings) {
        this.compiler = compiler;
        this.findings = findings;
    }

    /**
     * Those that compile, imported ones first.
     *
     * @param files content by path
     * @param findings receives why one is missing; errors inside a model that compiles are told by the model itself
     */
    static List<DMNModel> compile(DMNCompilerImpl compiler, Map<String, byte[]> files, List<Finding> findings) {
        StandardCompiler all = new StandardCompiler(compiler, findings);
        files.forEach(all::read);
        all.definitions.forEach((path, model) -> all.compile(path, model, files));
        return all.models;
    }

    private void read(String path, byte[] content) {
        Definitions read = null;
        try {
            read = DMNMarshallerFactory.newDefaultMarshaller().unmarshal(XmlText.of(content));
        } catch (RuntimeException e) {
            // The engine's parsers throw what they like for a file that is no DMN, or return null.
        }
        if (read == null || read.getNamespace() == null || read.getName() == null) {
            unreadable(path, reason(content));
            return;
        }
        for (Map.Entry<String, Definitions> other : definitions.entrySet()) {
            if (isSame(read, other.getValue())) {
                unreadable(path, "has the namespace and the name of " + other.getKey() + ", which counts");
                return;
            }
        }
        nameVariables(read);
        definitions.put(path, read);
    }

    private static boolean isSame(Definitions one, Definitions other) {
        return one.getNamespace().equals(other.getNamespace()) && one.getName().equals(other.getName());
    }

    private static String reason(byte[] content) {
        try {
            return StrictXml.read(content).name().equals("definitions")
                    ? "cannot be read as DMN; its definitions need a namespace and a name"
                    : "cannot be read as DMN; its root must be definitions, of DMN 1.1 to 1.6";
        } catch (PlimsollException e) {
            return "cannot be read as XML: "
                    + String.join(
                            "; ", e.violations().stream().map(Violation::detail).toList());
        }
    }

    private void unreadable(String path, String detail) {
        findings.add(Finding.of(FindingCode.MODEL_UNREADABLE, Place.file(path), detail));
    }

    /** The schema lets the variable be left out that the engine insists on; it has the name of its element. */
    private static void nameVariables(Definitions definitions) {
        for (DRGElement element : definitions.getDrgElement()) {
            if (element instanceof InputData input && input.getVariable() == null) {
                input.setVariable(variable(element));
            } else if (element instanceof Decision decision && decision.getVariable() == null) {
                decision.setVariable(variable(element));
            } else if (element instanceof BusinessKnowledgeModel knowledge && knowledge.getVariable() == null) {
                knowledge.setVariable(variable(element));
            } else if (element instanceof DecisionService service && service.getVariable() == null) {
                service.setVariable(variable(element));
            }
        }
    }

    private static InformationItem variable(DRGElement element) {
        InformationItem variable = new TInformationItem();
        variable.setName(element.getName());
        variable.setParent(element);
        return variable;
    }

    private void compile(String path, Definitions model, Map<String, byte[]> files) {
        if (!visited.add(path)) {
            return;
        }
        List.copyOf(model.getImport())
                .forEach(imported -> definitions.forEach((other, candidate) -> {
                    if (candidate.getNamespace().equals(imported.getNamespace())) {
                        compile(other, candidate, files);
                    }
                }));
        @Nullable DMNModel compiled = null;
        try {
            Resource resource = ResourceFactory.newByteArrayResource(files.get(path));
            resource.setSourcePath(path);
            compiled = compiler.compile(model, models, resource, null);
        } catch (RuntimeException e) {
            unreadable(path, "does not compile: " + e.getMessage());
        }
        if (compiled != null) {
            models.add(compiled);
        }
    }
}
