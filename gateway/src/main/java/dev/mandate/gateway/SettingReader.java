package dev.mandate.gateway;

import java.net.URI;
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

    String text(String name, String otherwise) {
        unread.remove(name);
        asked.putIfAbsent(name, otherwise);
        return values.getOrDefault(name, otherwise);
    }

    String required(String name) {
        String value = text(name, "");
        if (value.isBlank()) {
            throw new InvalidSettingException("setting `" + name + "` is required");
        }
        return value;
    }

    int number(String name, int otherwise, int least) {
        return number(name, otherwise, least, Integer.MAX_VALUE);
    }

    int number(String name, int otherwise, int least, int most) {
        String form = "a whole number of at least " + least + (most == Integer.MAX_VALUE ? "" : " and at most " + most);
        return read(name, Integer.toString(otherwise), form, text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    int port(String name, int otherwise) {
        return read(name, Integer.toString(otherwise), "a port, or 0 for a free one", text -> {
            int number = Integer.parseInt(text);
            if (number < 0 || number > 65_535) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    long bytes(String name, long otherwise) {
        return read(name, Long.toString(otherwise), "a number of bytes", text -> {
            long number = Long.parseLong(text);
            if (number < 1) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    boolean yes(String name) {
        return read(name, "false", "`true` or `false`", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    Duration duration(String name, Duration otherwise) {
        return duration(name, otherwise, Duration.ZERO);
    }

    Duration duration(String name, Duration otherwise, Duration least) {
        String form = "a time such as `200ms`, `5s` or `24h`"
                + (least.isZero() ? "" : " of at least " + least.toMillis() + "ms");
        return read(name, otherwise.toString(), form, text -> {
            Duration duration = time(text);
            if (duration.compareTo(least) < 0) {
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
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!web || url.getHost() == null || !url.getRawPath().isEmpty() || url.getQuery() != null) {
                throw new IllegalArgumentException();
            }
            return url;
        });
    }

    private <T> T read(String name, String otherwise, String form, Function<String, T> parse) {
        String text = text(name, otherwise);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException malformed) {
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
