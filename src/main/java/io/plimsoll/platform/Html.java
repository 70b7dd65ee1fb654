package io.plimsoll.platform;

/** Writes texts of anybody into HTML. */
public final class Html {
    private Html() {}

    /** The text for any place between tags or between quotes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
