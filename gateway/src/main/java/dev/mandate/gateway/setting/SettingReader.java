package dev.mandate.gateway.setting;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings by name, each at most once, and refuses those that nobody read. */
final class SettingReader {
    /** The most of any count. Sums of two counts are computed from it without an overflow. */
    static final int MOST = 1_000_000_000;

    private static final long MOST_BYTES = 1L << 40;
    private static final int LAST_PORT = 65_535;
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Pattern SIMPLE_TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> asked = new LinkedHashMap<>();
    private final Set<String> unread;

    /** Takes {@code MANDATE_GATEWAY_PORT} and {@code mandate.gateway.port} for one name. */
    SettingReader(Map<String, String> given) {
        given.forEach((name, value) -> {
            if (values.put(spelled(name), value) != null) {
                throw new InvalidSettingException("setting `" + name + "` is given twice, in two spellings");
            }
        });
        unread = new TreeSet<>(values.keySet());
    }

    private static String spelled(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Reads a text that is not blank; {@code otherwise} may be. */
    String text(String name, String otherwise) {
        unread.remove(name);
        asked.putIfAbsent(name, otherwise);
        String given = values.get(name);
        if (given != null && given.isBlank()) {
            throw new InvalidSettingException(
                    "setting `" + name + "` is empty: give it a value, or remove it for its default");
        }
        return given == null ? otherwise : given;
    }

    String required(String name) {
        String value = text(name, "");
        if (value.isBlank()) {
            throw new InvalidSettingException("setting `" + name + "` is required");
        }
        return value;
    }

    /** Reads a count or a number of bytes, {@code least} to {@link #MOST}. */
    int number(String name, int otherwise, int least) {
        return number(name, otherwise, least, MOST);
    }

    int number(String name, int otherwise, int least, int most) {
        return (int) whole(name, otherwise, least, most);
    }

    int port(String name, int otherwise) {
        return number(name, otherwise, 0, LAST_PORT);
    }

    /** Reads a number of bytes that may be larger than memory, 1 to 1 TiB. */
    long bytes(String name, long otherwise) {
        return whole(name, otherwise, 1, MOST_BYTES);
    }

    private long whole(String name, long otherwise, long least, long most) {
        return read(name, Long.toString(otherwise), "a whole number, " + least + " to " + most, text -> {
            long number = Long.parseLong(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    /** Reads the address of a port: a host that can be resolved. */
    String host(String name) {
        return read(name, "127.0.0.1", "an address of this machine, or a name that resolves to one", host -> {
            try {
                InetAddress.getByName(host);
                return host;
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    Path path(String name, String otherwise) {
        return read(name, otherwise, "a path of this file system", Path::of);
    }

    boolean yes(String name) {
        return read(name, "false", "`true` or `false`", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** Reads a time of at most one day. */
    Duration duration(String name, Duration otherwise) {
        return duration(name, otherwise, Duration.ZERO);
    }

    Duration duration(String name, Duration otherwise, Duration least) {
        boolean seconds = least.toMillis() % 1_000 == 0;
        String form = "a time such as `200ms`, `5s` or `24h`, "
                + (seconds ? least.toSeconds() + "s" : least.toMillis() + "ms") + " to " + LONGEST.toDays() + "d";
        return read(name, otherwise.toString(), form, text -> {
            Duration duration = time(text);
            if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException();
            }
            return duration;
        });
    }

    /** {@code 5s} as in the control plane's settings, or ISO-8601. */
    private static Duration time(String text) {
        Matcher simple = SIMPLE_TIME.matcher(text);
        if (!simple.matches()) {
            return Duration.parse(text);
        }
        long amount = Long.parseLong(simple.group(1));
        return switch (simple.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    URI url(String name, String otherwise) {
        return read(name, otherwise, "an http or https URL without path, query and fragment", text -> {
            URI url = URI.create(text);
            if (!isOrigin(url)) {
                throw new IllegalArgumentException();
            }
            return url;
        });
    }

    private static boolean isOrigin(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getPort() != 0
                && url.getPort() <= LAST_PORT
                && url.getRawPath().isEmpty()
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null;
    }

    private <T> T read(String name, String otherwise, String form, Function<String, T> parse) {
        String text = text(name, otherwise);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException malformed) {
            throw new InvalidSettingException("setting `" + name + "` must be " + form + ", not `" + text + "`");
        }
    }

    /** What was asked for so far, with the defaults. */
    Map<String, String> asked() {
        return asked;
    }

    void refuseUnread() {
        if (!unread.isEmpty()) {
            throw new InvalidSettingException("setting `" + unread.iterator().next() + "` is not known to the gateway");
        }
    }
}
