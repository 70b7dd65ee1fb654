package io.plimsoll.app;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.policy.BundleArchive;
import io.plimsoll.policy.BundleFolder;
import io.plimsoll.policy.BundleReading;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code plimsoll policy push}: makes a draft at a running service from a folder, a zip, or single files that differ from a
 * parent. Who pushes stands in the environment, never on the command line: {@code PLIMSOLL_USER} and {@code
 * PLIMSOLL_PASSWORD}, or {@code PLIMSOLL_TOKEN}. Ends with 0, with 1 when the service refuses, with 2 when the command is not
 * understood.
 */
final class PushCommand {
    private static final int CREATED = 201;
    private static final String USAGE = "Usage: plimsoll policy push <folder or zip> --note <text> [--parent <version>]"
            + " [--url <address>]\n       plimsoll policy push --in <folder> <file>... --parent <version> --note <text>";

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> paths = new ArrayList<>();

    private PushCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** @param arguments what stands behind {@code policy push} */
    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        PushCommand command = new PushCommand(out, err, environment);
        String fault = command.parse(arguments);
        if (fault != null) {
            err.println("plimsoll: " + fault);
            err.println(USAGE);
            return 2;
        }
        try {
            return command.push();
        } catch (IOException e) {
            err.println("plimsoll: " + e.getClass().getSimpleName() + ": " + e.getMessage());
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private @Nullable String parse(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                paths.add(argument);
            } else if (!List.of("--note", "--parent", "--url", "--in").contains(argument)) {
                return "not understood: " + argument;
            } else if (i + 1 == arguments.size()) {
                return argument + " needs a value";
            } else {
                options.put(argument, arguments.get(++i));
            }
        }
        if (!options.containsKey("--note")) {
            return "say what changes and why: --note";
        }
        if (options.containsKey("--in")) {
            return paths.isEmpty() || !options.containsKey("--parent")
                    ? "with --in name the files that differ, and with --parent from which version"
                    : null;
        }
        return paths.size() == 1 ? null : "name one folder or zip";
    }

    private int push() throws IOException, InterruptedException {
        HttpRequest.Builder request = options.containsKey("--in") ? files() : bundle();
        if (request == null) {
            return 1;
        }
        HttpResponse<String> answer = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .build()
                .send(
                        request.timeout(Duration.ofMinutes(1))
                                .header("Authorization", authorization())
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        (answer.statusCode() == CREATED ? out : err).println(answer.body());
        return answer.statusCode() == CREATED ? 0 : 1;
    }

    private HttpRequest.@Nullable Builder bundle() throws IOException {
        Path path = Path.of(paths.get(0));
        PolicyBundle bundle = BundleFolder.read(path).fold(BundleReading.Readable::bundle, refused -> {
            refused.findings().stream().map(Finding::words).forEach(err::println);
            return null;
        });
        if (bundle == null) {
            return null;
        }
        byte[] archive = Files.isDirectory(path) ? BundleArchive.write(bundle) : Files.readAllBytes(path);
        String query = "?note=" + encoded(options.get("--note"));
        String parent = options.get("--parent");
        return HttpRequest.newBuilder(address(parent == null ? query : query + "&parent=" + encoded(parent)))
                .header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(archive));
    }

    private HttpRequest.Builder files() throws IOException {
        Path folder = Path.of(String.valueOf(options.get("--in")));
        Tree.Builder files = Tree.object();
        for (String path : paths) {
            files.put(path, Files.readString(folder.resolve(path)));
        }
        return HttpRequest.newBuilder(address(""))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(CanonicalJson.bytes(Tree.object()
                        .put("parent", options.get("--parent"))
                        .put("note", options.get("--note"))
                        .put("files", files.build())
                        .build())));
    }

    private URI address(String query) {
        return URI.create(options.getOrDefault("--url", "http://localhost:8080") + "/v1/policy-versions" + query);
    }

    private String authorization() {
        String token = environment.get("PLIMSOLL_TOKEN");
        if (token != null) {
            return "Bearer " + token;
        }
        String pair = environment.getOrDefault("PLIMSOLL_USER", "analyst") + ":"
                + environment.getOrDefault("PLIMSOLL_PASSWORD", "analyst-demo");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }
}
