package dev.mandate.engine;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.uri.CanonicalPath;
import java.net.URLDecoder;
import java.net.URLEncoder;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An action's claim to requests, with its template as a regular expression. */
record Claim(Api api, Action action, Pattern pattern, List<String> witnesses) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+?)(\\.\\.\\.)?}");

    Claim(Api api, Action action) {
        this(
                api,
                action,
                Pattern.compile(regex(action.key().template())),
                // a tail may be short, and only another tail matches a long one
                List.of(witness(action, "~"), witness(action, "~/~/~/~/~/~")));
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

    /**
     * Returns the methods that the action answers: for GET also HEAD, unless an action lists HEAD for the same
     * template.
     */
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

    /**
     * Returns whether the path matches the template only for a parser that folds spellings. Compares segment by
     * segment.
     */
    boolean resembles(CanonicalPath path) {
        String[] parts = parts();
        String[] segments = path.toString().substring(1).split("/", -1);
        boolean open = parts[parts.length - 1].endsWith("...}");
        boolean closed = segments[segments.length - 1].isEmpty();
        int fixed = open ? parts.length - 1 : parts.length;
        boolean fits = open ? segments.length > fixed && !closed : segments.length == fixed;
        for (int i = 0; fits && i < fixed; i++) {
            String letters = folded(decoded(segments[i].replace("+", "%2B")));
            String part = foldedPart(parts[i]);
            fits = matches(parts[i], segments[i]) || matches(part, letters) || matches(part, trimmed(letters));
        }
        return fits && !matches(path);
    }

    boolean reaches(CanonicalPath path) {
        return matches(path) || resembles(path);
    }

    private static boolean matches(String part, String segment) {
        return Pattern.matches(regex(part), segment);
    }

    private String[] parts() {
        return action.key().template().substring(1).split("/", -1);
    }

    /**
     * Returns whether an upstream that folds spellings may serve this action, whose template resembles the path,
     * instead of the other, whose template matches it.
     */
    boolean mayBeServedFor(Claim other) {
        String upstream = api.upstream();
        boolean ordered = other.action.precedence() > action.precedence();
        return !ordered
                && !upstream.isEmpty()
                && server(upstream).equals(server(other.api.upstream()))
                && !folded().covers(other.folded());
    }

    /** Of the upstreams of {@link RandomCatalogue} and of scenarios, without their scheme and the ports of the web. */
    private static String server(String upstream) {
        return upstream.toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst(":(80|443)$", "")
                .replaceFirst("^(127\\.0\\.0\\.1|\\[::1\\]|\\[::ffff:127\\.0\\.0\\.1\\])", "localhost");
    }

    private Claim folded() {
        StringBuilder template = new StringBuilder();
        for (String part : parts()) {
            template.append('/').append(foldedPart(part));
        }
        ActionKey key = new ActionKey(action.key().method(), template.toString());
        return new Claim(
                api,
                new Action(
                        action.id(),
                        key,
                        action.status(),
                        action.demand(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        action.precedence()));
    }

    /** Returns the path with its last segment decoded and folded. */
    static String foldedEnd(CanonicalPath path) {
        int last = path.toString().lastIndexOf('/') + 1;
        String end = decoded(path.toString().substring(last).replace("+", "%2B"));
        return path.toString().substring(0, last) + trimmed(folded(end));
    }

    /** Returns the path with each segment decoded and folded. */
    static String foldedPath(String path) {
        return Stream.of(path.split("/", -1))
                .map(segment -> trimmed(folded(decoded(segment.replace("+", "%2B")))))
                .collect(Collectors.joining("/"));
    }

    static String encoded(String segment) {
        String composed = Normalizer.normalize(segment, Normalizer.Form.NFC);
        return URLEncoder.encode(composed, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String foldedPart(String part) {
        return part.contains("{") ? folded(part) : trimmed(folded(part));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll(
                        "[\\p{Mn}\\p{Me}\\p{Cf}\\x{115F}\\x{1160}\\x{2065}\\x{2800}\\x{FFF0}-\\x{FFF8}\\x{E0000}-\\x{E0FFF}]",
                        "")
                .replaceAll("\\p{Z}", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && ". ".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end == 0 ? text : text.substring(0, end);
    }

    /** Returns the most specific claims; among them those of the highest precedence, by key. */
    static List<Claim> first(List<Claim> found) {
        List<Claim> specific = found.stream()
                .filter(c -> found.stream().noneMatch(other -> c.covers(other) && !other.covers(c)))
                .toList();
        return specific.stream()
                .filter(c -> specific.stream().noneMatch(other -> other.action.precedence() > c.action.precedence()))
                .sorted(Comparator.comparing(c -> c.action.key().toString()))
                .toList();
    }

    /** Returns every value that the request gives for the parameter. */
    List<String> values(SpaceParameter parameter, Request request) {
        return switch (parameter.in()) {
            case PATH -> inPath(parameter.name(), request.path());
            case QUERY -> inQuery(parameter.name(), request.query().text());
        };
    }

    /** Reads segment by segment, because an earlier segment may be in another spelling. */
    private List<String> inPath(String name, CanonicalPath path) {
        String[] parts = parts();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            boolean tail = parts[i].equals("{" + name + "...}");
            String text = tail ? rest(path, i) : path.toString().substring(1).split("/", -1)[i];
            Matcher segment = Pattern.compile(regex(parts[i])).matcher(text);
            List<String> in = PARAMETER
                    .matcher(parts[i])
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            if (in.contains(name) && segment.matches()) {
                values.add(decoded(segment.group(in.indexOf(name) + 1).replace("+", "%2B")));
            }
        }
        return values;
    }

    /** Returns whether the segment of a path parameter splits in two ways, as greedy and reluctant expressions find them. */
    boolean splits(SpaceParameter parameter, CanonicalPath path) {
        String[] parts = parts();
        boolean splits = false;
        for (int i = 0; i < parts.length; i++) {
            if (parameter.in() == SpaceParameter.In.PATH && parts[i].contains("{" + parameter.name() + "}")) {
                String text =
                        decoded(path.toString().substring(1).split("/", -1)[i].replace("+", "%2B"));
                splits |= splits(parts[i], text) || splits(folded(parts[i]), folded(text));
            }
        }
        return splits;
    }

    private static boolean splits(String part, String text) {
        Matcher shortest =
                Pattern.compile(regex(decoded(part.replace("+", "%2B")))).matcher(text);
        Matcher longest =
                Pattern.compile(shortest.pattern().pattern().replace("+?", "+")).matcher(text);
        return shortest.matches()
                && longest.matches()
                && IntStream.rangeClosed(1, shortest.groupCount())
                        .anyMatch(i -> !shortest.group(i).equals(longest.group(i)));
    }

    private static String rest(CanonicalPath path, int from) {
        List<String> segments = List.of(path.toString().substring(1).split("/", -1));
        return String.join("/", segments.subList(from, segments.size()));
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

    /** Returns whether the query repeats a path parameter, or contains the parameter in another spelling. */
    boolean alike(SpaceParameter parameter, Request request) {
        boolean inPath = parameter.in() == SpaceParameter.In.PATH;
        String query = request.query().text();
        boolean alike = query.contains(";");
        for (String pair : query.split("&", -1)) {
            String key = decoded(pair.split("=", 2)[0]);
            boolean itself = key.equals(parameter.name()) && !inPath;
            boolean same = related(parameter.name(), key);
            alike |= key.contains(";") || (same && !itself) || (inPath && key.equals(parameter.name()));
        }
        return alike;
    }

    /** Returns whether one of the names, in any spelling, is the other, or a member of the other. */
    private static boolean related(String name, String key) {
        boolean related = false;
        for (int end = 0; end <= key.length(); end++) {
            String start = letters(key.substring(0, end));
            String stop = key.substring(end);
            boolean whole = stop.isEmpty() || stop.startsWith("\0");
            boolean list = stop.startsWith("]") && key.substring(0, end).endsWith("[");
            boolean leaf = stop.matches("(?s)][^\\[.].*|]");
            boolean member = stop.matches("(?s)[\\[\\].].*");
            related |= (whole || member) && start.equals(letters(name));
            for (int i = 0; i < name.length(); i++) {
                boolean owner = "[.".indexOf(name.charAt(i)) >= 0 && start.equals(letters(name.substring(0, i)));
                related |= (whole || list || leaf) && owner && !start.isEmpty();
            }
        }
        return related && !letters(name).isEmpty();
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

    ComparedDecision says(@Nullable Reason refusal, @Nullable String space, Map<Need, Set<EntityRole>> missing) {
        return new ComparedDecision(
                Optional.ofNullable(refusal),
                Optional.of(action.key()),
                Optional.ofNullable(space),
                missing,
                refusal == Reason.ACTION_NOT_PERMITTED ? Set.of(action.key()) : Set.of(),
                Set.of());
    }
}
