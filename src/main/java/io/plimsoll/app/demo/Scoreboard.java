package io.plimsoll.app.demo;

import io.plimsoll.app.demo.Play.Heard;
import io.plimsoll.evaluation.SignalId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was answered to the stories of a play against what they call for. The unit is the story: a response is found
 * when at least one of its verdicts grants it, or would have but for a cap. A reach-out, a coupon or an alert that is
 * granted twice in a story is unexpected the second time. Safe for many threads.
 */
final class Scoreboard {
    private final Map<String, Observed> observed = new TreeMap<>();
    private final Set<SignalId> answered = new HashSet<>();

    Scoreboard(List<Story> stories) {
        stories.forEach(story -> observed.put(story.name(), new Observed(story.pattern())));
    }

    /** A message that comes twice is answered twice with one verdict, which counts once: false the second time. */
    synchronized boolean answered(Heard heard, Map<String, @Nullable Object> verdict) {
        if (!answered.add(heard.message().id())) {
            return false;
        }
        Observed seen = Objects.requireNonNull(observed.get(heard.story().name()));
        seen.found.addAll(Response.cappedBy(verdict));
        for (Response response : Response.grantedBy(verdict)) {
            seen.found.add(response);
            seen.granted.merge(response, 1, Integer::sum);
        }
        return true;
    }

    /** The figures of one pattern. */
    synchronized Figures figures(Pattern pattern) {
        return observed.values().stream()
                .filter(each -> each.pattern == pattern)
                .map(Observed::figures)
                .reduce(Figures.NONE, Figures::plus);
    }

    /** The figures of one response over all stories. */
    synchronized Figures figures(Response response) {
        return observed.values().stream().map(each -> each.figures(response)).reduce(Figures.NONE, Figures::plus);
    }

    synchronized Figures figures() {
        return observed.values().stream().map(Observed::figures).reduce(Figures.NONE, Figures::plus);
    }

    /** One line for each pattern, one for each response, one for all. */
    synchronized String table() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-25s %-9s %7s %8s %5s %6s %10s %6s %9s",
                "pattern",
                "calls for",
                "stories",
                "expected",
                "found",
                "missed",
                "unexpected",
                "recall",
                "precision"));
        for (Pattern pattern : Pattern.values()) {
            lines.add(line(
                    pattern.words(), pattern.expected().map(Response::words).orElse("nothing"), figures(pattern)));
        }
        for (Response response : Response.values()) {
            lines.add(line("all", response.words(), figures(response)));
        }
        lines.add(line("all", "all", figures()));
        return String.join("\n", lines);
    }

    private static String line(String name, String expected, Figures figures) {
        return String.format(
                Locale.ROOT,
                "%-25s %-9s %7d %8d %5d %6d %10d %6s %9s",
                name,
                expected,
                figures.stories(),
                figures.expected(),
                figures.found(),
                figures.expected() - figures.found(),
                figures.unexpected(),
                figures.recall(),
                figures.precision());
    }

    /**
     * @param expected responses that were called for
     * @param found those of them that were given
     * @param unexpected given and not called for
     */
    record Figures(int stories, int expected, int found, int unexpected) {
        static final Figures NONE = new Figures(0, 0, 0, 0);

        Figures plus(Figures other) {
            return new Figures(
                    stories + other.stories,
                    expected + other.expected,
                    found + other.found,
                    unexpected + other.unexpected);
        }

        /** With three decimals; a dash where nothing was expected. */
        String recall() {
            return share(found, expected);
        }

        /** With three decimals; a dash where nothing was given. */
        String precision() {
            return share(found, found + unexpected);
        }

        private static String share(int part, int whole) {
            return whole == 0 ? "-" : String.format(Locale.ROOT, "%.3f", (double) part / whole);
        }
    }

    /** What one story got. */
    private static final class Observed {
        private final Pattern pattern;
        private final Set<Response> found = EnumSet.noneOf(Response.class);
        private final Map<Response, Integer> granted = new EnumMap<>(Response.class);

        Observed(Pattern pattern) {
            this.pattern = pattern;
        }

        Figures figures() {
            Figures all = new Figures(1, 0, 0, 0);
            for (Response response : Response.values()) {
                Figures one = figures(response);
                all = all.plus(new Figures(0, one.expected, one.found, one.unexpected));
            }
            return all;
        }

        Figures figures(Response response) {
            boolean called = pattern.expected().filter(response::equals).isPresent();
            boolean given = found.contains(response);
            int again = response == Response.PERSON ? 0 : Math.max(0, granted.getOrDefault(response, 0) - 1);
            return new Figures(1, called ? 1 : 0, called && given ? 1 : 0, (given && !called ? 1 : 0) + again);
        }
    }
}
