package dev.mandate.control.api.command;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which state of a thing a write was made for (RFC 9110, section 13.1.1). */
public sealed interface IfMatch {
    /** No condition was sent. */
    IfMatch NONE = new None();

    /** Any state will do, or that there is no such thing. */
    record None() implements IfMatch {
        @Override
        public boolean holds(OptionalLong revision) {
            return true;
        }

        @Override
        public String toString() {
            return "";
        }
    }

    /** {@code *}: the thing is there, in whatever state. */
    record Present() implements IfMatch {
        @Override
        public boolean holds(OptionalLong revision) {
            return revision.isPresent();
        }

        @Override
        public String toString() {
            return "*";
        }
    }

    /**
     * The thing is in one of these states.
     *
     * @param tags strong ones without quotes; a weak one never matches, so it is left out
     */
    record OneOf(SortedSet<String> tags) implements IfMatch {
        public OneOf {
            tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        }

        @Override
        public boolean holds(OptionalLong revision) {
            return revision.isPresent() && tags.contains(Long.toString(revision.getAsLong()));
        }

        @Override
        public String toString() {
            // in quotes: `*` is no tag "*", and two tags are no tag with a comma
            return tags.stream().map(tag -> '"' + tag + '"').collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** Whether the condition is true of a thing at this revision; empty if it is not there. */
    boolean holds(OptionalLong revision);

    /** Returns the text that the request's digest includes. */
    @Override
    String toString();

    /**
     * An entity tag, or nothing, and the comma after it. INVARIANT: no quantifier gives back what it took, so a list is read in time
     * in proportion to its length.
     */
    Pattern ELEMENT = Pattern.compile("[ \\t]*+(?:(W/)?+\"([\\x21\\x23-\\x7E\\x80-\\xFF]*+)\"[ \\t]*+)?+(?:,|\\z)");

    /**
     * Reads the lines of the header.
     *
     * @throws dev.mandate.control.log.command.Refusal 400 if they are neither {@code *} nor a list of entity tags
     */
    static IfMatch of(List<String> lines) {
        String list = String.join(",", lines).strip();
        if (lines.isEmpty()) {
            return NONE;
        }
        return list.equals("*") ? new Present() : new OneOf(tags(list));
    }

    private static SortedSet<String> tags(String list) {
        SortedSet<String> strong = new TreeSet<>();
        Matcher element = ELEMENT.matcher(list);
        int at = 0;
        boolean any = false;
        while (at < list.length()) {
            if (!element.region(at, list.length()).lookingAt()) {
                throw malformed();
            }
            any |= element.group(2) != null;
            if (element.group(2) != null && element.group(1) == null) {
                strong.add(element.group(2));
            }
            at = element.end();
        }
        if (!any) {
            throw malformed();
        }
        return strong;
    }

    private static RuntimeException malformed() {
        return Refusals.malformed(
                "If-Match", "must be `*`, or the `ETag` of an answer, or several with commas between");
    }
}
