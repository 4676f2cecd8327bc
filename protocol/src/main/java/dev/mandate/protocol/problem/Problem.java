package dev.mandate.protocol.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An error answer in the form of RFC 9457, with the stable {@code code} that programs read.
 *
 * @param status the HTTP status, 400 to 599
 * @param code lower-case words with underscores; {@code type} is the URL of its page
 * @param detail one sentence that the caller can act on
 * @param members further members, such as {@code decision}, {@code missing} or {@code errors}, as plain maps, lists,
 *     strings and numbers
 */
public record Problem(int status, String code, String title, String detail, Map<String, Object> members) {
    /** The media type of the answer. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem's status is 400 to 599, not `" + status + "`");
        }
        Objects.requireNonNull(code);
        Objects.requireNonNull(title);
        Objects.requireNonNull(detail);
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Map.of());
    }

    /** Returns the same problem with an additional member. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, code, title, detail, more);
    }

    /** Returns the members of the JSON object, in the order in which they are written. */
    public Map<String, Object> toMap(ProblemTypes types) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", types.of(code));
        map.put("title", title);
        map.put("status", status);
        map.put("detail", detail);
        map.put("code", code);
        map.putAll(members);
        return map;
    }
}
