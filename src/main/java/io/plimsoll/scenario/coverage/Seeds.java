package io.plimsoll.scenario.coverage;

import io.plimsoll.evaluation.Explanation.Result;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.Sighting;
import io.plimsoll.evaluation.Sighting.RuleName;
import io.plimsoll.evaluation.SurveyedTable;
import io.plimsoll.platform.Document;
import io.plimsoll.scenario.Entry;
import io.plimsoll.scenario.Place;
import io.plimsoll.scenario.Scenario;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What scenarios sent and what each table saw of it, so that new cases begin near to where they want to come. */
public final class Seeds {
    /** Decisions at which a table saw the same are alike; so many that differ are kept. */
    private static final int MOST = 200;

    private static final int STARTS = 3;

    private static final Place NOWHERE = new Place(new Document(null, Map.of()), "", "");

    private final Map<SurveyedTable.Name, Map<List<List<Result>>, Seed>> byTable = new HashMap<>();
    private final Map<RuleName, List<Candidate>> byRule = new HashMap<>();
    private final List<Candidate> any = new ArrayList<>();

    /** A signal that was sent, and what a table saw. */
    record Seed(Candidate candidate, Sighting.Table sight) {}

    /**
     * Takes note of a decision; those of storms and behind controls tell too long a story, and of an exported one it is not
     * the timeline that says what was known.
     */
    public void add(Scenario scenario, Entry entry, Sighting sighting) {
        if (!(entry instanceof Entry.Moment moment) || moment.known() != null) {
            return;
        }
        List<Entry.Moment> before = new ArrayList<>();
        for (Entry earlier : scenario.timeline()) {
            if (earlier == entry) {
                add(new Candidate(scenario.source(), before, moment.body(), at(moment)), sighting);
                return;
            }
            if (!(earlier instanceof Entry.Moment told) || told.known() != null) {
                return;
            }
            before.add(told);
        }
    }

    private void add(Candidate candidate, Sighting sighting) {
        if (any.size() < MOST) {
            any.add(candidate);
        }
        for (RuleName rule : sighting.fired()) {
            List<Candidate> known = byRule.computeIfAbsent(rule, name -> new ArrayList<>());
            if (known.size() < STARTS) {
                known.add(candidate);
            }
        }
        for (Sighting.Table table : sighting.tables()) {
            Map<List<List<Result>>, Seed> known = byTable.computeIfAbsent(table.name(), name -> new LinkedHashMap<>());
            Seed alike = known.get(table.truths());
            boolean shorter = alike != null
                    && candidate.before().size() < alike.candidate().before().size();
            if (!table.refused() && (shorter || (alike == null && known.size() < MOST))) {
                known.put(table.truths(), new Seed(candidate, table));
            }
        }
    }

    /** What was sent as an entry of a timeline that expects nothing. */
    static Entry.Moment moment(Candidate candidate) {
        return new Entry.Moment(candidate.at(), candidate.body(), null, Map.of(), false, NOWHERE);
    }

    static Instant at(Entry.Moment moment) {
        Instant at = moment.at();
        return at == null
                ? OffsetDateTime.parse(String.valueOf(Bodies.at(moment.body(), Candidate.OCCURRED)))
                        .toInstant()
                : at;
    }

    /** With what a search begins: what came nearest, or anything where the table was never asked. */
    public List<Candidate> nearest(Wanted wanted) {
        List<Candidate> nearest = byTable.getOrDefault(wanted.table().name(), Map.of()).values().stream()
                .sorted(Comparator.comparingLong((Seed seed) -> wanted.distance(seed.sight()))
                        .thenComparing(seed -> seed.candidate().before().size()))
                .limit(STARTS)
                .map(Seed::candidate)
                .toList();
        return nearest.isEmpty() ? any.stream().limit(STARTS).toList() : nearest;
    }

    /** With what a search begins that concerns a rule: decisions in which it fired, or anything where it never did. */
    public List<Candidate> ofRule(Manifest.Kind kind, String file, String rule) {
        List<Candidate> fired = byRule.getOrDefault(new RuleName(kind, file, rule), List.of());
        return (fired.isEmpty() ? any : fired).stream().limit(STARTS).toList();
    }

    /** Some of all that was sent. */
    List<Candidate> any() {
        return any;
    }
}
