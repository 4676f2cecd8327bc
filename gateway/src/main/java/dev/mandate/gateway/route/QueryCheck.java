package dev.mandate.gateway.route;

import dev.mandate.engine.route.Query;
import dev.mandate.engine.route.Spelling;
import dev.mandate.gateway.decision.Refusals;
import java.util.List;
import java.util.stream.Stream;

/** Refuses a query that an upstream could read as more than parameters: as another method. */
final class QueryCheck {
    /** Letters without the {@code _}, so {@link #overridesMethod} asks for what precedes them. */
    private static final Spelling METHOD = new Spelling("_method");

    private static final List<Spelling> HEADERS = Stream.of(
                    "x-http-method-override", "x-http-method", "x-method-override")
            .map(Spelling::new)
            .toList();

    private QueryCheck() {}

    static void check(String method, Query query) {
        // frameworks read the override from a POST alone
        if (method.equals("POST") && query.anyName(QueryCheck::overridesMethod)) {
            throw Refusals.methodInQuery();
        }
    }

    /** The parameter {@code method} is not {@code _method}: a name that begins with a letter can only be one of a header. */
    private static boolean overridesMethod(String name) {
        boolean plain = beginsPlain(name);
        return (!plain && METHOD.isOf(name))
                || ((!plain || name.charAt(0) == 'x' || name.charAt(0) == 'X')
                        && HEADERS.stream().anyMatch(header -> header.isOf(name)));
    }

    /** Whether the first character is a letter or digit of ASCII, which no reader drops and which folds to itself. */
    private static boolean beginsPlain(String name) {
        return !name.isEmpty() && name.charAt(0) < 0x80 && Character.isLetterOrDigit(name.charAt(0));
    }
}
