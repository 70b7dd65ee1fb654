package io.plimsoll.evaluation.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which item of one list is which of another, found step by step: what is paired once stays so. */
final class Matches<T> {
    private static final int NONE = -1;

    private final List<T> before;
    private final List<T> after;
    private final int[] partners;
    private final int[] origins;

    Matches(List<T> before, List<T> after) {
        this.before = before;
        this.after = after;
        this.partners = new int[before.size()];
        this.origins = new int[after.size()];
        Arrays.fill(partners, NONE);
        Arrays.fill(origins, NONE);
    }

    List<T> before() {
        return before;
    }

    List<T> after() {
        return after;
    }

    /** Pairs what is still alone and has the same key: of several, the first with the first. Null is no key. */
    Matches<T> by(Function<T, @Nullable Object> key) {
        Map<Object, Deque<Integer>> waiting = new HashMap<>();
        for (int i : alone(partners)) {
            Object at = key.apply(before.get(i));
            if (at != null) {
                waiting.computeIfAbsent(at, unused -> new ArrayDeque<>()).add(i);
            }
        }
        for (int j : alone(origins)) {
            Object at = key.apply(after.get(j));
            Deque<Integer> same = at == null ? null : waiting.get(at);
            if (same != null && !same.isEmpty()) {
                pair(same.remove(), j);
            }
        }
        return this;
    }

    /** Pairs what is still alone, the first with the first. */
    Matches<T> inOrder() {
        return by(item -> "");
    }

    /** Pairs two items unless one of them is paired already. */
    void pair(int one, int other) {
        if (partners[one] == NONE && origins[other] == NONE) {
            partners[one] = other;
            origins[other] = one;
        }
    }

    List<Integer> aloneBefore() {
        return alone(partners);
    }

    List<Integer> aloneAfter() {
        return alone(origins);
    }

    /** False also where there is no such item. */
    boolean isAloneBefore(int index) {
        return index < partners.length && partners[index] == NONE;
    }

    boolean isAloneAfter(int index) {
        return index < origins.length && origins[index] == NONE;
    }

    private static List<Integer> alone(int[] others) {
        List<Integer> alone = new ArrayList<>();
        for (int i = 0; i < others.length; i++) {
            if (others[i] == NONE) {
                alone.add(i);
            }
        }
        return alone;
    }

    /** All items by their indices, as they stand after; what is gone stands behind what it stood behind. */
    List<Sides<Integer>> indices() {
        List<Sides<Integer>> all = new ArrayList<>();
        int gone = gone(all, 0);
        for (int j = 0; j < origins.length; j++) {
            all.add(new Sides<>(origins[j] == NONE ? null : origins[j], j));
            if (origins[j] == gone && origins[j] != NONE) {
                gone = gone(all, gone + 1);
            }
        }
        for (int i = gone; i < partners.length; i++) {
            if (partners[i] == NONE) {
                all.add(new Sides<>(i, null));
            }
        }
        return all;
    }

    private int gone(List<Sides<Integer>> into, int from) {
        int i = from;
        while (i < partners.length && partners[i] == NONE) {
            into.add(new Sides<>(i++, null));
        }
        return i;
    }

    Sides<T> at(Sides<Integer> indices) {
        return new Sides<>(
                indices.before() == null ? null : before.get(indices.before()),
                indices.after() == null ? null : after.get(indices.after()));
    }

    /** The paired items in the order in which they stood, and stand. */
    Sides<List<T>> paired() {
        List<T> stood = new ArrayList<>();
        List<T> stand = new ArrayList<>();
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] != NONE) {
                stood.add(before.get(i));
            }
        }
        for (int j = 0; j < origins.length; j++) {
            if (origins[j] != NONE) {
                stand.add(after.get(j));
            }
        }
        return new Sides<>(stood, stand);
    }

    /**
     * The fewest items that have to be moved to get from one order to the other, by their later indices: all that are
     * paired but for a longest rising subsequence of their earlier indices.
     */
    Set<Integer> moved() {
        int[] ends = new int[origins.length];
        int[] previous = new int[origins.length];
        int length = 0;
        Set<Integer> moved = new HashSet<>();
        for (int j = 0; j < origins.length; j++) {
            if (origins[j] == NONE) {
                continue;
            }
            moved.add(j);
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) / 2;
                if (origins[ends[middle]] < origins[j]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[j] = low == 0 ? NONE : ends[low - 1];
            ends[low] = j;
            length = Math.max(length, low + 1);
        }
        for (int j = length == 0 ? NONE : ends[length - 1]; j != NONE; j = previous[j]) {
            moved.remove(j);
        }
        return moved;
    }
}
