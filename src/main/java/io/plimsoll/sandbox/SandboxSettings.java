package io.plimsoll.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of the sandbox; docs/sandbox.md explains them to operators. */
@ConfigMapping(prefix = "plimsoll.sandbox")
public interface SandboxSettings {
    /** Children that run at once; 1 or more. */
    @WithDefault("2")
    int children();

    /** Questions that wait for a child at once, before others are refused. */
    @WithDefault("32")
    int waiting();

    /** How long a question waits for a child. */
    @WithDefault("PT30S")
    Duration patience();

    /** How long a child may take to start and to compile a bundle. */
    @WithDefault("PT1M")
    Duration start();

    /** How long the answer to a question may take. */
    @WithDefault("PT5S")
    Duration limit();

    /** How long a child is kept for the next question about the same bundle. */
    @WithDefault("PT1M")
    Duration idle();

    /** Memory for objects of a child, in MB. */
    @WithDefault("256")
    int memory();

    /** Memory for classes of a child, in MB. */
    @WithDefault("128")
    int classes();

    /** Greatest size of an answer, in bytes. */
    @WithDefault("4194304")
    int answer();
}
