package dev.mandate.engine.overlap;

import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.template.Template;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;

/** Finds the endpoints with requests for which an upstream that folds spellings may serve another one. */
public final class Shadows {
    private final List<Endpoint> folded;
    private final BitSet shadowed = new BitSet();

    private Shadows(List<Endpoint> folded) {
        this.folded = folded;
    }

    /**
     * Returns the places in the list of the endpoints that another one {@linkplain Endpoint#shadows shadows}: all places if the
     * budget was used up, as each may be shadowed.
     */
    public static BitSet in(List<Endpoint> endpoints, StepBudget budget) {
        Shadows shadows = new Shadows(
                endpoints.stream().map(e -> e.with(e.template().folded())).toList());
        IdentityHashMap<Endpoint, Integer> places = new IdentityHashMap<>();
        endpoints.forEach(e -> places.put(e, places.size()));
        Branch tree = Branch.tree(endpoints, Template::loosened);
        boolean complete = OverlapWalk.all(tree, tree, budget, (one, other) -> {
            shadows.pair(places.getOrDefault(one, 0), places.getOrDefault(other, 0));
            return true;
        });
        if (!complete) {
            shadows.shadowed.set(0, endpoints.size());
        }
        return shadows.shadowed;
    }

    private void pair(int one, int other) {
        mark(one, other);
        mark(other, one);
    }

    private void mark(int below, int above) {
        if (!shadowed.get(below) && folded.get(above).shadows(folded.get(below))) {
            shadowed.set(below);
        }
    }
}
