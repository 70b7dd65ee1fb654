package io.plimsoll.scenario;

import io.plimsoll.evaluation.Contract;
import io.plimsoll.evaluation.Control;
import io.plimsoll.evaluation.ControlShape;
import io.plimsoll.evaluation.Disposition;
import io.plimsoll.evaluation.Outcome;
import io.plimsoll.evaluation.OverrideAnswer;
import io.plimsoll.evaluation.Verdict;
import io.plimsoll.platform.JsonSchema;
import io.plimsoll.platform.Shape;
import io.plimsoll.platform.Shape.Anything;
import io.plimsoll.platform.Shape.Field;
import io.plimsoll.platform.Shape.ListOf;
import io.plimsoll.platform.Shape.MapOf;
import io.plimsoll.platform.Shape.Numeric;
import io.plimsoll.platform.Shape.ObjectOf;
import io.plimsoll.platform.Shape.OneOf;
import io.plimsoll.platform.Shape.Temporal;
import io.plimsoll.platform.Shape.Text;
import io.plimsoll.platform.Shape.TextOr;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The form of scenario files, in the words in which the published schema explains it. */
public final class ScenarioShape {
    /** Signals of one storm, and customers from whom they come. */
    static final int MAX_STORM = 100_000;

    private static final Text NAME = new Text(1, 100, Set.of());
    private static final Text CODE = new Text(1, 100, Set.of());
    private static final Text PROSE = new Text(1, 2_000, Set.of());
    /** Leaves room for the numbers that make it an id of a signal. */
    private static final Text SCENARIO_ID = new Text(1, Contract.MAX_ID - 20, Set.of());

    private static final Temporal INSTANT = new Temporal(Temporal.Kind.INSTANT);
    private static final Temporal DURATION = new Temporal(Temporal.Kind.DURATION);
    private static final Numeric COUNT = between(0, MAX_STORM);
    private static final Numeric AT_LEAST_ONE = between(1, MAX_STORM);
    private static final Shape NAMES = new ListOf(NAME, 1, 100);
    private static final Shape CODES = new ListOf(CODE, 1, 100);
    private static final Shape FREE = new MapOf(new Anything(), 500, true);

    /** Stands where somebody still has to say what must come out. */
    static final String OPEN = "open";

    /** What is expected of one decision. */
    static final ObjectOf EXPECT = expect();

    private static final Shape EXPECT_OR_OPEN = new TextOr(new Text(1, OPEN.length(), Set.of(OPEN)), EXPECT);

    private static final ObjectOf EXPECT_TOTALS = expectTotals();
    /** A whole YAML file. */
    static final ObjectOf FILE = file();

    /** A line of a JSON Lines file. */
    static final ObjectOf LINE = new ObjectOf(fields(
            Map.entry("id", Field.required(PROSE)),
            Map.entry("note", Field.required(PROSE)),
            Map.entry("signal", Field.required(new Anything())),
            Map.entry("request", Field.optional(new Anything())),
            Map.entry("facts", Field.optional(new Anything())),
            Map.entry("expect", Field.required(EXPECT_OR_OPEN))));

    private ScenarioShape() {}

    /** The form of a YAML file as a JSON Schema, for editors and other programs. */
    public static Map<String, @Nullable Object> schema() {
        return JsonSchema.of(FILE, "urn:plimsoll:schema:scenario:1", "Plimsoll scenarios");
    }

    private static ObjectOf file() {
        return new ObjectOf(fields(
                Map.entry("plimsoll", Field.required(between(1, 1)).described("The version of this format, always 1.")),
                Map.entry("domain", Field.required(NAME).described("The domain whose policy is tried.")),
                Map.entry("scenarios", Field.required(new ListOf(scenario(), 1, 1_000)))));
    }

    private static ObjectOf scenario() {
        Map<String, Field> defaults = signal(Set.of("id", "occurredAt"));
        return new ObjectOf(fields(
                Map.entry("id", Field.required(SCENARIO_ID).described("Unique in the file; reports name it.")),
                Map.entry("note", Field.required(PROSE).described("What the scenario shows, in business words.")),
                Map.entry(
                        "source",
                        Field.filled(NAME).described("The client that sends the signals; scenario when left out.")),
                Map.entry(
                        "facts",
                        Field.filled(FREE).described("Given for every entry; an entry's own facts are put over them.")),
                Map.entry(
                        "signal",
                        Field.filled(new ObjectOf(defaults))
                                .described("Given for every signal; an entry's own fields are put over them.")),
                Map.entry(
                        "timeline",
                        Field.required(new ListOf(entry(), 1, 1_000))
                                .described("What the service hears, in the order in which it hears it."))));
    }

