package dev.mandate.protocol.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An error answer in the form of RFC 9457.
 *
 * @param problem which one; programs compare its code
 * @param detail one sentence that the caller can act on
 * @param members further members, such as {@code decision}, {@code missing} or {@code errors}, as plain maps, lists,
 *     strings and numbers
 */
public record Problem(ProblemCode problem, String detail, Map<String, Object> members) {
    /** The media type of the answer. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        Objects.requireNonNull(problem);
        Objects.requireNonNull(detail);
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public static Problem of(ProblemCode problem, String detail) {
        return new Problem(problem, detail, Map.of());
    }

    /** Returns the HTTP status, 400 to 599. */
    public int status() {
        return problem.status();
    }

    /** Returns the stable code; the member {@code type} is the URL of its page. */
    public String code() {
        return problem.code();
    }

    /** Returns the same problem with an additional member. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(problem, detail, more);
    }

    /** Returns the members of the JSON object, in the order in which they are written. */
    public Map<String, Object> toMap(ProblemTypes types) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", types.of(code()));
        map.put("title", problem.title());
        map.put("status", status());
        map.put("detail", detail);
        map.put("code", code());
        map.putAll(members);
        return map;
    }
}
