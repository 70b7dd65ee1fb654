package io.plimsoll.evaluation;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The 29 subflows of the apparel guidelines once more, written from their text alone and in another manner than the tables:
 * it knows only what they say of a case of which everything is known. Where something is not known, it tries everything
 * that it could be: what holds for all of it is the answer, and else a person decides.
 */
final class ApparelOracle {
    private static final List<Object> DAYS =
            numbers("0", "1", "2", "7", "8", "30", "31", "90", "91", "180", "181", "999");
    private static final List<Object> AMOUNTS = numbers("1", "9.99", "10", "500");
    private static final List<Object> FLAGS = List.of(true, false);
    /** What a fact may be when nobody knows it. */
    private static final Map<String, List<Object>> POSSIBLE = Map.ofEntries(
            Map.entry("membership", List.of("gold", "silver", "bronze", "guest")),
            Map.entry("shipping_status", List.of("order received", "in transit", "out for delivery", "delivered")),
            Map.entry("refund_target", List.of("gift card", "add value", "paper check", "credit card")),
            Map.entry("days_since_purchase", DAYS),
            Map.entry("days_waited", DAYS),
            Map.entry("days_late", DAYS),
            Map.entry("previous_refund", AMOUNTS),
            Map.entry("new_item_price", AMOUNTS),
            Map.entry("fee", AMOUNTS),
            Map.entry("item_price", AMOUNTS),
            Map.entry("shipping_fee", AMOUNTS),
            Map.entry("amount_wrong", AMOUNTS));

    private ApparelOracle() {}

    /**
     * What comes out.
     *
     * @param outcome ACT, DISMISS, MANAGER for what the guidelines leave to the manager, PERSON for what cannot be decided
     * @param way what is done then, as far as the guidelines tell cases with the same outcome apart
     * @param ceiling in USD; null for none, and for one that somebody else knows
     * @param customerPays in USD; null where nothing is said of it
     */
    record Answer(
            String outcome,
            String way,
            @Nullable BigDecimal ceiling,
            @Nullable BigDecimal customerPays) {
        Answer {
            ceiling = plain(ceiling);
            customerPays = plain(customerPays);
        }

        private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
            return number == null
                    ? null
                    : new BigDecimal(number.stripTrailingZeros().toPlainString());
        }

        static final Answer PERSON = new Answer("PERSON", "", null, null);
        static final Answer MANAGER = new Answer("MANAGER", "", null, null);
        static final Answer DENIED = new Answer("DISMISS", "", null, null);
        static final Answer WAIT = new Answer("DISMISS", "wait", null, null);

        static Answer may(String way) {
            return new Answer("ACT", way, null, null);
        }

        static Answer pay(String way, BigDecimal amount) {
            return new Answer("ACT", way, amount, null);
        }

