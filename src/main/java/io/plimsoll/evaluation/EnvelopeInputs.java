package io.plimsoll.evaluation;

import java.util.Set;

/** Inputs that every table may read without the manifest declaring them. */
final class EnvelopeInputs {
    static final String REQUEST_TYPE = "Request Type";

    static final Set<String> NAMES = Set.of(REQUEST_TYPE);

    private EnvelopeInputs() {}
}
