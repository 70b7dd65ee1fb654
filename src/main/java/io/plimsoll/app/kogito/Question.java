package io.plimsoll.app.kogito;

import jakarta.enterprise.context.RequestScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the current request sent, before Kogito makes FEEL values of it: on its way text for a number becomes null. */
@RequestScoped
class Question {
    private Map<String, @Nullable Object> body = Map.of();

    Map<String, @Nullable Object> body() {
        return body;
    }

    void read(Map<String, @Nullable Object> sent) {
        body = sent;
    }
}
