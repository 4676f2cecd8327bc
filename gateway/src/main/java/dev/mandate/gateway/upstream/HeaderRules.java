package dev.mandate.gateway.upstream;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers cross the gateway. Names compare in one spelling, lower-case with {@code _} and {@code .} as {@code -},
 * because servers behind us may fold them so (RFC 9700, section 4.13).
 */
final class HeaderRules {
    static final String REASON = "Mandate-Reason";

    private static final String OURS = "mandate-";
    /** Between two neighbours only (RFC 9110, section 7.6.1), and what frames a message: each side writes its own. */
    private static final Set<String> HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "content-length",
            "upgrade",
            "http2-settings");

    /** By these a caller could make an upstream believe another method, path, host or address. */
    private static final Set<String> MISLEADING = Set.of(
            "host",
            "expect",
            "proxy",
            "forwarded",
            "x-real-ip",
            "x-client-ip",
            "true-client-ip",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-original-url",
            "x-original-uri",
            "x-original-method",
            "x-original-host",
            "x-rewrite-url",
            "x-host");

    private static final String FORWARDED = "x-forwarded-";

    private HeaderRules() {}

    static String spelling(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    /** The headers of a call that a partner API is sent, without the caller's token. */
    static void toPartner(MultiMap from, MultiMap to) {
        Set<String> listed = listed(from);
        from.forEach((name, value) -> {
            String spelled = spelling(name);
            if (passes(spelled, listed) && !spelled.startsWith(OURS) && !spelled.equals("authorization")) {
                to.add(name, value);
            }
        });
    }

    /** The headers of a call that the control plane is sent: it reads the token, and waits as the caller demands. */
    static void toControl(MultiMap from, MultiMap to) {
        Set<String> listed = listed(from);
        from.forEach((name, value) -> {
            String spelled = spelling(name);
            boolean demand = name.equalsIgnoreCase("Mandate-At-Least");
            if (passes(spelled, listed) && (demand || !spelled.startsWith(OURS))) {
                to.add(name, value);
            }
        });
    }

    private static boolean passes(String spelled, Set<String> listed) {
        return !HOP.contains(spelled)
                && !MISLEADING.contains(spelled)
                && !spelled.startsWith(FORWARDED)
                && !listed.contains(spelled);
    }

    /**
     * The headers of an answer.
     *
     * @param keepsOurs whether it is the control plane's, whose {@code Mandate-Revision} is meant for the caller
     */
    static void toCaller(MultiMap from, MultiMap to, boolean keepsOurs) {
        Set<String> listed = listed(from);
        from.forEach((name, value) -> {
            String spelled = spelling(name);
            boolean ours = spelled.startsWith(OURS) && !(keepsOurs && spelled.equals("mandate-revision"));
            if (!HOP.contains(spelled) && !listed.contains(spelled) && !ours) {
                to.add(name, value);
            }
        });
    }

    private static Set<String> listed(MultiMap headers) {
        Set<String> names = new HashSet<>();
        for (String value : headers.getAll("Connection")) {
            for (String name : value.split(",", -1)) {
                names.add(spelling(name.strip()));
            }
        }
        return names;
    }
}
