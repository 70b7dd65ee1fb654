package io.plimsoll.replay.dossier;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of an object of a dossier. */
record Fields(Map<String, @Nullable Object> tree) {
    /** A name, or what stands for none. */
    String text(String name, String orElse) {
        Object value = tree.get(name);
        return value == null || value.toString().isEmpty() ? orElse : value.toString();
    }

    String text(String name) {
        return Sum.text(tree.get(name));
    }

    List<String> texts(String name) {
        return Sum.texts(Tree.asList(tree.get(name)));
    }

    long whole(String name) {
        return Sum.whole(tree.get(name));
    }

    boolean has(String name) {
        return tree.get(name) != null;
    }

    /** Also one that was too long for a number; null for none. */
    @Nullable BigDecimal number(String name) {
        Object value = tree.get(name);
        return value == null ? null : new BigDecimal(value.toString());
    }

    Fields object(String name) {
        return new Fields(Tree.asObject(tree.get(name)));
    }

    List<Fields> objects(String name) {
        return Tree.asList(tree.get(name)).stream()
                .map(each -> new Fields(Tree.asObject(each)))
                .toList();
    }

    /** Of the baseline, then of the candidate. */
    List<Fields> sides() {
        return List.of(object("baseline"), object("candidate"));
    }
}
