package io.plimsoll.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kie.api.builder.Message;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.ast.DMNNode;
import org.kie.dmn.core.ast.DecisionNodeImpl;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.DRGElement;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.Expression;
import org.kie.dmn.model.api.LiteralExpression;
import org.kie.dmn.model.api.UnaryTests;

/** Leads from what the engine says to the place in the model that its author knows. */
final class ModelMessages {
    /** The result is null without an error. */
    static final String NULL_RESULT = "NULL_RESULT";
    /** Messages that are told at once. */
    private static final int MAX = 100;
    /** Characters of a text or an expression; what is longer is cut. */
    private static final int MAX_TEXT = 2_000;

    private ModelMessages() {}

    static List<ModelMessage> of(DMNResult result) {
        List<ModelMessage> messages = new ArrayList<>();
        result.getMessages().stream().limit(MAX).forEach(message -> messages.add(message(message)));
        return messages;
    }

    /** The engine often gives no reason where FEEL yields null, such as {@code "a" + 1}. */
    static ModelMessage silentNull(DMNNode asked) {
        Expression logic = asked instanceof DecisionNodeImpl decision
                ? decision.getDecision().getExpression()
                : null;
        return new ModelMessage(
                "INFO",
                NULL_RESULT,
                asked.getName(),
                null,
                logic instanceof LiteralExpression literal && literal.getText() != null ? cut(literal.getText()) : null,
                asked.getName() + " evaluates to null, and the engine gives no reason");
    }

    private static ModelMessage message(DMNMessage message) {
        @Nullable String element = null;
        @Nullable Integer row = null;
        @Nullable String expression = null;
        DMNModelInstrumentedBase at =
                message.getSourceReference() instanceof DMNModelInstrumentedBase source ? source : null;
        for (; at != null && element == null; at = at.getParent()) {
            if (at instanceof DecisionRule rule && rule.getParent() instanceof DecisionTable table) {
                row = table.getRule().indexOf(rule) + 1;
            } else if (at instanceof LiteralExpression literal && expression == null) {
                expression = literal.getText();
            } else if (at instanceof UnaryTests tests && expression == null) {
                expression = tests.getText();
            } else if (at instanceof DRGElement named) {
                element = named.getName();
            }
        }
        return new ModelMessage(
                severity(message.getLevel()),
                message.getMessageType().name(),
                element,
                row,
                expression == null ? null : cut(expression),
                cut(String.valueOf(message.getText())));
    }

    private static String severity(Message.Level level) {
        return switch (level) {
            case ERROR -> "ERROR";
            case WARNING -> "WARNING";
            case INFO -> "INFO";
        };
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
