package io.plimsoll.record;

import io.plimsoll.evaluation.Scope;

/**
 * How many decisions about a customer or a case had been recorded when it was read. A decision is written only while this
 * has not changed.
 *
 * @param key the client's own name of the customer or the case
 */
public record Standing(Scope scope, String key, long version) {}
