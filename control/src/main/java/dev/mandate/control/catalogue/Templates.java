package dev.mandate.control.catalogue;

import dev.mandate.control.api.Refusals;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.route.Endpoint;
import dev.mandate.engine.route.Template;
import java.util.function.Supplier;

/** Reads path templates of a document: 400 for one that no request could match. */
final class Templates {
    private Templates() {}

    static Template of(ActionKey key) {
        return read(() -> Template.parse(key.template()));
    }

    static Endpoint endpoint(Api api, Action action) {
        return read(() -> Endpoint.of(api, action));
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw Refusals.malformed("document", String.valueOf(e.getMessage()));
        }
    }
}