    private static Shape entry() {
        Map<String, ObjectOf> forms = new LinkedHashMap<>();
        forms.put(
                "at",
                new ObjectOf(fields(
                        Map.entry(
                                "at",
                                Field.required(INSTANT)
                                        .described("The service's instant, never before that of the entry above.")),
                        Map.entry("signal", sent(signal(Set.of()))),
                        Map.entry("request", request()),
                        Map.entry("facts", facts()),
                        Map.entry("known", known()),
                        Map.entry(
                                "expect",
                                Field.filled(EXPECT_OR_OPEN)
                                        .described("What must come out; open while nobody has said it.")))));
        forms.put(
                "from",
                new ObjectOf(fields(
                        Map.entry(
                                "from",
                                Field.required(INSTANT).described("The service's instant of the first signal.")),
                        Map.entry("every", Field.required(DURATION).described("From one signal to the next.")),
                        Map.entry("times", Field.required(AT_LEAST_ONE).described("How many signals.")),
                        Map.entry(
                                "customers",
                                Field.filled(AT_LEAST_ONE)
                                        .described("From how many customers, in turn; their names get a number.")),
                        Map.entry("signal", sent(signal(Set.of("id")))),
                        Map.entry("request", request()),
                        Map.entry("facts", facts()),
                        Map.entry(
                                "expect",
                                Field.filled(EXPECT_TOTALS).described("What must come out, counted together.")))));
        forms.put(
                "control",
                new ObjectOf(fields(Map.entry(
                        "control",
                        Field.required(control()).described("What a person sets or lifts. Nothing is sent.")))));
        return new OneOf(forms);
    }

    private static Shape control() {
        Map<String, ObjectOf> forms = new LinkedHashMap<>();
        forms.put(
                MeasureReader.KILL,
                set(Control.Kind.KILL_SWITCH, MeasureReader.KILL, "Stops decisions, or one action."));
        forms.put(
                MeasureReader.HOLD, set(Control.Kind.HOLD, MeasureReader.HOLD, "Lets nothing be done automatically."));
        Map<String, Field> override =
                new LinkedHashMap<>(set(Control.Kind.OVERRIDE, MeasureReader.OVERRIDE, "Whom the answer is for.")
                        .fields());
        override.put(
                "answer", Field.required(OverrideAnswer.shape()).described("What is answered instead of the policy."));
        forms.put(MeasureReader.OVERRIDE, new ObjectOf(override));
        forms.put(
                MeasureReader.LIFT,
                new ObjectOf(fields(
                        Map.entry(MeasureReader.LIFT, Field.required(PROSE).described("The id of a control.")),
                        Map.entry("at", controlled()))));
        return new OneOf(forms);
    }

    private static ObjectOf set(Control.Kind kind, String name, String description) {
        return new ObjectOf(fields(
                Map.entry(name, Field.required(ControlShape.scope(kind, false)).described(description)),
                Map.entry("at", controlled()),
                Map.entry("id", Field.filled(NAME).described("By which it is lifted.")),
                Map.entry("reason", Field.filled(PROSE).described("Why, in the words of whoever sets it.")),
                Map.entry("until", Field.filled(INSTANT).described("When it ends by itself."))));
    }

    private static Field controlled() {
        return Field.required(INSTANT).described("The service's instant, never before that of the entry above.");
    }

    private static Field sent(Map<String, Field> fields) {
        return Field.filled(new ObjectOf(fields)).described("What was heard.");
    }

    private static Field request() {
        return Field.filled(new ObjectOf(
                        fields(Map.entry("type", Field.required(NAME)), Map.entry("arguments", Field.filled(FREE)))))
                .described("What somebody wants to do about it.");
    }

    private static Field known() {
        return Field.filled(new ObjectOf(fields(
                        Map.entry("background", Field.optional(new Anything())),
                        Map.entry("controls", Field.optional(new Anything())))))
                .described("What the service knew, as it was exported; without it, what the timeline says.");
    }

