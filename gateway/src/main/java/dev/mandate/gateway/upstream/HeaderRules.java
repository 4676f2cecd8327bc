package dev.mandate.gateway.upstream;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
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
            "http2-settings",
            "host",
            "expect");

    /**
     * By these a caller could make an upstream believe another address, method, path, host or user. A name that ends with
     * {@code -} is a prefix. docs/upstreams.md lists them.
     */
    static final Set<String> MISLEADING = Set.of(
            "forwarded",
            "x-forwarded",
            "x-forwarded-",
            "x-real-ip",
            "x-client-ip",
            "client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "cf-connecting-ipv6",
            "cf-pseudo-ipv4",
            "fastly-client-ip",
            "fly-client-ip",
            "x-cluster-client-ip",
            "x-originating-ip",
            "x-proxyuser-ip",
            "x-remote-ip",
            "x-remote-addr",
            "x-azure-clientip",
            "x-azure-socketip",
            "x-appengine-user-ip",
            "x-envoy-",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-original-",
            "x-rewrite-url",
            "x-http-destinationurl",
            "x-host",
            "x-script-name",
            "script-name",
            "path-info",
            "remote-user",
            "x-remote-user",
            "client-cert",
            "client-cert-chain",
            "proxy");

    private static final List<String> PREFIXES =
            MISLEADING.stream().filter(name -> name.endsWith("-")).toList();

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
                && PREFIXES.stream().noneMatch(spelled::startsWith)
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
