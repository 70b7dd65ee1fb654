package io.plimsoll.evaluation;

import java.util.List;
import org.kie.dmn.feel.lang.types.BuiltInType;

/** Dates, times and durations as text, in the forms that FEEL reads. */
public final class TimeText {
    private static final List<BuiltInType> KINDS =
            List.of(BuiltInType.DATE, BuiltInType.TIME, BuiltInType.DATE_TIME, BuiltInType.DURATION);

    private TimeText() {}

    /** Whether two texts are one date, time or duration: {@code PT24H} and {@code P1D} are. */
    public static boolean same(String one, String other) {
        return KINDS.stream().anyMatch(kind -> {
            Object time = kind.fromString(one);
            return time != null && time.equals(kind.fromString(other));
        });
    }

    /** Whether it is any of them. */
    public static boolean isTime(String text) {
        return KINDS.stream().anyMatch(kind -> kind.fromString(text) != null);
    }
}
