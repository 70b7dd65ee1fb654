package io.plimsoll.record;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Memory;
import io.plimsoll.evaluation.Signal;
import java.time.Instant;

/** Reads what policies may remember. Implementations are thread-safe. */
public interface BackgroundStore {
    /**
     * @param memory what the policy wants to remember
     * @param instant the service's clock
     * @return at least what the memory asks for; the caller bounds and orders it
     */
    Recollection recall(DomainName domain, Memory memory, Signal signal, Instant instant);
}
