package dev.mandate.gateway.upstream;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a connection may be idle: {@code Keep-Alive: timeout=SECONDS} of an upstream. */
final class KeepAlive {
    private static final Pattern TIMEOUT =
            Pattern.compile("(?:^|[,;\\s])timeout\\s*=\\s*\"?(\\d{1,6})", Pattern.CASE_INSENSITIVE);

    private KeepAlive() {}

    /**
     * Returns the shorter of the setting and half a second less than what the upstream says, in nanoseconds; so a request is not
     * sent while the upstream closes.
     */
    static long nanos(String said, Duration setting) {
        Matcher timeout = TIMEOUT.matcher(said);
        if (!timeout.find()) {
            return setting.toNanos();
        }
        Duration upstream = Duration.ofSeconds(Long.parseLong(timeout.group(1))).minusMillis(500);
        return Math.max(0, Math.min(upstream.toNanos(), setting.toNanos()));
    }
}
