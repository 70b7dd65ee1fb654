package io.plimsoll.rollout.db;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.policy.VersionId;
import io.plimsoll.rollout.Deployment;
import io.plimsoll.rollout.Gates;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code deployment}. */
@Entity
@Immutable
@Table(name = "deployment")
@NullUnmarked // Hibernate fills the fields
class DeploymentEntity {
    @Id
    long number;

    long rollout;
    String domain;
    String kind;
    int version;
    String stage;

    @Column(precision = 5, scale = 2)
    @Nullable BigDecimal percent;

    @Column(name = "effective_from")
    Instant from;

    @Column(name = "effective_to")
    @Nullable Instant to;

    String gates;

    @Column(name = "by_name")
    String by;

    String why;
    Instant at;

    Deployment toDeployment() {
        return new Deployment(
                number,
                rollout,
                new VersionId(new DomainName(domain), Manifest.Kind.valueOf(kind), version),
                Deployment.Stage.valueOf(stage),
                percent,
                from,
                to,
                Gates.parse(gates),
                by,
                why,
                at);
    }
}
