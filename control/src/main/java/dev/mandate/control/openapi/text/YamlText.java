package dev.mandate.control.openapi.text;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * YAML as values, straight from the parser's events.
 *
 * <p>No YAML constructor is used, not even a safe one: events alone cannot make an object, hash a key that contains
 * itself or expand a merge without bound. An alias shares the value that it names, counted with
 * all that it holds, and one inside its own anchor is refused, so the result has no circles.
 */
final class YamlText {
    private static final String MERGE = "<<";

    private final ParserImpl parser;
    private final ReaderLimits limits;
    private final Map<String, Value> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, Long> sizes = new HashMap<>();

    /** Of what was read so far, with every alias written out. */
    private long values;

    private YamlText(String text, ReaderLimits limits) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(limits.documentBytes());
        options.setNestingDepthLimit(limits.depth());
        options.setAllowDuplicateKeys(false);
        this.parser = new ParserImpl(new StreamReader(text), options);
        this.limits = limits;
    }

    static Value parse(String text, ReaderLimits limits) {
        requireShortLines(text, limits.lineLength());
        try {
            return new YamlText(text, limits).document();
        } catch (MarkedYAMLException e) {
            throw refused(e.getProblemMark(), "this is not YAML: " + reason(e.getProblem()) + "; correct it");
        } catch (YAMLException e) {
            throw DocumentRefused.whole("this is not YAML: " + reason(e.getMessage()) + "; correct it");
        }
    }

    private static void requireShortLines(String text, int longest) {
        int line = 1;
        int start = 0;
        for (int end = text.indexOf('\n'); start < text.length(); end = text.indexOf('\n', start)) {
            int next = end < 0 ? text.length() : end;
            if (next - start > longest) {
                throw DocumentText.refusedAt(
                        line,
                        1,
                        "the line is longer than " + longest + " characters; break it, send JSON, or raise"
                                + " `MANDATE_API_DOCUMENT_LINE_LENGTH`");
            }
            start = next + 1;
            line++;
        }
    }

    private static String reason(@Nullable String problem) {
        String line = problem == null ? "" : problem.lines().findFirst().orElse("");
        return Quoted.line(line.toLowerCase(Locale.ROOT), 120);
    }

    private Value document() {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return Value.Nothing.NULL;
        }
        parser.getEvent();
        Value value = value(parser.getEvent(), 0);
        parser.getEvent();
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            throw refused(parser.peekEvent().getStartMark(), "a second document begins here; send one at a time");
        }
        return value;
    }

    private Value value(Event event, int depth) {
        long before = values;
        return switch (event) {
            case AliasEvent alias -> aliased(alias);
            case ScalarEvent scalar -> anchored(counted(whole(scalar)), YamlScalar.value(scalar), before);
            case SequenceStartEvent start -> anchored(start, items(counted(start), depth), before);
            case MappingStartEvent start -> anchored(start, members(counted(start), depth), before);
            default -> throw refused(event.getStartMark(), "a value is missing; add it");
        };
    }

    private <E extends NodeEvent> E counted(E event) {
        count(event, 1);
        return event;
    }

    private void count(NodeEvent event, long more) {
        values += more;
        if (values > limits.values()) {
            Mark mark = event.getStartMark();
            throw limits.tooManyValues(mark.getLine() + 1, mark.getColumn() + 1);
        }
    }

    private Value anchored(NodeEvent event, Value value, long before) {
        if (event.getAnchor() != null) {
            open.remove(event.getAnchor());
            anchors.put(event.getAnchor(), value);
            sizes.put(event.getAnchor(), values - before);
        }
        return value;
    }

    private Value aliased(AliasEvent alias) {
        String anchor = alias.getAnchor();
        Value value = anchors.get(anchor);
        if (open.contains(anchor)) {
            throw refused(alias.getStartMark(), "the alias " + quoted(anchor) + " contains itself; write it out");
        }
        if (value == null) {
            throw refused(alias.getStartMark(), "the alias " + quoted(anchor) + " names no anchor; define it before");
        }
        count(alias, sizes.getOrDefault(anchor, 1L));
        return value;
    }

    private Value items(SequenceStartEvent start, int depth) {
        enter(start, start.getTag(), depth);
        List<Value> items = new ArrayList<>(4);
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(value(parser.getEvent(), depth + 1));
        }
        parser.getEvent();
        return new Value.Items(items);
    }

    private Value members(MappingStartEvent start, int depth) {
        enter(start, start.getTag(), depth);
        Map<String, Value> members = new LinkedHashMap<>(4);
        Map<String, Value> inherited = new LinkedHashMap<>(0);
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            ScalarEvent key = key(parser.getEvent());
            Value value = value(parser.getEvent(), depth + 1);
            if (key.getValue().equals(MERGE) && key.isPlain()) {
                merge(value, inherited, key.getStartMark());
            } else if (members.putIfAbsent(key.getValue(), value) != null) {
                throw refused(
                        key.getStartMark(),
                        "the member " + quoted(key.getValue()) + " stands twice in one object; remove one of them");
            }
        }
        parser.getEvent();
        inherited.forEach(members::putIfAbsent);
        return new Value.Members(members);
    }

    /** The key's text as written, so that the response code `200` and the word `no` are names like any other. */
    private ScalarEvent key(Event event) {
        if (event instanceof ScalarEvent scalar) {
            anchored(whole(scalar), YamlScalar.value(scalar), values - 1);
            return scalar;
        }
        throw refused(event.getStartMark(), "a member's name must be plain text; write it out");
    }

    private static ScalarEvent whole(ScalarEvent scalar) {
        Mark mark = scalar.getStartMark();
        var _ = DocumentText.whole(scalar.getValue(), mark.getLine() + 1, mark.getColumn() + 1);
        return scalar;
    }

    private void merge(Value value, Map<String, Value> inherited, Mark at) {
        switch (value) {
            case Value.Members from -> from.byName().forEach(inherited::putIfAbsent);
            case Value.Items list
            when list.values().stream().allMatch(Value.Members.class::isInstance) ->
                list.values().forEach(each -> merge(each, inherited, at));
            case Value.Items _, Value.Text _, Value.Numeric _, Value.Flag _, Value.Nothing _ ->
                throw refused(at, "a merge key takes an object or a list of objects; write the members out");
        }
    }

    private void enter(NodeEvent start, @Nullable String tag, int depth) {
        if (depth >= limits.depth()) {
            throw refused(
                    start.getStartMark(),
                    "nested deeper than " + limits.depth()
                            + " levels; flatten it, or raise `MANDATE_API_DOCUMENT_DEPTH`");
        }
        YamlScalar.requireKnown(tag, start);
        if (start.getAnchor() != null) {
            open.add(start.getAnchor());
        }
    }

    static DocumentRefused refused(@Nullable Mark mark, String message) {
        return mark == null
                ? DocumentRefused.whole(message)
                : DocumentText.refusedAt(mark.getLine() + 1, mark.getColumn() + 1, message);
    }
}
