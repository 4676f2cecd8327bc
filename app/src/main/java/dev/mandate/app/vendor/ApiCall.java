package dev.mandate.app.vendor;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One call of a partner's API.
 *
 * @param body to be sent as JSON; null for none
 */
public record ApiCall(String method, String path, @Nullable Object body, Map<String, String> headers) {
    public ApiCall {
        headers = Map.copyOf(headers);
    }

    public static ApiCall get(String path) {
        return new ApiCall("GET", path, null, Map.of());
    }

    public static ApiCall of(String method, String path, @Nullable Object body) {
        return new ApiCall(method, path, body, Map.of());
    }

    /** The same, to be done once however often it is sent. */
    public ApiCall once(String key) {
        return with("Idempotency-Key", key);
    }

    /** The same, answered from a state at least as new as that write. */
    public ApiCall after(String revision) {
        return revision.isEmpty() ? this : with("Mandate-At-Least", revision);
    }

    private ApiCall with(String name, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(name, value);
        return new ApiCall(method, path, body, all);
    }
}
