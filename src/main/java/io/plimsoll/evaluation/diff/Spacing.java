package io.plimsoll.evaluation.diff;

/** Brings texts that differ in white space alone to one form, without touching what white space can mean. */
final class Spacing {
    private static final String BRACKETS = "()[]{},";
    private static final String COMPARISONS = "<>=!";

    private Spacing() {}

    /**
     * The text, which may be FEEL, with single spaces: none at its ends, beside brackets and commas, or between a
     * comparison and its operand. Texts between double quotes stay as they are, and so does everything with a comment in it,
     * because there the end of a line means something.
     */
    static String plain(String text) {
        String stripped = text.strip().replace("\r\n", "\n");
        if (stripped.contains("//") || stripped.contains("/*")) {
            return stripped;
        }
        StringBuilder out = new StringBuilder(stripped.length());
        boolean quoted = false;
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            if (quoted || !Character.isWhitespace(c)) {
                out.append(c);
                if (quoted && c == '\\' && i + 1 < stripped.length()) {
                    out.append(stripped.charAt(++i));
                } else if (c == '"') {
                    quoted = !quoted;
                }
                continue;
            }
            int next = i;
            while (Character.isWhitespace(stripped.charAt(next))) {
                next++;
            }
            if (!isIdle(stripped.charAt(i - 1), stripped.charAt(next))) {
                out.append(' ');
            }
            i = next - 1;
        }
        return out.toString();
    }

    /** Whether white space between these two characters says nothing. */
    private static boolean isIdle(char left, char right) {
        return BRACKETS.indexOf(left) >= 0
                || BRACKETS.indexOf(right) >= 0
                || COMPARISONS.indexOf(left) >= 0 != COMPARISONS.indexOf(right) >= 0;
    }
}
