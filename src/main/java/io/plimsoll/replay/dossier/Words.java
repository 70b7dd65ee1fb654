package io.plimsoll.replay.dossier;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes figures for people who read English. */
final class Words {
    /** Stands where there is nothing to say. */
    static final String NOTHING = "–";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MAX_DECIMALS = 34;

    private Words() {}

    static String count(long number) {
        return grouped(BigDecimal.valueOf(number), 0);
    }

    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** Two decimals, or as many as it needs; none when it is whole. */
    static String amount(@Nullable BigDecimal amount) {
        if (amount == null) {
            return NOTHING;
        }
        int needed = Math.max(0, amount.stripTrailingZeros().scale());
        return grouped(amount, needed == 0 ? 0 : Math.max(2, needed));
    }

    static String money(@Nullable BigDecimal amount, String currency) {
        return amount == null ? NOTHING : amount(amount) + " " + currency;
    }

    /** With its sign, so that nobody has to guess which way it goes. */
    static String signed(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() > 0 ? "+" + amount(amount) : amount(amount);
    }

    /** {@code 2.1 %}. */
    static String percent(@Nullable BigDecimal share) {
        return share == null ? NOTHING : grouped(share.multiply(HUNDRED).setScale(1, RoundingMode.HALF_EVEN), 1) + " %";
    }

    /** The difference of two shares, in percentage points. */
    static String points(@Nullable BigDecimal difference) {
        return difference == null ? NOTHING : percent(difference).replace(" %", " points");
    }

    /** {@code 2.1 % (1.5 % to 3.0 %)}: a share and between which values it probably lies. */
    static String share(Fields share) {
        return share.has("share")
                ? percent(share.number("share")) + " (" + percent(share.number("low")) + " to "
                        + percent(share.number("high")) + ")"
                : NOTHING;
    }

    /** Constants as people read them: {@code needs approval}. */
    static String constant(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String sentence(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String grouped(BigDecimal number, int decimals) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setMinusSign('−');
        DecimalFormat format = new DecimalFormat("#,##0", symbols);
        format.setMinimumFractionDigits(Math.min(decimals, MAX_DECIMALS));
        format.setMaximumFractionDigits(Math.min(decimals, MAX_DECIMALS));
        return format.format(number);
    }
}
