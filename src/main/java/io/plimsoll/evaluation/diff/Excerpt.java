package io.plimsoll.evaluation.diff;

/** Cuts long texts so that what differs can still be seen. */
final class Excerpt {
    private static final int MAX_LENGTH = 160;
    /** What is kept before and behind the difference. */
    private static final int CONTEXT = 30;

    private Excerpt() {}

    static String of(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 2) + " …";
    }

    /** The same window of both, around what differs. */
    static Sides<String> of(Sides<String> texts) {
        String one = texts.before();
        String other = texts.after();
        if (one == null || other == null || Math.max(one.length(), other.length()) <= MAX_LENGTH) {
            return texts;
        }
        int most = Math.min(one.length(), other.length());
        int start = 0;
        while (start < most && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < most - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        int from = Math.max(0, start - CONTEXT);
        int behind = Math.max(0, end - CONTEXT);
        return texts.map(text ->
                (from == 0 ? "" : "… ") + text.substring(from, text.length() - behind) + (behind == 0 ? "" : " …"));
    }
}
