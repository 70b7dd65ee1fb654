package io.plimsoll.decision.api;

import io.plimsoll.evaluation.Explanation;
import io.plimsoll.platform.Html;
import io.plimsoll.record.RecordedDecision;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;

/** An explanation in the form that the caller likes best. */
final class ExplanationAnswer {
    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");
    private static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8");
    private static final List<Variant> VARIANTS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, HTML, TEXT).build();

    private ExplanationAnswer() {}

    /** @param language of the reasons, as far as they could be told in it */
    static Response of(RecordedDecision decision, Explanation explanation, String language, Request request) {
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw new NotAcceptableException();
        }
        MediaType type = variant.getMediaType();
        Object entity = type.equals(HTML)
                ? DecisionReport.of(decision, explanation, language, new HtmlReport())
                : type.equals(TEXT)
                        ? DecisionReport.of(decision, explanation, language, new TextReport())
                        : explanation;
        Response.ResponseBuilder response = Response.ok(entity, type)
                .header(HttpHeaders.CONTENT_LANGUAGE, language)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE);
        return type.equals(HTML)
                ? response.header("Content-Security-Policy", Html.CONTENT_SECURITY_POLICY)
                        .build()
                : response.build();
    }
}
