package io.plimsoll.app.kogito;

import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import io.plimsoll.platform.Violation;
import io.plimsoll.platform.api.Body;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies that a resource takes as a map, which the generated ones do, as strictly as all others: numbers stay exact,
 * and the same text means the same to the models as it does to a policy.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Priority(1)
class ObjectReader implements MessageBodyReader<Map<String, @Nullable Object>> {
    private final Question question;

    ObjectReader(Question question) {
        this.question = question;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == Map.class;
    }

    @Override
    public Map<String, @Nullable Object> readFrom(
            Class<Map<String, @Nullable Object>> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        if (StrictJson.read(body.readAllBytes()) instanceof Map<?, ?> object) {
            question.read(Tree.asObject(object));
            return question.body();
        }
        throw Body.violated(
                List.of(new Violation("", "must be an object, with one field for each input of the model")));
    }
}
