package io.plimsoll.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes good JSON bad, or leaves it. */
final class Mutations {
    private static final String HOLE = "@hole@";

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    /** The value as text, with none, one or two places changed. */
    String text(JsonNode value) {
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            change(value);
        }
        return value.toString().replace("\"" + HOLE + "\"", pick(HostileWords.TOKENS));
    }

    /** Changes one place, or leaves a hole there for a token that may be no JSON. */
    private void change(JsonNode value) {
        List<JsonNode> containers = new ArrayList<>();
        collect(value, containers);
        if (containers.isEmpty()) {
            return;
        }
        JsonNode place = pick(containers);
        if (place instanceof ArrayNode array) {
            change(array);
        } else {
            change((ObjectNode) place);
        }
    }

    private void change(ArrayNode array) {
        switch (random.nextInt(4)) {
            case 0 -> array.removeAll();
            case 1 -> array.addNull();
            case 2 -> array.add(HOLE);
            default -> {
                for (int i = 0; i < 120; i++) {
                    array.add(i);
                }
            }
        }
    }

    private void change(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            object.put(pick(HostileWords.STRINGS), 1);
            return;
        }
        String name = pick(names);
        switch (random.nextInt(7)) {
            case 0 -> object.remove(name);
            case 1 -> object.put(pick(HostileWords.STRINGS), 1);
            case 2 -> object.set(name.replace('e', '\u0435').replace('a', '\u0430'), object.remove(name));
            case 3 -> object.putNull(name);
            case 4, 5 -> {
                String words = pick(HostileWords.STRINGS);
                object.set(name, new TextNode(name.equals("text") ? HostileWords.MARKER + words : words));
            }
            default -> object.put(name, HOLE);
        }
    }

    private static void collect(JsonNode value, List<JsonNode> into) {
        if (value.isContainerNode()) {
            into.add(value);
            value.forEach(child -> collect(child, into));
        }
    }

    /** The text as bytes, sometimes broken on this way. */
    byte[] bytes(String text) {
        byte[] good = text.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(32)) {
            case 0 -> Arrays.copyOf(good, random.nextInt(good.length + 1));
            case 1 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
            case 2 -> text.getBytes(StandardCharsets.UTF_16);
            case 3 -> {
                good[random.nextInt(good.length)] = (byte) (0x80 + random.nextInt(0x80));
                yield good;
            }
            case 4 -> noise();
            case 5 -> text.replaceFirst("\\{", "{\"signal\": {}, ").getBytes(StandardCharsets.UTF_8);
            case 6 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 7 ->
                random.nextInt(6) == 0 ? (text + " ".repeat(1_100_000)).getBytes(StandardCharsets.UTF_8) : new byte[0];
            default -> good;
        };
    }

    /** Random bytes, some of which claim to be a zip file. */
    byte[] noise() {
        byte[] noise = new byte[4 + random.nextInt(400)];
        random.nextBytes(noise);
        if (random.nextBoolean()) {
            System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, noise, 0, 4);
        }
        return noise;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
