package io.plimsoll.signal;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.List;
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
    private static final Pattern EMAIL = Pattern.compile(
            "(?<![\\p{L}\\d_.+-])[\\p{L}\\d_.+-]{1,64}+@[\\p{L}\\d-]{1,63}+(?:\\.[\\p{L}\\d-]{1,63}+){1,8}+");
    /** Groups of digits, divided by one or two separators. */
    private static final Pattern DIGITS = Pattern.compile("\\d++(?:[ .\\-\\u00a0\\s]{1,2}+\\d++)*+");

    private static final Pattern GROUP = Pattern.compile("\\d++");
    private static final int LEAST_CARD = 13;
    private static final int MOST_CARD = 19;
    private static final Pattern IBAN_START = Pattern.compile("(?<![A-Za-z0-9])[A-Za-z]{2}\\d{2}");
    private static final int LEAST_IBAN = 15;
    private static final int MOST_IBAN = 34;
    private static final String DEFAULT_REGION = "US";
    private static final long MAX_PHONE_TRIES = 10_000;

    private PersonalText() {}

    /** The text with each find replaced by its kind in brackets, for example {@code [email]}. */
    static String mask(String text) {
        String masked = EMAIL.matcher(text).replaceAll("[email]");
        return maskPhones(maskCards(maskIbans(masked)));
    }

    private static String maskCards(String text) {
        return DIGITS.matcher(text).replaceAll(run -> Matcher.quoteReplacement(maskCardsOf(run.group())));
    }

    /** A card number begins and ends where a group does; the groups beside it may be anything. */
    private static String maskCardsOf(String run) {
        List<MatchResult> groups = GROUP.matcher(run).results().toList();
        StringBuilder masked = new StringBuilder(run.length());
        int done = 0;
        for (int first = 0; first < groups.size(); first++) {
            int last = lastGroupOfCard(groups, first);
            if (last >= 0) {
                masked.append(run, done, groups.get(first).start()).append("[card]");
                done = groups.get(last).end();
                first = last;
            }
        }
        return masked.append(run, done, run.length()).toString();
    }

    /** The last group of the longest card number that starts with this group; -1 for none. */
    private static int lastGroupOfCard(List<MatchResult> groups, int first) {
        StringBuilder digits = new StringBuilder(MOST_CARD);
        int found = -1;
        for (int i = first; i < groups.size() && digits.length() < MOST_CARD; i++) {
            digits.append(groups.get(i).group());
            if (digits.length() >= LEAST_CARD && digits.length() <= MOST_CARD && isCard(digits)) {
                found = i;
            }
        }
        return found;
    }

    private static String maskIbans(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        Matcher start = IBAN_START.matcher(text);
        int done = 0;
        while (start.find(done)) {
            int end = endOfIban(text, start.start());
            masked.append(text, done, start.start()).append(end < 0 ? start.group() : "[iban]");
            done = end < 0 ? start.end() : end;
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** Where the longest IBAN that starts here ends, its groups divided by single spaces or hyphens or not; -1 for none. */
    private static int endOfIban(String text, int start) {
        StringBuilder plain = new StringBuilder(MOST_IBAN);
        int end = -1;
        for (int i = start; i < text.length() && plain.length() < MOST_IBAN; i++) {
            char c = text.charAt(i);
            if (isAlphanumeric(c)) {
                plain.append(c);
                boolean last = i + 1 == text.length() || !isAlphanumeric(text.charAt(i + 1));
                if (last && plain.length() >= LEAST_IBAN && isIban(plain.toString())) {
                    end = i + 1;
                }
            } else if (!isSeparator(c) || isSeparator(text.charAt(i - 1))) {
                break;
            }
        }
        return end;
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-' || c == '\u00a0';
    }

    private static boolean isAlphanumeric(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static String maskPhones(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int done = 0;
        for (PhoneNumberMatch match :
                PhoneNumberUtil.getInstance().findNumbers(text, DEFAULT_REGION, Leniency.VALID, MAX_PHONE_TRIES)) {
            masked.append(text, done, match.start()).append("[phone]");
            done = match.end();
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** The check digit of ISO/IEC 7812-1, annex B. */
    private static boolean isCard(CharSequence digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = Character.digit(digits.charAt(digits.length() - 1 - place), 10);
            int weighted = place % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** The check digits of ISO 13616: the rearranged number modulo 97 is 1. */
    private static boolean isIban(String plain) {
        String rearranged = plain.substring(4) + plain.substring(0, 4);
        int remainder = 0;
        for (int i = 0; i < rearranged.length(); i++) {
            int value = Character.digit(rearranged.charAt(i), 36);
            remainder = (value > 9 ? remainder * 100 + value : remainder * 10 + value) % 97;
        }
        return remainder == 1;
    }
}
