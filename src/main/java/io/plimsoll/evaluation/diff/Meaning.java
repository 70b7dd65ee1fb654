package io.plimsoll.evaluation.diff;

import java.util.List;
import java.util.Set;

/**
 * What it means when something differs at a place of a DMN file.
 *
 * @param subject what it is about; {@link Subject#OTHER} where nothing better is known
 * @param effective false only where the engine is known not to look
 */
record Meaning(Subject subject, boolean effective) {
    /** Elements that the engine calls by their ids. */
    private static final Set<String> CALLED =
            Set.of("decision", "inputData", "businessKnowledgeModel", "decisionService");

    private static final Set<String> WORDS = Set.of(
            "description",
            "question",
            "allowedAnswers",
            "textAnnotation",
            "association",
            "group",
            "knowledgeSource",
            "authorityRequirement",
            "performanceIndicator",
            "organizationUnit",
            "decisionMaker",
            "decisionOwner",
            "usingProcess",
            "usingTask",
            "supportedObjective",
            "impactedPerformanceIndicator");
    private static final Set<String> ANNOTATIONS = Set.of("annotation", "annotationEntry");
    private static final Set<String> FOR_PEOPLE =
            Set.of("label", "outputLabel", "preferredOrientation", "textFormat", "exporter", "exporterVersion");
    private static final Set<String> EXPRESSIONS = Set.of(
            "literalExpression",
            "context",
            "invocation",
            "functionDefinition",
            "encapsulatedLogic",
            "list",
            "relation",
            "conditional",
            "filter",
            "for",
            "every",
            "some");
    private static final Set<String> LIMITS = Set.of("allowedValues", "typeConstraint");
    private static final Set<String> REQUIREMENTS = Set.of("informationRequirement", "knowledgeRequirement");
    private static final Set<String> ORDERLESS = Set.of(
            "decision",
            "inputData",
            "businessKnowledgeModel",
            "decisionService",
            "itemDefinition",
            "itemComponent",
            "informationRequirement",
            "knowledgeRequirement",
            "binding",
            "import",
            "annotation");

    private static final Meaning DESCRIPTION = new Meaning(Subject.DESCRIPTION, false);
    private static final Meaning ANNOTATION = new Meaning(Subject.ANNOTATION, false);

    private static Meaning effective(Subject subject) {
        return new Meaning(subject, true);
    }

    /** An element, or its text. */
    static Meaning ofElement(ChangePlace place) {
        List<String> tags = tags(place);
        if (tags.stream().anyMatch(tag -> tag.startsWith("{"))) {
            return effective(Subject.OTHER);
        }
        if (isForPeople(tags)) {
            return tags.stream().anyMatch(ANNOTATIONS::contains) ? ANNOTATION : DESCRIPTION;
        }
        int table = tags.lastIndexOf("decisionTable");
        return effective(table < 0 ? outsideTables(tags) : inTable(tags.subList(table + 1, tags.size())));
    }

    private static Subject inTable(List<String> tags) {
        String child = tags.isEmpty() ? "" : tags.get(0);
        String grandchild = tags.size() < 2 ? "" : tags.get(1);
        boolean plain = tags.size() < 3 || (tags.size() == 3 && tags.get(2).equals("text"));
        if (tags.isEmpty()) {
            return Subject.TABLE;
        }
        if (child.equals("rule") && plain) {
            return switch (grandchild) {
                case "" -> Subject.ROW;
                case "inputEntry", "outputEntry" -> Subject.CELL;
                default -> Subject.OTHER;
            };
        }
        if ((child.equals("input") || child.equals("output")) && plain) {
            return switch (grandchild) {
                case "", "inputExpression" -> Subject.COLUMN;
                case "inputValues", "outputValues" -> Subject.ALLOWED_VALUES;
                case "defaultOutputEntry" -> Subject.DEFAULT_OUTPUT;
                default -> Subject.OTHER;
            };
        }
        return Subject.OTHER;
    }

    private static Subject outsideTables(List<String> tags) {
        String last = tags.get(tags.size() - 1);
        if (tags.stream().anyMatch(REQUIREMENTS::contains)) {
            return Subject.REQUIREMENT;
        }
        if (tags.stream().anyMatch(EXPRESSIONS::contains)) {
            return Subject.EXPRESSION;
        }
        if (tags.stream().anyMatch(LIMITS::contains)) {
            return Subject.ALLOWED_VALUES;
        }
        if (last.equals("typeRef") || last.equals("variable")) {
            return Subject.TYPE;
        }
        boolean known = tags.size() == 2
                && (CALLED.contains(last) || Set.of("itemDefinition", "import").contains(last));
        return known || last.equals("itemComponent") || tags.contains("decisionService")
                ? Subject.ELEMENT
                : Subject.OTHER;
    }

    /** An attribute of the element at the place. */
    static Meaning ofAttribute(ChangePlace place, String attribute) {
        List<String> tags = tags(place);
        String last = tags.get(tags.size() - 1);
        if (attribute.startsWith("{") || attribute.startsWith("xmlns:") || last.startsWith("{")) {
            return effective(Subject.OTHER);
        }
        if (isForPeople(tags)) {
            return attribute.equals("id") ? new Meaning(Subject.ID, false) : ofElement(place);
        }
        boolean column = tags.contains("decisionTable") && (last.equals("input") || last.equals("output"));
        return switch (attribute) {
            case "id" -> new Meaning(Subject.ID, CALLED.contains(last));
            case "hitPolicy" -> effective(Subject.HIT_POLICY);
            case "aggregation" -> effective(Subject.AGGREGATION);
            case "typeRef", "isCollection" -> effective(Subject.TYPE);
            case "label" -> column ? new Meaning(Subject.COLUMN, false) : DESCRIPTION;
            case "name" -> effective(named(tags, column));
            case "namespace" -> effective(tags.size() == 1 ? Subject.MODEL : Subject.OTHER);
            default -> FOR_PEOPLE.contains(attribute) ? DESCRIPTION : effective(unnamed(place));
        };
    }

    private static Subject named(List<String> tags, boolean column) {
        if (tags.size() == 1) {
            return Subject.MODEL;
        }
        boolean variable = tags.get(tags.size() - 1).equals("variable");
        return column ? Subject.COLUMN : variable ? Subject.ELEMENT : outsideTables(tags);
    }

    private static Subject unnamed(ChangePlace place) {
        Subject subject = ofElement(place).subject();
        return subject == Subject.EXPRESSION || subject == Subject.REQUIREMENT ? subject : Subject.OTHER;
    }

    /** Whether the engine may look at the order of these elements inside another. */
    static boolean orderMatters(ChangePlace parent, String tag) {
        List<String> tags = tags(parent);
        return !isForPeople(tags)
                && !WORDS.contains(tag)
                && (!ORDERLESS.contains(tag) || tags.contains("decisionService"));
    }

    private static boolean isForPeople(List<String> tags) {
        return tags.stream().anyMatch(tag -> WORDS.contains(tag) || ANNOTATIONS.contains(tag));
    }

    private static List<String> tags(ChangePlace place) {
        return List.of(place.tags().split("/"));
    }
}
