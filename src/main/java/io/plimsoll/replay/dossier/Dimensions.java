package io.plimsoll.replay.dossier;

import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Situation;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which facts figures are told apart, besides channel, request and queue.
 *
 * @param segments paths of facts, for example {@code tier}
 * @param fairness paths of facts whose values are held against each other, and why
 */
public record Dimensions(List<String> segments, Map<String, String> fairness) {
    /** Characters of a value; what is longer is cut, so that nobody can fill the memory with it. */
    static final int MAX_LENGTH = 100;

    public Dimensions {
        segments = List.copyOf(segments);
        fairness = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fairness));
    }

    /** What a policy declares. */
    public static Dimensions of(Manifest manifest) {
        Map<String, String> fairness = new LinkedHashMap<>();
        manifest.dossier().fairness().forEach(audited -> fairness.put(audited.fact(), audited.why()));
        return new Dimensions(manifest.dossier().segments(), fairness);
    }

    /** What either declares: a new version MUST NOT get rid of an audit by leaving it out. */
    public Dimensions and(Dimensions other) {
        Set<String> all = new LinkedHashSet<>(segments);
        all.addAll(other.segments);
        Map<String, String> audited = new LinkedHashMap<>(fairness);
        other.fairness.forEach(audited::putIfAbsent);
        return new Dimensions(new ArrayList<>(all), audited);
    }

    /** The value of a fact as a name of a group; empty when the fact is not there or makes no groups. */
    static String value(Situation situation, String fact) {
        Object found = situation.submission().facts();
        for (String step : fact.split("\\.", -1)) {
            found = found instanceof Map<?, ?> ? Tree.asObject(found).get(step) : null;
        }
        if (found instanceof BigDecimal number) {
            return CanonicalJson.number(number);
        }
        return found instanceof String || found instanceof Boolean ? cut(found.toString()) : "";
    }

    static String cut(String text) {
        String plain = text.strip();
        return plain.length() <= MAX_LENGTH ? plain : plain.substring(0, MAX_LENGTH) + "…";
    }

    Map<String, @Nullable Object> tree() {
        return Tree.object()
                .put("segments", segments)
                .put(
                        "fairness",
                        fairness.entrySet().stream()
                                .map(audited -> List.of(audited.getKey(), audited.getValue()))
                                .toList())
                .build();
    }

    static Dimensions read(Map<String, @Nullable Object> tree) {
        Map<String, String> fairness = new LinkedHashMap<>();
        Tree.asList(tree.get("fairness")).forEach(pair -> {
            List<@Nullable Object> audited = Tree.asList(pair);
            fairness.put(text(audited.get(0)), text(audited.get(1)));
        });
        return new Dimensions(
                Tree.asList(tree.get("segments")).stream().map(Dimensions::text).toList(), fairness);
    }

    private static String text(@Nullable Object tree) {
        return (String) Objects.requireNonNull(tree);
    }
}
