package dev.mandate.gateway.decision;

import dev.mandate.engine.uri.Query;
import dev.mandate.engine.uri.Spelling;
import java.util.List;
import java.util.stream.Stream;

/** Refuses a query that an upstream could read as more than parameters: as another method, or as a token. */
final class QueryCheck {
    /** Letters without the {@code _}, so {@link #overridesMethod} asks for what precedes them. */
    private static final Spelling METHOD = new Spelling("_method");

    private static final List<Spelling> HEADERS = Stream.of(
                    "x-http-method-override", "x-http-method", "x-method-override")
            .map(Spelling::new)
            .toList();

    /** RFC 6750, section 2.3, which RFC 9700 forbids: what is in a URL is logged on its way. */
    private static final Spelling TOKEN = new Spelling("access_token");

    private QueryCheck() {}

    static void check(String method, Query query) {
        if (query.anyName(QueryCheck::isToken)) {
            throw Refusals.tokenInQuery();
        }
        // frameworks read the override from a POST alone
        if (method.equals("POST") && query.anyName(QueryCheck::overridesMethod)) {
            throw Refusals.methodInQuery();
        }
    }

    private static boolean isToken(String name) {
        return mayBeginWith('a', name) && TOKEN.isOf(name);
    }

    /** The parameter {@code method} is not {@code _method}: a name that begins with a letter can only be one of a header. */
    private static boolean overridesMethod(String name) {
        return (!beginsPlain(name) && METHOD.isOf(name))
                || (mayBeginWith('x', name) && HEADERS.stream().anyMatch(header -> header.isOf(name)));
    }

    /** Whether the first letter may be this one in some spelling. It is not for nearly every name. */
    private static boolean mayBeginWith(char letter, String name) {
        return !beginsPlain(name) || (name.charAt(0) | 0x20) == letter;
    }

    /** Whether the first character is a letter or digit of ASCII, which no reader drops and which folds to itself. */
    private static boolean beginsPlain(String name) {
        return !name.isEmpty() && name.charAt(0) < 0x80 && Character.isLetterOrDigit(name.charAt(0));
    }
}
