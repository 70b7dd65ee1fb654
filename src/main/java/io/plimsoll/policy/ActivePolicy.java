package io.plimsoll.policy;

import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.DomainName;
import java.time.Instant;

/**
 * A policy that decides.
 *
 * @param version counted per domain from 1
 * @param since when this version was first loaded
 */
public record ActivePolicy(DomainName domain, int version, Instant since, CompiledPolicy policy) {}