        static Answer mayIf(boolean may) {
            return may ? may("") : DENIED;
        }
    }

    /** A case of which everything is known that it asks for; it is told what else it needs to know. */
    private static final class World {
        private final Map<String, @Nullable Object> facts;
        private @Nullable String open;

        World(Map<String, @Nullable Object> facts) {
            this.facts = facts;
        }

        Object fact(String name) {
            Object value = facts.get(name);
            if (value == null) {
                open = name;
                throw new NotKnown();
            }
            return value;
        }

        boolean member(String... levels) {
            return List.of(levels).contains(fact("membership"));
        }

        boolean holds(String name) {
            return Boolean.TRUE.equals(fact(name));
        }

        BigDecimal number(String name) {
            return (BigDecimal) fact(name);
        }

        boolean within(String name, int days) {
            return number(name).compareTo(BigDecimal.valueOf(days)) <= 0;
        }

        boolean received() {
            return fact("shipping_status").equals("order received");
        }

        @Nullable Object orNull(String name) {
            return facts.get(name);
        }
    }

    private static final class NotKnown extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static Answer answer(String subflow, Map<String, @Nullable Object> facts) {
        Set<Answer> answers = new HashSet<>();
        collect(subflow, facts, answers);
        return answers.size() == 1 ? answers.iterator().next() : Answer.PERSON;
    }

    private static void collect(String subflow, Map<String, @Nullable Object> facts, Set<Answer> answers) {
        World world = new World(facts);
        try {
            answers.add(decide(subflow, world));
        } catch (NotKnown e) {
            String open = Objects.requireNonNull(world.open);
            for (Object value : POSSIBLE.getOrDefault(open, FLAGS)) {
                Map<String, @Nullable Object> more = new HashMap<>(facts);
                more.put(open, value);
                collect(subflow, more, answers);
            }
        }
    }

    private static Answer decide(String subflow, World world) {
        return switch (subflow) {
            case "return_stain", "return_color", "return_size" -> returns(world);
            case "refund_initiate" -> refund(world);
            case "refund_update" ->
                Answer.pay("", world.number("previous_refund").add(world.number("new_item_price")));
            case "refund_status" -> "status".equals(world.orNull("dislikes")) ? Answer.MANAGER : Answer.may("");
            case "status_service_added" ->
                world.holds("oracle_customer_right") ? Answer.pay("", new BigDecimal(40)) : Answer.DENIED;
            case "status_service_removed" -> Answer.mayIf(world.holds("oracle_customer_right"));
            case "status_credit_missing" ->
                world.holds("oracle_credit_missing") ? Answer.pay("", named(world, 40)) : Answer.DENIED;
            case "promo_code_invalid", "promo_code_out_of_date" ->
                Answer.mayIf(world.holds("oracle_customer_right") || !world.member("guest"));
            case "mistimed_billing_already_returned" ->
                Answer.mayIf(!world.within("days_waited", 7) || world.member("gold"));
            case "mistimed_billing_never_bought" ->
                Answer.mayIf(world.holds("oracle_customer_right") || world.member("gold"));
            case "bad_price_competitor", "bad_price_yesterday", "out_of_stock_general", "out_of_stock_one_item" ->
                Answer.mayIf(world.holds("still_unhappy"));
            case "status" -> Answer.mayIf(!world.holds("oracle_order_as_expected"));
            case "missing" -> world.within("days_waited", 7) ? Answer.WAIT : Answer.may("");
            case "manage_extension" -> extension(world);
            case "manage_dispute_bill" -> dispute(world);
            default -> order(subflow, world);
        };
    }

    /** Chapter "Order Issue", and the cost of shipping. */
    private static Answer order(String subflow, World world) {
        return switch (subflow) {
            case "status_mystery_fee" ->
                world.holds("oracle_company_error") || world.member("gold", "silver")
                        ? Answer.pay("", world.number("fee"))
                        : Answer.DENIED;
            case "status_payment_method" ->
                world.received() || world.fact("shipping_status").equals("in transit") ? Answer.may("") : Answer.WAIT;
            case "status_quantity" -> {
                if (!world.holds("oracle_email_right")) {
                    yield Answer.DENIED;
                }
                yield world.received() ? Answer.pay("", world.number("item_price")) : Answer.WAIT;
            }
            case "manage_upgrade" -> {
                if (!world.received()) {
                    yield Answer.DENIED;
                }
                yield new Answer("ACT", "", null, new BigDecimal(world.member("gold") ? 0 : 20));
            }
            case "manage_downgrade" -> {
                if (world.received()) {
                    yield Answer.may("next week");
                }
                yield world.member("guest") ? Answer.DENIED : Answer.pay("", world.number("shipping_fee"));
            }
            case "manage_create" -> {
                if (world.received()) {
                    yield Answer.may("same order");
                }
                yield world.member("gold", "silver") ? Answer.may("another order") : Answer.DENIED;
            }
            case "manage_cancel" -> {
                if (world.received()) {
                    yield Answer.pay("off the order", world.number("item_price"));
                }
                yield world.member("guest") ? Answer.WAIT : Answer.pay("comes back", world.number("item_price"));
            }
            case "cost" ->
                world.received() || world.fact("shipping_status").equals("in transit")
                        ? Answer.may("waive")
                        : Answer.pay("", new BigDecimal(8));
            default -> throw new IllegalArgumentException(subflow);
        };
    }

    /** "Confirm their order can be returned, by checking their membership level": never without knowing it. */
    private static Answer returns(World world) {
        if (world.orNull("membership") == null) {
            return Answer.PERSON;
        }
        if (world.member("gold")) {
            return Answer.may("");
        }
        int days = world.member("silver") ? 180 : world.member("bronze") ? 90 : 30;
        return Answer.mayIf(world.within("days_since_purchase", days)
                || world.holds("has_receipt")
                || (!world.member("guest") && world.holds("original_packaging")));
    }

    private static Answer refund(World world) {
        boolean mailed = List.of("gift card", "paper check").contains(world.fact("refund_target"));
        return Answer.pay(mailed ? "mailed" : "booked", named(world, 50));
    }

    private static BigDecimal named(World world, int usual) {
        Object named = world.orNull("amount_named");
        return named == null ? new BigDecimal(usual) : (BigDecimal) named;
    }

    private static Answer extension(World world) {
        boolean extended = world.member("gold") || (world.member("silver") && world.within("days_late", 1));
        return extended ? Answer.may("") : Answer.MANAGER;
    }

    /** "Whether or not they get a refund depends on the membership level": never without knowing it. */
    private static Answer dispute(World world) {
        if (Boolean.FALSE.equals(world.orNull("already_paid"))) {
            return Answer.DENIED;
        }
        if (world.orNull("membership") == null) {
            return Answer.PERSON;
        }
        boolean refunded = world.member("gold")
                || (world.member("silver") && world.number("amount_wrong").compareTo(BigDecimal.TEN) < 0)
                || (world.member("bronze", "guest") && world.holds("oracle_yes"));
        return refunded && world.holds("already_paid") ? Answer.pay("", world.number("amount_wrong")) : Answer.DENIED;
    }

    private static List<Object> numbers(String... numbers) {
        return Arrays.stream(numbers).<Object>map(BigDecimal::new).toList();
    }
}
