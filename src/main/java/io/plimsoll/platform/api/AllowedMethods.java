package io.plimsoll.platform.api;

import jakarta.ws.rs.HttpMethod;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;

/**
 * The methods that the address of the current request offers. RFC 9110 demands them with a 405, and Quarkus REST leaves
 * them out of its exception; only its own routing tables know them.
 */
final class AllowedMethods {
    private AllowedMethods() {}

    static Set<String> ofCurrentRequest() {
        ResteasyReactiveRequestContext context = CurrentRequestManager.get();
        if (context == null) {
            return Collections.emptySet();
        }
        Set<String> methods = new TreeSet<>();
        RequestMapper<InitialMatch> classes =
                new RequestMapper<>(context.getDeployment().getClassMappers());
        String path = context.getPathWithoutPrefix();
        RequestMatch<InitialMatch> match = classes.map(path);
        while (match != null) {
            collect(match, methods);
            match = classes.continueMatching(path, match);
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        methods.add(HttpMethod.OPTIONS);
        return methods;
    }

    private static void collect(RequestMatch<InitialMatch> match, Set<String> into) {
        String remaining = match.remaining.isEmpty() ? "/" : match.remaining;
        Arrays.stream(match.value.handlers)
                .filter(ClassRoutingHandler.class::isInstance)
                .map(ClassRoutingHandler.class::cast)
                .forEach(handler -> handler.getMappers().forEach((method, resources) -> {
                    if (method != null && resources.map(remaining) != null) {
                        into.add(method);
                    }
                }));
    }
}
