package io.plimsoll.evaluation;

/**
 * Something that is wrong, or looks wrong, with a bundle.
 *
 * @param severity whether the bundle can be used at all
 * @param place the file, and in it the model, decision, row or field, as an author finds it
 * @param detail what is wrong and what to write instead
 */
public record Finding(Severity severity, String place, String detail) {
    /** How bad it is. */
    public enum Severity {
        /** Worth a look. */
        WARNING,
        /** The bundle cannot be used. */
        ERROR
    }

    static Finding error(String place, String detail) {
        return new Finding(Severity.ERROR, place, detail);
    }

    static Finding warning(String place, String detail) {
        return new Finding(Severity.WARNING, place, detail);
    }
}
