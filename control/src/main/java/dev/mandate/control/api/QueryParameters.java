package dev.mandate.control.api;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.token.bearer.Actor;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.StandardReflectionParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * The query parameters that a controller's method declares: each {@link RequestParam}, and each component of a record that
 * is bound from the query.
 *
 * @param known by name, whether the parameter may be repeated
 */
record QueryParameters(SortedMap<String, Boolean> known) {
    private static final int MOST = 100;

    /** Records that are filled in from elsewhere than the query. */
    private static final Set<Class<?>> NOT_BOUND = Set.of(Call.class, Actor.class);

    static QueryParameters of(HandlerMethod method) {
        SortedMap<String, Boolean> known = new TreeMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new StandardReflectionParameterNameDiscoverer());
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                known.put(name(annotation, parameter), repeatable(parameter.getParameterType()));
            } else if (bound(parameter)) {
                Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .forEach(c -> known.put(c.getName(), repeatable(c.getType())));
            }
        }
        return new QueryParameters(known);
    }

    private static String name(RequestParam annotation, MethodParameter parameter) {
        return annotation.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : annotation.name();
    }

    private static boolean bound(MethodParameter parameter) {
        return parameter.getParameterType().isRecord()
                && !NOT_BOUND.contains(parameter.getParameterType())
                && parameter.getParameterAnnotations().length == 0;
    }

    private static boolean repeatable(Class<?> type) {
        return Collection.class.isAssignableFrom(type);
    }

    /**
     * What is wrong with a query: its first parameter that is unknown, or repeated though it has one value.
     *
     * @throws Refusal 400 if the query cannot be decoded, or names more parameters than any call has
     */
    Optional<Refusal> fault(@Nullable String query) {
        Set<String> seen = new HashSet<>();
        for (String name : names(query)) {
            Boolean repeatable = known.get(name);
            if (repeatable == null) {
                return Optional.of(Refusals.malformed(Text.shown(name), "is not a parameter here: " + listed()));
            }
            if (!seen.add(name) && !repeatable) {
                return Optional.of(Refusals.malformed(name, "is repeated: send it once"));
            }
        }
        return Optional.empty();
    }

    private static List<String> names(@Nullable String query) {
        List<String> pairs = Arrays.stream(query == null ? new String[0] : query.split("&"))
                .filter(pair -> !pair.isEmpty())
                .toList();
        if (pairs.size() > MOST) {
            throw Refusals.malformed("", "the query has more than " + MOST + " parameters");
        }
        pairs.forEach(QueryParameters::decoded);
        List<String> names =
                pairs.stream().map(pair -> decoded(pair.split("=", 2)[0])).toList();
        if (names.contains("")) {
            throw Refusals.malformed("", "the query has a value without a name");
        }
        return names;
    }

    private static String decoded(String text) {
        try {
            byte[] bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw Refusals.malformed("", "the query cannot be decoded: percent-encode each name and value in UTF-8");
        }
    }

    private String listed() {
        return known.isEmpty()
                ? "this call takes none"
                : known.keySet().stream()
                        .map(name -> "`" + name + "`")
                        .collect(Collectors.joining(", ", "known are ", ""));
    }
}
