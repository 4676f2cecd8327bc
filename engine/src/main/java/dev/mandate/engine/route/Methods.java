package dev.mandate.engine.route;

import dev.mandate.engine.template.Endpoint;
import java.util.Collection;
import java.util.stream.Stream;

/** The methods that some action has, each by a number, so that a request's is looked for once. */
final class Methods {
    static final int GET = 0;
    static final int HEAD = 1;

    private final String[] names;

    Methods(Collection<Endpoint> endpoints) {
        Stream<String> own = endpoints.stream().map(e -> e.action().key().method());
        names = Stream.concat(Stream.of("GET", "HEAD"), own).distinct().toArray(String[]::new);
    }

    int count() {
        return names.length;
    }

    /** Less than 0 if no action has it. */
    int number(String method) {
        int number = names.length - 1;
        while (number >= 0 && !names[number].equals(method)) {
            number--;
        }
        return number;
    }
}
