package io.plimsoll.access.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class LocalUserRepository implements PanacheRepositoryBase<LocalUserEntity, String> {}
