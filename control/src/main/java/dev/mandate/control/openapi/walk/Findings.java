package dev.mandate.control.openapi.walk;

import dev.mandate.control.openapi.text.DocumentRefused;
import dev.mandate.control.openapi.text.Finding;
import dev.mandate.control.openapi.text.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one reading has found so far; bounded, since a hostile document can be wrong in a million places. */
final class Findings {
    private static final int KEPT = 50;

    private final Set<Finding> problems = new LinkedHashSet<>();
    private final Set<Finding> warnings = new LinkedHashSet<>();
    private int moreProblems;
    private int moreWarnings;

    void problem(Place place, String message) {
        if (!add(problems, place, message)) {
            moreProblems++;
        }
    }

    void warning(Place place, String message) {
        if (!add(warnings, place, message)) {
            moreWarnings++;
        }
    }

    /** For what must not go on. */
    DocumentRefused refuse(Place place, String message) {
        problem(place, message);
        return new DocumentRefused(closed(problems, moreProblems));
    }

    /** Refuses if there is a problem here, with those of the others, which alone would not refuse. */
    void refuseIfAny(Findings others) {
        if (!problems.isEmpty()) {
            List<Finding> all = new ArrayList<>(problems());
            all.addAll(others.problems());
            throw new DocumentRefused(all);
        }
    }

    List<Finding> problems() {
        return closed(problems, moreProblems);
    }

    List<Finding> warnings() {
        return closed(warnings, moreWarnings);
    }

    private static boolean add(Set<Finding> kept, Place place, String message) {
        if (kept.size() >= KEPT) {
            return false;
        }
        kept.add(new Finding(Quoted.line(place.pointer(), 500), message));
        return true;
    }

    private static List<Finding> closed(Set<Finding> kept, int more) {
        List<Finding> all = new ArrayList<>(kept);
        if (more > 0) {
            all.add(new Finding("", "and " + more + " more like these"));
        }
        return List.copyOf(all);
    }
}
