package io.plimsoll.replay.dossier;

import java.util.List;

/** A name of one or more parts, in alphabetical order part by part. */
record Key(List<String> parts) implements Comparable<Key> {
    Key {
        parts = List.copyOf(parts);
    }

    static Key of(String... parts) {
        return new Key(List.of(parts));
    }

    String part(int index) {
        return parts.get(index);
    }

    @Override
    public int compareTo(Key other) {
        int shared = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < shared; i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }
}
