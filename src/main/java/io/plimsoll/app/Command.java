package io.plimsoll.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What the command line asks for. */
enum Command {
    SERVE,
    DEMO,
    POLICY,
    REPLAY,
    HELP,
    VERSION;

    /** @return empty when the arguments are not understood; no arguments mean {@link #SERVE} */
    static Optional<Command> of(List<String> arguments) {
        if (!arguments.isEmpty() && arguments.get(0).equals("policy")) {
            return Optional.of(POLICY);
        }
        if (!arguments.isEmpty() && arguments.get(0).equals("replay")) {
            return Optional.of(REPLAY);
        }
        if (arguments.size() > 1) {
            return Optional.empty();
        }
        return switch (arguments.isEmpty() ? "serve" : arguments.get(0)) {
            case "serve" -> Optional.of(SERVE);
            case "demo" -> Optional.of(DEMO);
            case "help", "-h", "--help" -> Optional.of(HELP);
            case "version", "-V", "--version" -> Optional.of(VERSION);
            default -> Optional.empty();
        };
    }

    /** The launcher prints the same file. */
    static String usage() {
        try (InputStream text = Command.class.getResourceAsStream("usage.txt")) {
            if (text == null) {
                throw new IllegalStateException("usage.txt is not in the jar");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String version() {
        return Optional.ofNullable(Command.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
