package dev.mandate.engine;

import java.util.List;
import java.util.Random;

/** Random draws from a seed. */
record Draw(Random random) {
    static Draw of(long seed) {
        return new Draw(new Random(seed));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
