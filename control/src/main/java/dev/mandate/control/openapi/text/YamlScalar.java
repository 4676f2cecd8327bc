package dev.mandate.control.openapi.text;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** The core schema of YAML 1.2: plain scalars are null, true, false, numbers, else text; no other tag is known. */
final class YamlScalar {
    private static final String PREFIX = "tag:yaml.org,2002:";
    private static final Set<String> TAGS = Set.of("str", "int", "float", "bool", "null", "map", "seq");
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUES = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSES = Set.of("false", "False", "FALSE");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final int LONGEST_NUMBER = 64;

    private YamlScalar() {}

    static Value value(ScalarEvent scalar) {
        requireKnown(scalar.getTag(), scalar);
        boolean text = scalar.getTag() == null ? !scalar.isPlain() : isText(scalar.getTag());
        return text ? new Value.Text(scalar.getValue()) : resolved(scalar.getValue());
    }

    private static boolean isText(String tag) {
        return tag.equals("!") || tag.equals(PREFIX + "str");
    }

    private static Value resolved(String plain) {
        if (NULLS.contains(plain)) {
            return Value.Nothing.NULL;
        }
        if (TRUES.contains(plain) || FALSES.contains(plain)) {
            return new Value.Flag(TRUES.contains(plain));
        }
        return plain.length() <= LONGEST_NUMBER && NUMBER.matcher(plain).matches()
                ? new Value.Numeric(plain)
                : new Value.Text(plain);
    }

    static void requireKnown(@Nullable String tag, NodeEvent event) {
        if (tag != null && !isText(tag) && !(tag.startsWith(PREFIX) && TAGS.contains(tag.substring(PREFIX.length())))) {
            throw YamlText.refused(event.getStartMark(), "the tag " + quoted(tag) + " is not read; remove it");
        }
    }
}
