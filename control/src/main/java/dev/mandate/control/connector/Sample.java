package dev.mandate.control.connector;

import dev.mandate.engine.Request;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.route.CanonicalPath;
import dev.mandate.engine.route.Query;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request as a caller of an action would send it, in the caller's own channel: what a decision can be asked about. */
final class Sample {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");
    /** No literal of a template, so that no other action matches the path. */
    private static final String ANYTHING = "any-0f6c1d";

    private Sample() {}

    static Request of(Action action, Optional<SpaceId> channel) {
        String space = channel.map(SpaceId::value).orElse(ANYTHING);
        String path = PARAMETER
                .matcher(action.key().template())
                .replaceAll(found -> Matcher.quoteReplacement(names(action, found.group(1)) ? space : ANYTHING));
        String query = action.space()
                .filter(s -> s.in() == SpaceParameter.In.QUERY)
                .map(s -> s.name() + "=" + space)
                .orElse("");
        return new Request(action.key().method(), CanonicalPath.parse(path), new Query(query));
    }

    private static boolean names(Action action, String parameter) {
        return action.space()
                .filter(s -> s.in() == SpaceParameter.In.PATH && s.name().equals(parameter))
                .isPresent();
    }
}
