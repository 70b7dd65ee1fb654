package io.plimsoll.sandbox;

import io.plimsoll.platform.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A child process from the side of the service. One thread at a time. */
final class Child implements AutoCloseable {
    /** Exit code of a JVM that runs out of memory. */
    private static final int OUT_OF_MEMORY = 3;
    /**
     * What the shell does before it becomes the child: it may write no file and no core, others go first when the machine is
     * short of processors, and it goes first when the machine is short of memory.
     */
    private static final String BOUNDED = """
            { echo 1000 > /proc/self/oom_score_adj; } 2>/dev/null
            ulimit -c 0 2>/dev/null
            ulimit -f 0 2>/dev/null
            command -v nice >/dev/null 2>&1 && exec nice -n 10 "$@"
            exec "$@"
            """;

    private final Process process;
    private final Path folder;
    private final Frames frames;
    private final ScheduledExecutorService watchdog;

    private Child(Process process, Path folder, Frames frames, ScheduledExecutorService watchdog) {
        this.process = process;
        this.folder = folder;
        this.frames = frames;
        this.watchdog = watchdog;
    }

    /** A child ended instead of answering. */
    static final class Ended extends Exception {
        private static final long serialVersionUID = 1L;

        private final Stop stop;

        Ended(Stop stop) {
            super(stop.name(), null, false, false);
            this.stop = stop;
        }

        Stop stop() {
            return stop;
        }
    }

    /**
     * What a child may need.
     *
     * @param memory for objects, in MB
     * @param classes memory for classes, in MB
     * @param answer greatest length of a message that it sends, in bytes
     */
    record Size(int memory, int classes, int answer) {}

    /** @param watchdog kills children that take too long */
    static Child start(Size size, ScheduledExecutorService watchdog) {
        try {
            Path folder = Files.createTempDirectory("plimsoll-sandbox-");
            ProcessBuilder builder = new ProcessBuilder(command(size, folder))
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            // The service's environment holds its passwords.
            builder.environment().clear();
            Process process = builder.start();
            Frames frames = new Frames(process.getInputStream(), process.getOutputStream(), size.answer());
            return new Child(process, folder, frames, watchdog);
        } catch (IOException e) {
            throw new UncheckedIOException("a child cannot be started", e);
        }
    }

    private static List<String> command(Size size, Path folder) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/bin/sh"))) {
            command.addAll(List.of("/bin/sh", "-c", BOUNDED, "sandbox"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + size.memory() + "m",
                "-Xms32m",
                "-XX:MaxMetaspaceSize=" + size.classes() + "m",
                "-XX:MaxDirectMemorySize=8m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+DisableAttachMechanism",
                "-Xshare:auto",
                "-Xlog:disable",
                // Else the last words of a JVM without memory get into the messages.
                "-XX:+DisplayVMOutputToStderr",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Duser.timezone=UTC",
                "-Djava.io.tmpdir=" + folder,
                "-Djava.awt.headless=true",
                "-cp",
                ChildClassPath.find(),
                ChildMain.class.getName(),
                Integer.toString(size.answer())));
        return command;
    }

    /** @throws Ended when the bundle takes too long or needs too much */
    <R> R open(Bundles bundles, Duration limit, Function<Map<String, @Nullable Object>, R> reader) throws Ended {
        return within(limit, reader, () -> {
            bundles.write(frames);
            return frames.read();
        });
    }

    /** @throws Ended after which nothing can be asked any more */
    <R> R ask(Map<String, @Nullable Object> question, Duration limit, Function<Map<String, @Nullable Object>, R> reader)
            throws Ended {
        return within(limit, reader, () -> {
            frames.write(CanonicalJson.bytes(question));
            return frames.read();
        });
    }

    private interface Exchange {
        byte[] run() throws IOException;
    }

    private <R> R within(Duration limit, Function<Map<String, @Nullable Object>, R> reader, Exchange exchange)
            throws Ended {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> kill = watchdog.schedule(
                () -> {
                    late.set(true);
                    process.destroyForcibly();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return reader.apply(Reply.read(exchange.run()));
        } catch (Frames.TooLarge e) {
            throw new Ended(Stop.ANSWER_TOO_LARGE);
        } catch (IOException e) {
            throw new Ended(late.get() ? Stop.TIME : reason());
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException | ClassCastException e) {
            // What a child sends may be anything.
            throw new Ended(Stop.CRASHED);
        } finally {
            kill.cancel(false);
        }
    }

    /** For a conversation that is not question and answer; whoever has it bounds it in time. */
    Frames frames() {
        return frames;
    }

    /** Why a child that does not answer has ended. */
    Stop reason() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == OUT_OF_MEMORY
                    ? Stop.MEMORY
                    : Stop.CRASHED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Stop.CRASHED;
        }
    }

    /** Processor time that it has used so far; empty where the system does not tell. */
    Optional<Duration> processorTime() {
        return process.info().totalCpuDuration();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Files.deleteIfExists(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // An empty folder among the temporary files harms nobody.
        }
    }
}
