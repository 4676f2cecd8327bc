package dev.mandate.samples.media.operator;

import dev.mandate.samples.form.InvalidFormException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An allowed webhook URL: HTTPS with a host name, or this machine if a setting allows it. */
record WebhookUrl(URI uri) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    // A name whose last label begins with a letter, which excludes every spelling of an IP address (127.1, 0x7f000001,
    // [::1]).
    private static final Pattern HOST_NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

    /**
     * Parses and checks a URL.
     *
     * @throws InvalidFormException if webhooks must not go there
     */
    static WebhookUrl parse(String text, boolean allowLoopback) {
        URI uri = uri(text);
        String scheme = lower(uri.getScheme());
        String host = lower(uri.getHost());
        boolean bare = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
        boolean outside = scheme.equals("https") && HOST_NAME.matcher(host).matches() && !host.endsWith(".localhost");
        boolean inside = allowLoopback && LOOPBACK.contains(host) && (scheme.equals("http") || scheme.equals("https"));
        if (!bare || !(outside || inside)) {
            throw new InvalidFormException("url", "must be https with a host name, no IP address");
        }
        return new WebhookUrl(uri);
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidFormException("url", "must be a URL");
        }
    }

    private static String lower(@Nullable String part) {
        return part == null ? "" : part.toLowerCase(Locale.ROOT);
    }
}
