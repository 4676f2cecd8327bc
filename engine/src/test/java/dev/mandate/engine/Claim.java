package dev.mandate.engine;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.route.CanonicalPath;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An action's claim to requests, with its template as a regular expression. */
record Claim(Api api, Action action, List<String> names, Pattern pattern, List<String> witnesses) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+?)(\\.\\.\\.)?}");

    Claim(Api api, Action action) {
        this(
                api,
                action,
                new ArrayList<>(),
                Pattern.compile(regex(action.key().template())),
                // a tail can be short, and only a tail matches what it can be long
                List.of(witness(action, "~"), witness(action, "~/~/~/~/~/~")));
        Matcher parameters = PARAMETER.matcher(action.key().template());
        while (parameters.find()) {
            names.add(parameters.group(1));
        }
    }

    private static String witness(Action action, String tail) {
        return PARAMETER.matcher(action.key().template()).replaceAll(m -> m.group(2) == null ? "~" : tail);
    }

    private static String regex(String template) {
        return "\\Q"
                + PARAMETER
                        .matcher(template)
                        .replaceAll(m -> m.group(2) == null ? "\\\\E([^/]+?)\\\\Q" : "\\\\E(.*[^/])\\\\Q")
                + "\\E";
    }

    boolean matches(CanonicalPath path) {
        return pattern.matcher(path.toString()).matches();
    }

    /** The methods that it answers to: HEAD too for a GET, unless HEAD is listed for the same template. */
    Set<String> methods(List<Claim> all) {
        String own = action.key().method();
        boolean listed =
                all.stream().anyMatch(c -> c.action.key().method().equals("HEAD") && c.covers(this) && covers(c));
        return own.equals("GET") && !listed ? Set.of("GET", "HEAD") : Set.of(own);
    }

    private boolean covers(Claim other) {
        return other.witnesses.stream()
                .allMatch(witness -> pattern.matcher(witness).matches());
    }

    /** Of those that none is more specific than, those of the highest precedence, by key. */
    static List<Claim> first(List<Claim> found) {
        List<Claim> specific = found.stream()
                .filter(c -> found.stream().noneMatch(other -> c.covers(other) && !other.covers(c)))
                .toList();
        return specific.stream()
                .filter(c -> specific.stream().noneMatch(other -> other.action.precedence() > c.action.precedence()))
                .sorted(Comparator.comparing(c -> c.action.key().toString()))
                .toList();
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

    /** Whether the query has the parameter in another spelling, or that of one that is in the path. */
    boolean alike(SpaceParameter parameter, Request request) {
        boolean inPath = parameter.in() == SpaceParameter.In.PATH;
        String query = request.query().text();
        boolean alike = query.contains(";");
        for (String pair : query.split("&", -1)) {
            String key = decoded(pair.split("=", 2)[0]);
            boolean itself = key.equals(parameter.name()) && !inPath;
            String wanted = letters(parameter.name());
            boolean same = Stream.of(key, key.split("\\[", 2)[0], key.split("\0", 2)[0])
                    .anyMatch(spelt -> letters(spelt).equals(wanted) && !wanted.isEmpty());
            alike |= key.contains(";") || (same && !itself) || (inPath && key.equals(parameter.name()));
        }
        return alike;
    }

    private static String letters(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("[^\\p{L}\\p{Nd}]", "")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Verdict says(@Nullable Reason refusal, @Nullable String space, Map<Need, Set<EntityRole>> missing) {
        return new Verdict(
                Optional.ofNullable(refusal),
                Optional.of(action.key()),
                Optional.ofNullable(space),
                missing,
                refusal == Reason.ACTION_NOT_PERMITTED ? Set.of(action.key()) : Set.of(),
                Set.of());
    }
}
