package io.plimsoll.replay;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import io.plimsoll.replay.dossier.Dossier;
import io.plimsoll.replay.dossier.ReproductionReport;
import jakarta.enterprise.context.ApplicationScoped;

/** What replays found, in the form that somebody wants to read. All forms are made of the one JSON that is kept. */
@ApplicationScoped
public class Dossiers {
    private final ReplayStore store;

    Dossiers(ReplayStore store) {
        this.store = store;
    }

    /**
     * The bytes whose digest the replay tells.
     *
     * @throws PlimsollException NOT_FOUND, also as long as it runs
     */
    public String json(long replay) {
        return store.dossier(replay)
                .orElseThrow(() -> new PlimsollException(
                        ProblemCode.NOT_FOUND,
                        "This replay has no dossier. It has one when its state is DONE: GET /v1/replays/" + replay
                                + "."));
    }

    /** A page to read, to print and to sign. */
    public String html(long replay) {
        String json = json(replay);
        return ReproductionReport.isOne(json)
                ? ReproductionReport.read(json).html()
                : Dossier.read(json).html();
    }

    public String markdown(long replay) {
        String json = json(replay);
        return ReproductionReport.isOne(json)
                ? ReproductionReport.read(json).markdown()
                : Dossier.read(json).markdown();
    }
}
