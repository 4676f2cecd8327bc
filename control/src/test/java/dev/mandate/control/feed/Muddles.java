package dev.mandate.control.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Ways to muddle the lines of a feed, each about one line in so many. */
final class Muddles {
    private final Random random;
    private final List<String> history = new ArrayList<>();
    private String kept = "";

    Muddles(Random random) {
        this.random = random;
    }

    /** Remembers lines, and passes them on. */
    synchronized List<String> record(String line) {
        history.add(line);
        if (history.size() > 200) {
            history.removeFirst();
        }
        return List.of(line);
    }

    synchronized List<String> recorded() {
        return List.copyOf(history);
    }

    /** Sends some lines twice, at once or one that went long before. */
    synchronized List<String> duplicate(String line) {
        record(line);
        return random.nextInt(3) > 0 ? List.of(line, line) : List.of(line, history.get(random.nextInt(history.size())));
    }

    /** Lets a line pass the one before it. */
    synchronized List<String> reorder(String line) {
        if (!kept.isEmpty()) {
            List<String> both = List.of(line, kept);
            kept = "";
            return both;
        }
        if (random.nextInt(4) == 0) {
            kept = line;
            return List.of();
        }
        return List.of(line);
    }

    synchronized List<String> lose(String line) {
        return random.nextInt(4) == 0 ? List.of() : List.of(line);
    }

    /** Sends what went on this connection or one before, all of it, before each line. */
    synchronized List<String> replay(String line) {
        List<String> all = new ArrayList<>(history);
        all.add(line);
        return all;
    }
}
