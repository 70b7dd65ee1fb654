package io.plimsoll.sandbox;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;

/** A service that is killed while a child of it computes. */
final class ShortLived {
    private ShortLived() {}

    public static void main(String... arguments) throws InterruptedException {
        Sandbox sandbox = new Sandbox(Bounds.of(Map.of("limit", "PT10M")), new SimpleMeterRegistry());
        Thread endless = new Thread(() -> sandbox.evaluateModel(Models.ENDLESS, Models.ask("Answer")));
        endless.start();
        while (ProcessHandle.current().children().findAny().isEmpty()) {
            Thread.onSpinWait();
        }
        Thread.sleep(3_000);
        ProcessHandle.current().children().forEach(child -> System.out.println("child=" + child.pid()));
        System.out.flush();
        endless.join();
    }
}
