package dev.mandate.engine;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.route.CanonicalPath;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An action's claim to requests, with its template as a regular expression. */
record Claim(Api api, Action action, List<String> names, Pattern pattern, String witness, long segments) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    Claim(Api api, Action action) {
        this(
                api,
                action,
                new ArrayList<>(),
                Pattern.compile(regex(action.key().template())),
                PARAMETER.matcher(action.key().template()).replaceAll("~"),
                segments(action.key().template()));
        Matcher parameters = PARAMETER.matcher(action.key().template());
        while (parameters.find()) {
            names.add(parameters.group(1));
        }
    }

    private static String regex(String template) {
        return "\\Q" + PARAMETER.matcher(template).replaceAll("\\\\E([^/]+?)\\\\Q") + "\\E";
    }

    private static long segments(String path) {
        return path.chars().filter(c -> c == '/').count();
    }

    boolean matches(CanonicalPath path) {
        return segments == segments(path.toString())
                && pattern.matcher(path.toString()).matches();
    }

    /** The methods that it answers to: HEAD too for a GET, unless HEAD is listed for the same template. */
    Set<String> methods(List<Claim> all) {
        String own = action.key().method();
        boolean listed =
                all.stream().anyMatch(c -> c.action.key().method().equals("HEAD") && c.covers(this) && covers(c));
        return own.equals("GET") && !listed ? Set.of("GET", "HEAD") : Set.of(own);
    }

    private boolean covers(Claim other) {
        return segments == other.segments && pattern.matcher(other.witness).matches();
    }

    /** Of those that none is more specific than, the one of highest precedence. */
    static Claim first(List<Claim> found) {
        return found.stream()
                .filter(c -> found.stream().noneMatch(other -> c.covers(other) && !other.covers(c)))
                .max(Comparator.comparingInt(c -> c.action.precedence()))
                .orElseThrow();
    }

    /** What the request says the parameter is, as often as it says it. */
    List<String> values(SpaceParameter parameter, Request request) {
        return switch (parameter.in()) {
            case PATH -> inPath(parameter.name(), request.path());
            case QUERY -> inQuery(parameter.name(), request.query().text());
        };
    }

    private List<String> inPath(String name, CanonicalPath path) {
        Matcher matcher = pattern.matcher(path.toString());
        boolean known = matcher.matches() && names.contains(name);
        return known ? List.of(decoded(matcher.group(names.indexOf(name) + 1).replace("+", "%2B"))) : List.of();
    }

    private static List<String> inQuery(String name, String query) {
        List<String> values = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            String[] halves = pair.split("=", 2);
            if (decoded(halves[0]).equals(name)) {
                values.add(halves.length == 1 ? "" : decoded(halves[1]));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Verdict says(@Nullable Reason refusal, @Nullable String space, Map<Need, Set<EntityRole>> missing) {
        return new Verdict(
                Optional.ofNullable(refusal), Optional.of(action.key()), Optional.ofNullable(space), missing, Set.of());
    }
}
