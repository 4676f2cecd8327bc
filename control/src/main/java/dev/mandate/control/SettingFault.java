package dev.mandate.control;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

/** Says in one line what is wrong with a setting: what its record says, else what the value must look like. */
final class SettingFault {
    private SettingFault() {}

    /**
     * Says what is wrong, with the value.
     *
     * @param retry binds all settings again with one of them changed: its name within, and its text
     */
    static String line(BindException e, BiConsumer<String, String> retry) {
        ConfigurationProperty property = e.getProperty();
        String value = property == null ? "" : String.valueOf(property.getValue());
        return said(e).or(() -> range(e, retry).map(range -> range + ", not `" + value + "`"))
                .orElseGet(() -> "setting `" + e.getName() + "` must be " + form(type(e))
                        + (property == null ? "" : ", not `" + value + "`"));
    }

    private static Class<?> type(BindException e) {
        return e.getTarget().getType().resolve(Object.class);
    }

    /** The range as the record states it, which refuses a value below every range; empty if another setting is refused first. */
    private static Optional<String> range(BindException e, BiConsumer<String, String> retry) {
        Class<?> type = type(e);
        String below = type == Duration.class ? "-1s" : "-1";
        if (type != int.class && type != long.class && type != Duration.class) {
            return Optional.empty();
        }
        try {
            retry.accept(e.getName().toString(), below);
            return Optional.empty();
        } catch (BindException refused) {
            return said(refused)
                    .filter(m -> m.startsWith("`" + e.getName() + "` must be "))
                    .filter(m -> m.endsWith(", not `" + below + "`"))
                    .map(m -> m.substring(0, m.length() - ", not ``".length() - below.length()));
        }
    }

    /** INVARIANT: the records' own messages name their settings, and nothing else that is thrown here does. */
    private static Optional<String> said(Throwable e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof IllegalArgumentException && message != null && message.contains("`mandate.")) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    private static String form(Class<?> type) {
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == boolean.class) {
            return "`true` or `false`";
        }
        if (type == Duration.class) {
            return "a time such as `200ms`, `5s` or `24h`";
        }
        if (type == Path.class) {
            return "a path of this file system";
        }
        return type == URI.class ? "a URL such as `https://api.example.com`" : "of another form";
    }
}
