package io.plimsoll.evaluation;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money.
 *
 * @param amount zero or more, exact
 * @param currency ISO 4217
 */
public record Money(BigDecimal amount, String currency) {
    static Money read(Map<String, @Nullable Object> tree) {
        return new Money(Trees.number(tree, "amount"), Trees.text(tree, "currency"));
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object().put("amount", amount).put("currency", currency).build();
    }
}
