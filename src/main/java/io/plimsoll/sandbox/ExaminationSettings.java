package io.plimsoll.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of examinations; docs/operating.md explains them to operators. */
@ConfigMapping(prefix = "plimsoll.examination")
public interface ExaminationSettings {
    /** Examinations on which this replica works at once, each in a child of its own; 0 for none. */
    @WithDefault("1")
    int children();

    /** Processor time for one step: to compile the bundle or a mutant, or to run one scenario. It takes far less. */
    @WithDefault("PT1M")
    Duration limit();

    /** How long an examination may take in one go, by the clock. */
    @WithDefault("PT6H")
    Duration longest();

    /** How many mutants of an examination may have to be stopped. */
    @WithDefault("20")
    int stops();

    /** Memory for objects of a child, in MB. */
    @WithDefault("512")
    int memory();

    /** Memory for classes of a child, in MB. */
    @WithDefault("256")
    int classes();

    /** Greatest size of a report with its proposals, in bytes. */
    @WithDefault("16777216")
    int answer();
}
