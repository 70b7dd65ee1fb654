package io.plimsoll.app.demo;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Feeds what is shipped with the service through its public API, as any client would. It keeps no state: started again it
 * sends everything again, and what was decided before is answered from the record.
 */
@ApplicationScoped
class DemoFeed {
    private static final Logger LOG = Logger.getLogger(DemoFeed.class);

    private final boolean wanted;
    private final Clock clock;
    private final ExecutorService threads = Executors.newFixedThreadPool(Feed.CLIENTS, task -> {
        Thread thread = new Thread(task, "plimsoll-feed");
        thread.setDaemon(true);
        return thread;
    });

    DemoFeed(@ConfigProperty(name = "plimsoll.demo.feed", defaultValue = "false") boolean wanted, Clock clock) {
        this.wanted = wanted;
        this.clock = clock;
    }

    void start(@ObservesAsync HttpServerStart event) {
        if (wanted) {
            // Known only now where the port was left to the system.
            int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
            try {
                feed(URI.create("http://localhost:" + port));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("feed: gave up", e); // nobody else sees what an asynchronous observer throws
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private void feed(URI service) throws InterruptedException {
        FeedClient client = new FeedClient(service);
        if (!client.isKnown()) {
            LOG.error("feed: there are no demo users here; the demo needs the embedded database on loopback");
            return;
        }
        RetailFeed.run(client, threads, service);
        ReadyMadeFeed.run(client, threads);
        RecoveryFeed recovery = new RecoveryFeed(client, threads);
        recovery.complaints();
        recovery.conversations(clock);
    }
}
