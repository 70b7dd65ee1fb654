package io.plimsoll.evaluation.lint;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.feel.runtime.events.FEELEvent;
import org.kie.dmn.core.compiler.profiles.ExtendedDMNProfile;
import org.kie.dmn.feel.FEEL;
import org.kie.dmn.feel.codegen.feel11.ProcessedExpression;
import org.kie.dmn.feel.codegen.feel11.ProcessedUnaryTest;
import org.kie.dmn.feel.lang.CompilerContext;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.runtime.events.UnknownVariableErrorEvent;

/**
 * A text of FEEL as the engine understands it.
 *
 * @param tree null when it is not FEEL
 * @param error what the parser says then; null for nothing
 */
record Parsed(@Nullable ASTNode tree, @Nullable String error) {
    private static final FEEL FEEL = FEELBuilder.builder()
            .withProfiles(List.of(new ExtendedDMNProfile()))
            .build();

    /** Parses an expression; nothing is evaluated. */
    static Parsed expression(String text, Scope scope) {
        return parse(text, scope, context -> {
            ProcessedExpression expression = FEEL.processExpression(text, context);
            return expression.getInterpreted().getASTNode();
        });
    }

    /** Parses the text of an input cell, or of allowed values. */
    static Parsed tests(String text, Scope scope) {
        return parse(text, scope, context -> {
            ProcessedUnaryTest tests = (ProcessedUnaryTest) FEEL.processUnaryTests(text, context);
            return tests.getInterpreted().getASTNode();
        });
    }

    private interface Parser {
        ASTNode parse(CompilerContext context);
    }

    private static Parsed parse(String text, Scope scope, Parser parser) {
        if (FeelGuard.refusal(text) != null) {
            return new Parsed(null, null);
        }
        List<FEELEvent> events = new ArrayList<>();
        CompilerContext context = FEEL.newCompilerContext();
        scope.types().forEach(context::addInputVariableType);
        context.getListeners().add(events::add);
        try {
            ASTNode tree = parser.parse(context);
            return events.stream()
                    .filter(event -> event.getSeverity() == FEELEvent.Severity.ERROR)
                    // Names are looked at later, and better.
                    .filter(event -> !(event instanceof UnknownVariableErrorEvent))
                    .findFirst()
                    .map(event -> new Parsed(null, event.getMessage()))
                    .orElseGet(() -> new Parsed(tree, null));
        } catch (RuntimeException | StackOverflowError e) {
            return new Parsed(null, "the engine cannot read it");
        }
    }
}
