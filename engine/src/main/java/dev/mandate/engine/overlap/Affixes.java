package dev.mandate.engine.overlap;

import dev.mandate.engine.template.SegmentPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An index of segments by what they begin and end with: finds those that can overlap a pattern without looking at all. Two can
 * only if one beginning continues the other, and one end the other.
 */
final class Affixes<T> {
    private static final int CHARACTERS_OF_STEP = 1 << 10;

    private final NavigableMap<String, List<T>> byBeginning = new TreeMap<>();
    /** Reversed, so that one that continues another follows it. */
    private final NavigableMap<String, List<T>> byEnd = new TreeMap<>();

    /** How many steps a search takes beyond one: it looks for each beginning of a literal, or for each end. */
    static int extraSteps(SegmentPattern pattern) {
        long longest =
                Math.max(pattern.literal().length(), pattern.lastLiteral().length());
        return (int) (longest * longest / CHARACTERS_OF_STEP);
    }

    void add(String beginning, String end, T item) {
        byBeginning.computeIfAbsent(beginning, b -> new ArrayList<>()).add(item);
        byEnd.computeIfAbsent(reversed(end), e -> new ArrayList<>()).add(item);
    }

    /** Passes on each that can overlap, and others: it looks at the side on which they differ more. */
    void near(SegmentPattern pattern, Consumer<T> taker) {
        if (byEnd.size() > byBeginning.size()) {
            near(byEnd, reversed(pattern.lastLiteral()), taker);
        } else {
            near(byBeginning, pattern.literal(), taker);
        }
    }

    private static <T> void near(NavigableMap<String, List<T>> index, String wanted, Consumer<T> taker) {
        for (int length = 0; length < wanted.length(); length++) {
            index.getOrDefault(wanted.substring(0, length), List.of()).forEach(taker);
        }
        for (var entry : index.tailMap(wanted, true).entrySet()) {
            if (!entry.getKey().startsWith(wanted)) {
                break;
            }
            entry.getValue().forEach(taker);
        }
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
