package io.plimsoll.record;

import io.plimsoll.evaluation.Consequences;
import java.util.List;

/**
 * What a decision leaves behind for later ones, and under which conditions it may be written.
 *
 * @param read what the decision had read, which MUST not have changed; empty for one that is written whatever happened
 */
public record Commitment(Consequences consequences, List<Standing> read) {
    public Commitment {
        read = List.copyOf(read);
    }
}
