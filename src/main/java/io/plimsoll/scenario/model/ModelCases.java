package io.plimsoll.scenario.model;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.StrictXml;
import io.plimsoll.platform.XmlElement;
import java.util.List;
import java.util.Optional;

/** The test cases of a file, all about one model. */
public record ModelCases(ModelReference model, List<ModelCase> cases) {
    /** How the names of files end that may hold test cases. */
    public static final List<String> EXTENSIONS = List.of(".xml", ".scesim");

    public ModelCases {
        cases = List.copyOf(cases);
    }

    /**
     * Reads a file: test cases of the DMN TCK, or a {@code .scesim} of the kind DMN.
     *
     * @param path its name tells what it is
     * @return empty for XML that holds no test cases
     * @throws PlimsollException with the line of everything that is wrong
     */
    public static Optional<ModelCases> read(String path, byte[] content) {
        XmlElement root = StrictXml.read(content);
        if (path.endsWith(".scesim")) {
            return Optional.of(ScesimReader.read(root));
        }
        return root.name().equals("testCases") ? Optional.of(TckReader.read(root)) : Optional.empty();
    }
}
