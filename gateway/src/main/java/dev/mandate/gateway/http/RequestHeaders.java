package dev.mandate.gateway.http;

import dev.mandate.gateway.decision.Headers;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers of an HTTP request, as the decider reads them. */
record RequestHeaders(HttpHeaders fields) implements Headers {
    @Override
    public @Nullable String first(String name) {
        return fields.get(name);
    }

    @Override
    public List<String> all(String name) {
        return fields.getAll(name);
    }

    @Override
    public boolean isRepeated(String name) {
        return fields.contains(name) && all(name).size() > 1;
    }
}
