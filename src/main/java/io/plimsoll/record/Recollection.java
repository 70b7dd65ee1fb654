package io.plimsoll.record;

import io.plimsoll.evaluation.Background;
import java.util.List;

/**
 * What the record knows about a submission.
 *
 * @param read the versions of what was read, taken before anything else was
 */
public record Recollection(Background.Found found, List<Standing> read) {
    public Recollection {
        read = List.copyOf(read);
    }
}
