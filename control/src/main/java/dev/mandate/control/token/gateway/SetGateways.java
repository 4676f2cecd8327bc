package dev.mandate.control.token.gateway;

import dev.mandate.protocol.form.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The gateways whose keys are in the setting {@code mandate.gateway-keys}, by ids that are made of the digests. */
public final class SetGateways {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String PREFIX = "gateway-set-";
    private static final int FINGERPRINT = 16;
    private static final int SHORTEST = 32;

    private final Map<String, Digest> digests = new LinkedHashMap<>();

    /**
     * Reads the setting.
     *
     * @param keys each {@code sha256:} with 64 small hexadecimal digits, or a key itself of at least 32 characters
     * @throws IllegalArgumentException that does not repeat a key
     */
    public SetGateways(List<String> keys) {
        for (String key : keys) {
            Digest digest = digest(key);
            digests.put(PREFIX + digest.toString().substring(0, FINGERPRINT), digest);
        }
    }

    private static Digest digest(String key) {
        if (DIGEST.matcher(key).matches()) {
            return Digest.parse(key.substring("sha256:".length()));
        }
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException("a key in `mandate.gateway-keys` must be at least " + SHORTEST
                    + " characters, or `sha256:` and 64 hexadecimal digits");
        }
        return Digest.of(key.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether an id is one of a setting, whichever keys are set now. */
    public static boolean isSet(String gateway) {
        return gateway.startsWith(PREFIX);
    }

    /** Returns whose key has this digest. Compares with all of them, however early one fits, so that timing reveals nothing. */
    Optional<String> holder(Digest shown) {
        Optional<String> holder = Optional.empty();
        for (Map.Entry<String, Digest> set : digests.entrySet()) {
            if (MessageDigest.isEqual(set.getValue().toByteArray(), shown.toByteArray())) {
                holder = Optional.of(set.getKey());
            }
        }
        return holder;
    }

    boolean contains(String gateway) {
        return digests.containsKey(gateway);
    }

    Set<String> ids() {
        return new TreeSet<>(digests.keySet());
    }
}
