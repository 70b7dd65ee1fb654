package io.plimsoll.platform.api;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a request whose answer the caller would not accept before anything is done for it. Quarkus REST finds this out
 * only when it writes the answer where several methods share an address: too late for one that has acted.
 */
class Acceptance {
    /** A weight that is no number of RFC 9110, section 12.4.2: some readers pass it over and others fail late. */
    private static final Pattern BAD_WEIGHT = Pattern.compile(";\\s*[qQ]=(?!\\s*[01](\\.[0-9]{0,3})?\\s*(,|;|$))");

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo resource) {
        Produces produces = produces(resource);
        if (produces != null && !accepts(request, produces)) {
            throw new NotAcceptableException();
        }
    }

    private static @Nullable Produces produces(ResourceInfo resource) {
        Produces ofMethod = resource.getResourceMethod().getAnnotation(Produces.class);
        return ofMethod == null ? resource.getResourceClass().getAnnotation(Produces.class) : ofMethod;
    }

    private static boolean accepts(ContainerRequestContext request, Produces produces) {
        String header = request.getHeaderString(HttpHeaders.ACCEPT);
        if (header != null && BAD_WEIGHT.matcher(header).find()) {
            return false;
        }
        try {
            List<MediaType> accepted = request.getAcceptableMediaTypes();
            return accepted.isEmpty()
                    || Arrays.stream(produces.value()).map(MediaType::valueOf).anyMatch(type -> accepted.stream()
                            .anyMatch(type::isCompatible));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
