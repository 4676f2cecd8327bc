package dev.mandate.control;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

/** What is wrong with a setting, in one line: what its record says, else what it must look like. */
final class SettingFault {
    private SettingFault() {}

    static String line(BindException e) {
        String said = said(e);
        if (said != null) {
            return said;
        }
        ConfigurationProperty property = e.getProperty();
        String value = property == null ? "" : ", not `" + property.getValue() + "`";
        return "setting `" + e.getName() + "` must be "
                + form(e.getTarget().getType().resolve(Object.class)) + value;
    }

    /** INVARIANT: the records' own messages name their settings, and nothing else that is thrown here does. */
    private static @Nullable String said(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof IllegalArgumentException && message != null && message.contains("`mandate.")) {
                return message;
            }
        }
        return null;
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
        return type == URI.class ? "a URL" : "of another form";
    }
}
