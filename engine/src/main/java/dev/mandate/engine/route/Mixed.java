package dev.mandate.engine.route;

import dev.mandate.engine.template.SegmentPattern;
import dev.mandate.engine.uri.CanonicalPath;
import java.util.Comparator;

/**
 * A segment with both literals and parameters, and what follows it.
 *
 * @param folded the pattern of what the segment folds to
 */
record Mixed(SegmentPattern pattern, SegmentPattern folded, Node next) {
    static final Comparator<Mixed> SPECIFIC_FIRST = Comparator.<Mixed>comparingInt(
                    m -> -m.pattern().literalLength())
            .thenComparingInt(m -> m.pattern().names().size())
            .thenComparing(m -> m.pattern().shape());

    static Mixed of(SegmentPattern pattern) {
        return new Mixed(pattern, pattern.folded(), new Node(""));
    }

    /**
     * Goes on with the walk if the segment matches as it is written, or as it folds.
     *
     * @return whether one of the ends ended the walk
     */
    boolean respelled(CanonicalPath path, int depth, boolean folds, Ends ends) {
        String segment = path.segment(depth);
        boolean exact = pattern.matches(segment);
        return (exact || folded.matchesFold(path.letters(depth)))
                && next.respelled(path, depth + 1, folds || !exact, ends);
    }
}
