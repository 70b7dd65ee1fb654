package io.plimsoll.scenario;

import io.plimsoll.evaluation.Manifest;
import io.plimsoll.evaluation.PolicyBundle;
import java.util.ArrayList;
import java.util.List;

/**
 * Scenarios that are run together.
 *
 * @param items in the order of the files and of the scenarios in them
 * @param leftOut those that send too many signals to be run again and again
 */
public record ScenarioSet(List<Item> items, List<Item> leftOut) {
    public ScenarioSet {
        items = List.copyOf(items);
        leftOut = List.copyOf(leftOut);
    }

    /** A scenario and the file in which it stands. */
    public record Item(String file, Scenario scenario) {
        /** For people, and unique in a set. */
        public String name() {
            return file + ", " + scenario.id();
        }
    }

    /**
     * All scenarios of a bundle.
     *
     * @param mostSignals a scenario with more is left out
     * @throws io.plimsoll.platform.PlimsollException when a file cannot be read
     */
    public static ScenarioSet of(PolicyBundle bundle, Manifest manifest, long mostSignals) {
        List<Item> items = new ArrayList<>();
        List<Item> leftOut = new ArrayList<>();
        for (String file : manifest.files().scenarios()) {
            for (Scenario scenario : ScenarioReader.read(manifest.domain(), file, bundle.file(file))) {
                (scenario.signals() <= mostSignals ? items : leftOut).add(new Item(file, scenario));
            }
        }
        return new ScenarioSet(items, leftOut);
    }
}
