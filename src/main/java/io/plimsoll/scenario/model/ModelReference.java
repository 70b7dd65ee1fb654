package io.plimsoll.scenario.model;

import io.plimsoll.evaluation.ModelQuestion;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.platform.StrictXml;
import io.plimsoll.platform.Violation;
import io.plimsoll.platform.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which model of a bundle test cases are about. */
public sealed interface ModelReference {
    /**
     * The same model by what stands in it.
     *
     * @throws PlimsollException CONTRACT_VIOLATED when the bundle has no such file, or several
     */
    Named in(PolicyBundle bundle);

    /**
     * By what stands in the model.
     *
     * @param namespace null where the name alone tells it
     */
    record Named(@Nullable String namespace, String name) implements ModelReference {
        @Override
        public Named in(PolicyBundle bundle) {
            return this;
        }

        /** The same question to this model. */
        ModelQuestion asked(ModelQuestion question) {
            return new ModelQuestion(
                    namespace, name, question.decision(), question.decisionService(), question.inputs());
        }
    }

    /** By the name of its file, without folders. */
    record File(String name) implements ModelReference {
        private static final String EXTENSION = ".dmn";

        @Override
        public Named in(PolicyBundle bundle) {
            List<String> models = bundle.paths().stream()
                    .filter(path -> path.endsWith(EXTENSION))
                    .toList();
            List<String> found = models.stream()
                    .filter(path -> path.substring(path.lastIndexOf('/') + 1).equals(name))
                    .toList();
            if (found.isEmpty()) {
                throw refused("the bundle has no model " + name + "; there are " + String.join(", ", models));
            }
            if (found.size() > 1) {
                throw refused("the bundle has several models " + name + ": " + String.join(", ", found));
            }
            XmlElement definitions = StrictXml.read(bundle.file(found.get(0)));
            return new Named(definitions.attribute("namespace"), String.valueOf(definitions.attribute("name")));
        }

        private static PlimsollException refused(String detail) {
            return new PlimsollException(
                    ProblemCode.CONTRACT_VIOLATED, "Nothing was evaluated.", List.of(new Violation("", detail)));
        }
    }
}
