package io.plimsoll.decision;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.plimsoll.platform.PlimsollException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Spans of OpenTelemetry around the stages of a decision. They hold ids and codes, never a customer's words. */
@ApplicationScoped
class Spans {
    /** Version 00 of W3C Trace Context: trace id and parent id that are not all zeros, flags. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private final Tracer tracer;
    private final boolean disabled;

    /** @param disabled whether no collector is named; spans then have ids that nobody will ever know */
    Spans(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        this.tracer = tracer;
        this.disabled = disabled;
    }

    /** Does the work inside a span of its own. */
    <T> T within(String name, Function<Span, T> work) {
        Span span = tracer.spanBuilder(name).startSpan();
        try (Scope scope = span.makeCurrent()) {
            return work.apply(span);
        } catch (PlimsollException e) {
            span.setAttribute("plimsoll.problem", e.code().name());
            throw e;
        } catch (RuntimeException e) {
            // The message may quote what was sent.
            span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
            throw e;
        } finally {
            span.end();
        }
    }

    /**
     * The trace in which a decision is made, as the W3C header says it: of the current span, or else what the caller sent.
     *
     * @param header as it came; null for none
     * @return null when there is none, or it is malformed
     */
    @Nullable String traceparent(@Nullable String header) {
        SpanContext current = Span.current().getSpanContext();
        if (!disabled && current.isValid()) {
            return "00-" + current.getTraceId() + "-" + current.getSpanId() + "-"
                    + current.getTraceFlags().asHex();
        }
        return header != null && TRACEPARENT.matcher(header).matches() ? header : null;
    }
}
