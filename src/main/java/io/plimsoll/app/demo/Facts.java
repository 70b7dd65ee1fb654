package io.plimsoll.app.demo;

import io.plimsoll.platform.Tree;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What the client's systems know of the customer, under the names of the manifest of {@code customer-recovery}. All of it
 * is made up.
 *
 * @param consent to be contacted unasked, by e-mail
 * @param delayHours null when no order is late
 */
record Facts(
        String tier,
        String timeZone,
        boolean consent,
        @Nullable Integer delayHours) {
    private static final List<String> TIERS =
            List.of("STANDARD", "STANDARD", "STANDARD", "STANDARD", "STANDARD", "SILVER", "SILVER", "GOLD", "PLATINUM");
    private static final List<String> ZONES =
            List.of("America/New_York", "America/Chicago", "America/Los_Angeles", "Europe/London");

    static Facts of(Random random) {
        return new Facts(TIERS.get(random.nextInt(TIERS.size())), ZONES.get(random.nextInt(ZONES.size())), true, null);
    }

    Facts withoutConsent() {
        return new Facts(tier, timeZone, false, delayHours);
    }

    Facts delayed(int hours) {
        return new Facts(tier, timeZone, consent, hours);
    }

    Map<String, @Nullable Object> tree() {
        Tree.Builder facts = Tree.object()
                .put("tier", tier)
                .put("time_zone", timeZone)
                .put("email_consent", consent)
                .put("phone_consent", false);
        if (delayHours != null) {
            facts.put("delay_hours", BigDecimal.valueOf(delayHours));
        }
        return facts.build();
    }
}
