package dev.mandate.control;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One name in two spellings: {@code MANDATE_LOG_POLL} outside, {@code mandate.log.poll} within. */
final class SettingName {
    private SettingName() {}

    static String outside(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** {@code wholeAfter} becomes {@code whole-after}. */
    static String dashed(String component) {
        return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** A message about settings, in the spelling that people give them in. */
    static String outside(String message, Map<String, String> propertyByName) {
        // the longest first, as one may begin with another
        Map<String, String> longestFirst = new TreeMap<>(
                (a, b) -> a.length() == b.length() ? a.compareTo(b) : Integer.compare(b.length(), a.length()));
        propertyByName.forEach((name, property) -> longestFirst.put(property, name));
        String text = message;
        for (Map.Entry<String, String> entry : longestFirst.entrySet()) {
            text = text.replace("`" + entry.getKey() + "`", "`" + entry.getValue() + "`");
        }
        return text;
    }
}
