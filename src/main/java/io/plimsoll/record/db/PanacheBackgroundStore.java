package io.plimsoll.record.db;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Memory;
import io.plimsoll.evaluation.Signal;
import io.plimsoll.record.BackgroundStore;
import io.plimsoll.record.Recollection;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.Session;

@ApplicationScoped
class PanacheBackgroundStore implements BackgroundStore, PanacheRepositoryBase<DecisionEntity, UUID> {
    @Override
    @Transactional
    public Recollection recall(DomainName domain, Memory memory, Signal signal, Instant instant) {
        return getEntityManager().unwrap(Session.class).doReturningWork(connection -> new BackgroundQueries(
                        connection, domain, memory, signal, instant)
                .run());
    }
}
