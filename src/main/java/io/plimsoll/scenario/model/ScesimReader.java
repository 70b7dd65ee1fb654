package io.plimsoll.scenario.model;

import io.plimsoll.evaluation.ModelQuestion;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.XmlElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads test scenarios of the KIE editors (version {@value #VERSION} of {@code ScenarioSimulationModel} in Drools'
 * {@code drools-scenario-simulation-api}) as far as they are about a decision model and their cells hold literals, or in a
 * column of expectations a literal behind {@code <}, {@code <=}, {@code >} or {@code >=}. All else is refused.
 */
final class ScesimReader {
    private static final String VERSION = "1.8";
    private static final String NAME = "name";
    private static final String EXPRESSION = "expressionIdentifier";
    private static final String FACT = "factIdentifier";

    private final Faults faults = new Faults();

    private ScesimReader() {}

    /** What of a row is said of inputs, and what of results. */
    private enum Kind {
        GIVEN,
        EXPECT
    }

    /** A column: where its values belong, first the name of an input or a decision, then those of fields. */
    private record Column(Kind kind, List<String> path) {}

    /** A cell that is not empty. */
    private record Cell(Column column, XmlElement at, String text) {}

    /** @throws PlimsollException with the line of everything that is wrong */
    static ModelCases read(XmlElement root) {
        ScesimReader reader = new ScesimReader();
        reader.checkKind(root);
        reader.faults.refuse();
        ModelCases cases = reader.cases(root);
        reader.faults.refuse();
        return cases;
    }

    private void checkKind(XmlElement root) {
        if (!root.name().equals("ScenarioSimulationModel") || !VERSION.equals(root.attribute("version"))) {
            faults.add(
                    root,
                    "is not <ScenarioSimulationModel version=\"" + VERSION
                            + "\">; save the file with a current editor");
        } else if (!text(root, "settings", "type").equals("DMN")) {
            faults.add(root, "is not about a decision model; only files of the type DMN can be read");
        }
    }

    private ModelCases cases(XmlElement root) {
        Map<String, @Nullable Object> always = new LinkedHashMap<>();
        for (Row row : rows(root, "background", "BackgroundData")) {
            give(always, row.cells());
        }
        List<ModelCase> cases = new ArrayList<>();
        List<Row> rows = rows(root, "simulation", "Scenario");
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).isEmpty()) {
                continue;
            }
            Map<String, @Nullable Object> inputs = copy(always);
            give(inputs, rows.get(i).cells());
            List<ModelCheck> checks = checks(rows.get(i), inputs);
            cases.add(new ModelCase((i + 1 + " " + rows.get(i).description()).strip(), checks));
        }
        if (cases.isEmpty()) {
            faults.add(root, "holds no scenario");
        }
        return new ModelCases(model(root), cases);
    }

    private ModelReference model(XmlElement root) {
        String name = text(root, "settings", "dmnName");
        if (!name.isEmpty()) {
            String namespace = text(root, "settings", "dmnNamespace");
            return new ModelReference.Named(namespace.isEmpty() ? null : namespace, name);
        }
        String path = text(root, "settings", "dmnFilePath");
        if (path.isEmpty()) {
            faults.add(root, "names no model; its <settings> need a <dmnName>");
        }
        return new ModelReference.File(path.substring(path.lastIndexOf('/') + 1));
    }

    /** A row of a table, without its empty cells. */
    private record Row(XmlElement at, String description, List<Cell> cells) {
        /** Editors keep rows in which nobody wrote anything. */
        boolean isEmpty() {
            return cells.isEmpty() && description.isEmpty();
        }
    }

    private List<Row> rows(XmlElement root, String table, String row) {
        Map<String, Column> columns = new LinkedHashMap<>();
        below(root, table, "scesimModelDescriptor", "factMappings", "FactMapping")
                .forEach(mapping -> column(mapping).ifPresent(column -> columns.put(key(mapping), column)));
        return below(root, table, "scesimData", row)
                .map(each -> row(each, columns))
                .toList();
    }

    private Optional<Column> column(XmlElement mapping) {
        List<String> path = below(mapping, "expressionElements", "ExpressionElement", "step")
                .map(XmlElement::text)
                .toList();
        String type = text(mapping, EXPRESSION, "type");
        if (path.isEmpty() || !type.equals("GIVEN") && !type.equals("EXPECT")) {
            return Optional.empty();
        }
        if (mapping.first(FACT).map(fact -> fact.attribute("importPrefix")).isPresent()) {
            faults.add(mapping, "is about " + path.get(0) + " of an imported model, which cannot be read");
        }
        return Optional.of(new Column(Kind.valueOf(type), path));
    }

    private Row row(XmlElement row, Map<String, Column> columns) {
        String description = "";
        List<Cell> cells = new ArrayList<>();
        for (XmlElement value :
                below(row, "factMappingValues", "FactMappingValue").toList()) {
            String text = text(value, "rawValue");
            Column column = columns.get(key(value));
            if (text(value, EXPRESSION, NAME).equals("Description")) {
                description = text;
            } else if (column != null && !text.isEmpty()) {
                cells.add(new Cell(column, value.first("rawValue").orElse(value), text));
            } else if (!text.isEmpty() && !text(value, EXPRESSION, "type").equals("OTHER")) {
                faults.add(value, "belongs to no column");
            }
        }
        return new Row(row, description, cells);
    }

    private void give(Map<String, @Nullable Object> inputs, List<Cell> cells) {
        for (Cell cell : cells) {
            if (cell.column().kind() == Kind.GIVEN) {
                Optional<FeelLiteral> literal = FeelLiteral.of(cell.text());
                if (literal.isEmpty()) {
                    faults.add(cell.at(), "is " + shown(cell.text()) + ", no literal of FEEL; write a simple value");
                } else if (!put(inputs, cell.column().path(), literal.get().tree())) {
                    faults.add(cell.at(), "gives a part of what another column gives as a whole");
                }
            }
        }
    }

    private static boolean put(Map<String, @Nullable Object> inputs, List<String> path, @Nullable Object value) {
        Map<String, @Nullable Object> at = inputs;
        for (String name : path.subList(0, path.size() - 1)) {
            if (!(at.computeIfAbsent(name, absent -> new LinkedHashMap<>()) instanceof Map<?, ?> fields)) {
                return false;
            }
            at = Tree.asObject(fields);
        }
        return !(at.put(path.get(path.size() - 1), value) instanceof Map<?, ?>);
    }

    private List<ModelCheck> checks(Row row, Map<String, @Nullable Object> inputs) {
        List<ModelCheck> checks = new ArrayList<>();
        for (Cell cell : row.cells()) {
            if (cell.column().kind() == Kind.EXPECT) {
                List<String> path = cell.column().path();
                expected(cell)
                        .ifPresent(expected -> checks.add(new ModelCheck(
                                cell.at().line(),
                                String.join(".", path),
                                new ModelQuestion(null, null, path.get(0), null, inputs),
                                path.subList(1, path.size()),
                                expected)));
            }
        }
        if (row.cells().stream().noneMatch(cell -> cell.column().kind() == Kind.EXPECT)) {
            faults.add(row.at(), "expects nothing; fill a cell of an EXPECT column");
        }
        return checks;
    }

    private Optional<Expected> expected(Cell cell) {
        for (Expected.Bound bound : Expected.Bound.values()) {
            if (cell.text().startsWith(bound.sign())) {
                Optional<FeelLiteral> limit =
                        FeelLiteral.of(cell.text().substring(bound.sign().length()));
                if (limit.isPresent() && limit.get().tree() instanceof BigDecimal number) {
                    return Optional.of(new Expected.Bounded(bound, number));
                }
            }
        }
        Optional<FeelLiteral> literal = FeelLiteral.of(cell.text());
        if (literal.isEmpty()) {
            faults.add(
                    cell.at(),
                    "is " + shown(cell.text())
                            + ", neither a literal of FEEL nor a number behind <, <=, > or >=; write a simple value");
        }
        return literal.map(found -> new Expected.Literal(found.tree()));
    }

    /** By which a cell finds its column. */
    private static String key(XmlElement element) {
        return text(element, FACT, NAME) + "\n" + text(element, EXPRESSION, NAME);
    }

    private static Stream<XmlElement> below(XmlElement element, String... path) {
        Stream<XmlElement> found = Stream.of(element);
        for (String name : path) {
            found = found.flatMap(each -> each.all(name).stream());
        }
        return found;
    }

    /** The text at the end of a path, without white space around it; empty when there is none. */
    private static String text(XmlElement element, String... path) {
        return below(element, path).findFirst().map(each -> each.text().strip()).orElse("");
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        tree.forEach((name, value) -> copy.put(name, value instanceof Map<?, ?> ? copy(Tree.asObject(value)) : value));
        return copy;
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
