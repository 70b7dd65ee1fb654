package io.plimsoll.evaluation.diff;

import io.plimsoll.evaluation.PolicyBundle;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A copy of a bundle with edits as an author makes them. Every edit MUST find its place exactly once. */
public final class EditedBundle {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private EditedBundle() {}

    public static EditedBundle of(PolicyBundle bundle) {
        EditedBundle edited = new EditedBundle();
        bundle.paths().forEach(path -> edited.files.put(path, bundle.file(path)));
        return edited;
    }

    public static EditedBundle empty() {
        return new EditedBundle();
    }

    public EditedBundle file(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public EditedBundle without(String path) {
        files.remove(path);
        return this;
    }

    public EditedBundle replace(String path, String from, String to) {
        String text = text(path);
        int at = text.indexOf(from);
        if (at < 0 || text.indexOf(from, at + 1) >= 0) {
            throw new IllegalArgumentException("not exactly once in " + path + ": " + from);
        }
        return file(path, text.replace(from, to));
    }

    public EditedBundle replaceAll(String path, String from, String to) {
        String text = text(path);
        if (!text.contains(from)) {
            throw new IllegalArgumentException("not in " + path + ": " + from);
        }
        return file(path, text.replace(from, to));
    }

    /** The element with this id, from its first character to its last. */
    public String element(String path, String tag, String id) {
        String text = text(path);
        int start = text.indexOf("<" + tag + " id=\"" + id + "\"");
        if (start < 0) {
            throw new IllegalArgumentException("no " + id + " in " + path);
        }
        int end = text.indexOf("</" + tag + ">", start);
        return text.substring(start, end + tag.length() + 3);
    }

    /** Changes something inside of the element with this id. */
    public EditedBundle replaceIn(String path, String tag, String id, String from, String to) {
        String element = element(path, tag, id);
        int at = element.indexOf(from);
        if (at < 0 || element.indexOf(from, at + 1) >= 0) {
            throw new IllegalArgumentException("not exactly once in " + id + ": " + from);
        }
        return replace(path, element, element.replace(from, to));
    }

    public EditedBundle swap(String path, String one, String other) {
        return replace(path, one, "@@").replace(path, other, one).replace(path, "@@", other);
    }

    public String text(String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    public PolicyBundle bundle() {
        return new PolicyBundle(files);
    }
}
