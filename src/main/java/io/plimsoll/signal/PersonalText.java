package io.plimsoll.signal;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks personal data in a customer's words before they are stored: e-mail addresses, payment card numbers (ISO/IEC 7812
 * check digit), IBANs (ISO 13616 check digits) and phone numbers. Names and postal addresses follow no pattern and are
 * <em>not</em> found.
 */
final class PersonalText {
    // Every quantifier is bounded or possessive, so that no text makes a match take long.
    private static final Pattern EMAIL =
            Pattern.compile("(?<![\\w.+-])[\\w.+-]{1,64}+@[\\w-]{1,63}+(?:\\.[\\w-]{1,63}+){1,8}+");
    private static final Pattern CARD = Pattern.compile("(?<!\\d)\\d(?:[ -]?\\d){12,18}+(?!\\d)");
    private static final Pattern IBAN =
            Pattern.compile("(?<![A-Za-z0-9])[A-Za-z]{2}\\d{2}(?: ?[A-Za-z0-9]){11,30}+(?![A-Za-z0-9])");
    private static final String DEFAULT_REGION = "US";
    private static final long MAX_PHONE_TRIES = 1_000;

    private PersonalText() {}

    /** The text with each find replaced by its kind in brackets, for example {@code [email]}. */
    static String mask(String text) {
        String masked = EMAIL.matcher(text).replaceAll("[email]");
        masked = replace(masked, IBAN, PersonalText::isIban, "[iban]");
        masked = replace(masked, CARD, PersonalText::isCard, "[card]");
        return maskPhones(masked);
    }

    private interface Check {
        boolean holds(String candidate);
    }

    private static String replace(String text, Pattern pattern, Check check, String by) {
        Matcher matcher = pattern.matcher(text);
        return matcher.replaceAll(
                (MatchResult match) -> Matcher.quoteReplacement(check.holds(match.group()) ? by : match.group()));
    }

    private static String maskPhones(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int end = 0;
        for (PhoneNumberMatch match :
                PhoneNumberUtil.getInstance().findNumbers(text, DEFAULT_REGION, Leniency.VALID, MAX_PHONE_TRIES)) {
            masked.append(text, end, match.start()).append("[phone]");
            end = match.end();
        }
        return masked.append(text, end, text.length()).toString();
    }

    /** The check digit of ISO/IEC 7812-1, annex B. */
    private static boolean isCard(String candidate) {
        int sum = 0;
        int place = 0;
        for (int i = candidate.length() - 1; i >= 0; i--) {
            if (Character.isDigit(candidate.charAt(i))) {
                int digit = Character.digit(candidate.charAt(i), 10);
                int weighted = place++ % 2 == 0 ? digit : digit * 2;
                sum += weighted > 9 ? weighted - 9 : weighted;
            }
        }
        return sum % 10 == 0;
    }

    /** The check digits of ISO 13616: the rearranged number modulo 97 is 1. */
    private static boolean isIban(String candidate) {
        String plain = candidate.replace(" ", "");
        String rearranged = plain.substring(4) + plain.substring(0, 4);
        int remainder = 0;
        for (int i = 0; i < rearranged.length(); i++) {
            int value = Character.digit(rearranged.charAt(i), 36);
            remainder = (value > 9 ? remainder * 100 + value : remainder * 10 + value) % 97;
        }
        return remainder == 1;
    }
}
