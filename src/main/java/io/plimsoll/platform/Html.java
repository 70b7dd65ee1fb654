package io.plimsoll.platform;

/** Writes texts of anybody into HTML. */
public final class Html {
    /** For pages that stand alone: nothing to load, nothing to run, nothing to send. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'; sandbox";

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
