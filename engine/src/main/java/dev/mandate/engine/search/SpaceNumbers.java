package dev.mandate.engine.search;

import dev.mandate.engine.id.SpaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers spaces from 0 in the order in which they are met, for {@link SpaceBits}. Mutable, for one thread. */
final class SpaceNumbers {
    private final Map<SpaceId, Integer> numbers = new HashMap<>();
    private final List<SpaceId> spaces = new ArrayList<>();

    /** Returns the space's number; the next one if the space is new. */
    int of(SpaceId space) {
        Integer known = numbers.putIfAbsent(space, spaces.size());
        if (known == null) {
            spaces.add(space);
            return spaces.size() - 1;
        }
        return known;
    }

    SpaceId space(int number) {
        return spaces.get(number);
    }
}
