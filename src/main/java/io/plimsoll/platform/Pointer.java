package io.plimsoll.platform;

/**
 * A place in a JSON document (RFC 6901), grown step by step while walking down.
 *
 * @param value the pointer as text; empty at the root
 */
public record Pointer(String value) {
    public static final Pointer ROOT = new Pointer("");

    public Pointer field(String name) {
        return new Pointer(value + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    public Pointer index(int index) {
        return new Pointer(value + "/" + index);
    }

    @Override
    public String toString() {
        return value;
    }
}
