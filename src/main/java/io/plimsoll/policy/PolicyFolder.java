package io.plimsoll.policy;

import io.plimsoll.evaluation.DomainName;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.PlimsollException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes in the bundles of a folder, for example of a git work tree that somebody else keeps up to date: each new content
 * becomes a version, submitted if the gate lets it pass without a warning, else a draft. Nothing in the folder is approved or
 * rolled out by being there.
 */
@ApplicationScoped
class PolicyFolder {
    /** Who is named as the author. */
    static final String AUTHOR = "folder";

    private static final int DEPTH = 4;
    private static final Logger LOG = Logger.getLogger(PolicyFolder.class);

    private final Registry registry;
    private final PolicyVersionStore store;
    private final Optional<Path> folder;
    private final Duration interval;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "plimsoll-policy-folder");
        thread.setDaemon(true);
        return thread;
    });

    /** @param folder empty for none; to be set on one replica only */
    PolicyFolder(
            Registry registry,
            PolicyVersionStore store,
            @ConfigProperty(name = "plimsoll.policies.folder") Optional<Path> folder,
            @ConfigProperty(name = "plimsoll.policies.interval", defaultValue = "PT10S") Duration interval) {
        this.registry = registry;
        this.store = store;
        this.folder = folder;
        this.interval = interval;
    }

    void start(@Observes StartupEvent event) {
        folder.ifPresent(path -> timer.scheduleWithFixedDelay(
                () -> look(path), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void look(Path root) {
        try {
            takeIn(root);
        } catch (IOException | RuntimeException e) {
            LOG.warnf("event=policy-folder-unread folder=%s detail=%s", root, e.getMessage());
        }
    }

    /** Looks through the folder once. */
    void takeIn(Path root) throws IOException {
        List<Path> manifests;
        try (Stream<Path> files = Files.find(
                root,
                DEPTH,
                (path, attributes) -> path.endsWith(PolicyBundle.MANIFEST) && attributes.isRegularFile())) {
            manifests = files.sorted().toList();
        }
        for (Path manifest : manifests) {
            Path at = Objects.requireNonNull(manifest.getParent());
            BundleReading reading = BundleFolder.read(at);
            reading.fold(
                    readable -> {
                        takeIn(root, at, readable.bundle());
                        return at;
                    },
                    refused -> {
                        LOG.warnf("event=bundle-refused folder=%s detail=%s", at, words(refused.findings()));
                        return at;
                    });
        }
    }

    private void takeIn(Path root, Path at, PolicyBundle bundle) {
        Optional<DomainName> domain = LooseFiles.domain(bundle);
        Manifest.Kind kind = LooseFiles.kind(bundle);
        if (domain.isEmpty()) {
            LOG.warnf("event=bundle-refused folder=%s detail=the manifest names no domain", at);
        } else if (!store.knows(domain.get(), kind, bundle.digest())) {
            String note = "From " + root.relativize(at)
                    + commit(root).map(id -> " at commit " + id).orElse("") + ".";
            PolicyVersion draft = registry.create(new Registry.NewVersion(
                    domain.get(), kind, bundle, BundleArchive.write(bundle), AUTHOR, note, null));
            try {
                registry.submit(draft.id(), draft.revision(), Map.of(), AUTHOR, note);
            } catch (PlimsollException e) {
                LOG.warnf("event=draft-not-submitted version=%s detail=%s", draft.id(), e.detail());
            }
        }
    }

    /** The commit of a git work tree; empty when the folder is none. */
    private static Optional<String> commit(Path root) {
        try {
            String head = Files.readString(root.resolve(".git/HEAD")).strip();
            return Optional.of(
                    head.startsWith("ref: ")
                            ? Files.readString(root.resolve(".git").resolve(head.substring("ref: ".length())))
                                    .strip()
                            : head);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> words(List<Finding> findings) {
        return findings.stream().map(Finding::words).toList();
    }
}