    private static Field facts() {
        return Field.filled(FREE).described("What the client's systems know. A fact that is null is not given.");
    }

    /** The fields of a signal as a call has them, all of them optional. */
    private static Map<String, Field> signal(Set<String> without) {
        Map<String, Field> fields = new LinkedHashMap<>();
        Contract.signal().fields().forEach((name, field) -> {
            if (!without.contains(name)) {
                Field optional = Field.optional(field.shape());
                fields.put(name, field.description() == null ? optional : optional.described(field.description()));
            }
        });
        return fields;
    }

    private static ObjectOf expect() {
        return new ObjectOf(fields(
                Map.entry("outcome", Field.filled(constants(Outcome.values())).described("The outcome.")),
                Map.entry(
                        "severity",
                        Field.filled(between(Verdict.LEAST_SEVERITY, Verdict.MOST_SEVERITY))
                                .described("1, the least, to 5, the most.")),
                Map.entry("reasons", Field.filled(CODES).described("Codes that are among those given.")),
                Map.entry(
                        "intents",
                        Field.filled(new ListOf(intent(), 0, 100))
                                .described("All intents, in the order of the verdict; [] for none.")),
                Map.entry(
                        "suppressed",
                        Field.filled(new ListOf(suppression(), 0, 100))
                                .described("All that was held back, in any order; [] for nothing.")),
                Map.entry(
                        "route",
                        Field.optional(route()).described("Where a person has to act; null when nobody has to.")),
                Map.entry("rows", Field.filled(NAMES).described("Ids of rows that are selected.")),
                Map.entry("notRows", Field.filled(NAMES).described("Ids of rows that are not selected.")),
                Map.entry("fired", Field.filled(NAMES).described("Names of rules that fire.")),
                Map.entry("notFired", Field.filled(NAMES).described("Names of rules that do not fire.")),
                Map.entry(
                        "features",
                        Field.filled(new MapOf(new Anything(), 100))
                                .described("Features by name, with the value that they have."))));
    }

    private static ObjectOf intent() {
        return new ObjectOf(fields(
                Map.entry("type", Field.filled(NAME)),
                Map.entry("disposition", Field.filled(constants(Disposition.values()))),
                Map.entry(
                        "ceiling",
                        Field.optional(new ObjectOf(fields(
                                        Map.entry("amount", Field.filled(new Numeric(BigDecimal.ZERO, null, false))),
                                        Map.entry("currency", Field.filled(new Text(3, 3, Set.of()))))))
                                .described("The most money that may go to the customer; null when none is stated.")),
                Map.entry("parameters", Field.filled(FREE)),
                Map.entry("approvers", Field.optional(NAME).described("Who may approve; null when nobody is asked.")),
                Map.entry("reasons", Field.filled(CODES))));
    }

    private static ObjectOf suppression() {
        return new ObjectOf(fields(
                Map.entry("what", Field.filled(NAME).described("The type of an intent, ESCALATE or ASK_APPROVAL.")),
                Map.entry("reason", Field.filled(CODE).described("The code of its reason."))));
    }

    private static ObjectOf route() {
        return new ObjectOf(fields(
                Map.entry("queue", Field.filled(NAME)),
                Map.entry("level", Field.filled(between(1, 10))),
                Map.entry("dueWithin", Field.filled(DURATION))));
    }

    private static ObjectOf expectTotals() {
        ObjectOf bounds = new ObjectOf(fields(
                Map.entry(Totals.AT_LEAST, Field.filled(COUNT)),
                Map.entry(Totals.AT_MOST, Field.filled(COUNT)),
                Map.entry(Totals.EXACTLY, Field.filled(COUNT))));
        Map<String, Field> fields = new LinkedHashMap<>();
        Totals.names().forEach(name -> fields.put(name, Field.filled(bounds)));
        return new ObjectOf(fields);
    }

    private static Numeric between(int least, int most) {
        return new Numeric(BigDecimal.valueOf(least), BigDecimal.valueOf(most), true);
    }

    private static Text constants(Enum<?>[] values) {
        return new Text(
                1, 40, Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    @SafeVarargs
    private static Map<String, Field> fields(Map.Entry<String, Field>... entries) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Field> entry : entries) {
            fields.put(entry.getKey(), entry.getValue());
        }
        return fields;
    }
}
