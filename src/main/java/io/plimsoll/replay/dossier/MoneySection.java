package io.plimsoll.replay.dossier;

import io.plimsoll.replay.dossier.Page.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much each version permits, wants approved and refuses, over all and by group. */
final class MoneySection {
    private static final List<String> DISPOSITIONS = List.of("permitted", "needsApproval", "refused");
    private static final String ABSENT = "(not stated)";
    private static final String OTHERS = "(others)";

    private final Fields root;
    private final Page page;

    MoneySection(Fields root, Page page) {
        this.root = root;
        this.page = page;
    }

    void write() {
        page.heading(2, "Money");
        if (root.objects("money").isEmpty()) {
            page.paragraph("No decision states an amount of money.");
        }
        page.table(
                "Amounts, all decisions",
                List.of(
                        Column.text("Currency"),
                        Column.text("What the policy says"),
                        Column.number("Actions, baseline"),
                        Column.number("Actions, candidate"),
                        Column.number("Amount, baseline"),
                        Column.number("Amount, candidate")),
                root.objects("money").stream().flatMap(MoneySection::amounts).toList());
        differences();
        actions();
        page.heading(2, "By group");
        root.objects("groups").forEach(this::group);
    }

    private static Stream<List<String>> amounts(Fields money) {
        return DISPOSITIONS.stream()
                .map(disposition -> List.of(
                        money.text("currency", OTHERS),
                        words(disposition),
                        Words.count(money.object("baseline").object(disposition).whole("actions")),
                        Words.count(
                                money.object("candidate").object(disposition).whole("actions")),
                        Words.amount(
                                money.object("baseline").object(disposition).number("amount")),
                        Words.amount(
                                money.object("candidate").object(disposition).number("amount"))));
    }

    private static String words(String disposition) {
        return disposition.equals("needsApproval") ? "needs approval" : disposition;
    }

    private void differences() {
        page.table(
                "What the candidate permits beyond the baseline, decision by decision",
                List.of(Column.text("Currency"), Column.number("Difference"), Column.number("Interval")),
                root.objects("money").stream()
                        .filter(money -> money.has("currency"))
                        .map(money -> List.of(
                                money.text("currency"),
                                Words.signed(money.object("difference").number("amount")),
                                interval(money.object("difference"))))
                        .toList());
    }

    private static String interval(Fields difference) {
        return difference.has("low")
                ? Words.signed(difference.number("low")) + " to " + Words.signed(difference.number("high"))
                : Words.NOTHING;
    }

    private void actions() {
        page.table(
                "What became of actions with an amount",
                List.of(
                        Column.text("Currency"),
                        Column.text("Under the baseline"),
                        Column.text("Under the candidate"),
                        Column.number("Actions"),
                        Column.number("Amount, baseline"),
                        Column.number("Amount, candidate")),
                root.objects("actions").stream()
                        .map(moved -> List.of(
                                moved.text("currency", OTHERS),
                                state(moved, "baseline"),
                                state(moved, "candidate"),
                                Words.count(moved.whole("actions")),
                                Words.amount(moved.number("baselineAmount")),
                                Words.amount(moved.number("candidateAmount"))))
                        .toList());
    }

    private static String state(Fields moved, String side) {
        String state = moved.text(side, Words.NOTHING);
        return state.equals(Moved.NONE) ? "not stated" : Words.constant(state);
    }

    private void group(Fields group) {
        boolean queue = group.text("by").equals(Group.Kind.QUEUE.name());
        String name = group.has("fact") ? group.text("fact") : Words.constant(group.text("by"));
        page.heading(3, "By " + name);
        List<Column> columns = new ArrayList<>(List.of(Column.text(Words.sentence(name)), Column.number("Decisions")));
        if (!queue) {
            columns.add(Column.number("Changed"));
        }
        columns.add(Column.number("Permitted"));
        if (!queue) {
            columns.add(Column.number("Difference"));
        }
        columns.addAll(List.of(Column.number("Needs approval"), Column.number("Refused")));
        page.table(
                "Decisions and amounts by " + name + ", baseline → candidate",
                columns,
                group.objects("values").stream()
                        .map(value -> queue ? queue(value) : row(value))
                        .toList());
    }

    private static List<String> row(Fields value) {
        return List.of(
                value.has("value") ? value.text("value", ABSENT) : OTHERS,
                Words.count(value.object("decisions").whole("baseline")),
                Words.count(value.whole("changed")),
                money(value, "permitted"),
                lines(value.objects("money").stream().map(MoneySection::difference)),
                money(value, "needsApproval"),
                money(value, "refused"));
    }

    /** A decision may go elsewhere under the candidate, so that nothing is paired. */
    private static List<String> queue(Fields value) {
        Fields decisions = value.object("decisions");
        return List.of(
                value.has("value") ? value.text("value", "(no queue)") : OTHERS,
                arrow(Words.count(decisions.whole("baseline")), Words.count(decisions.whole("candidate"))),
                money(value, "permitted"),
                money(value, "needsApproval"),
                money(value, "refused"));
    }

    /** A line for each currency in which there is anything. */
    private static String money(Fields value, String disposition) {
        return lines(value.objects("money").stream()
                .filter(money -> money.sides().stream()
                        .anyMatch(side -> side.object(disposition).whole("actions") > 0))
                .map(money -> arrow(
                                Words.amount(money.object("baseline")
                                        .object(disposition)
                                        .number("amount")),
                                Words.amount(money.object("candidate")
                                        .object(disposition)
                                        .number("amount")))
                        + " " + money.text("currency", OTHERS)));
    }

    private static String difference(Fields money) {
        if (!money.has("difference")) {
            return "";
        }
        Fields difference = money.object("difference");
        BigDecimal amount = difference.number("amount");
        return amount == null || amount.signum() == 0
                ? ""
                : Words.signed(amount) + " " + money.text("currency") + "\n(" + interval(difference) + ")";
    }

    private static String arrow(String before, String after) {
        return before.equals(after) ? before : before + " → " + after;
    }

    private static String lines(Stream<String> each) {
        String lines = each.filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
        return lines.isEmpty() ? Words.NOTHING : lines;
    }
}
