package dev.mandate.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** All attacks at once, until it is closed. */
final class Flood implements AutoCloseable {
    /** Of a thread between two rounds: who floods has machines of his own, here the flood shares the server's. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Map<Attack, Tally> tallies = new EnumMap<>(Attack.class);
    private final Crew crew = new Crew();

    /** Begins; the threads share the addresses in turn. */
    Flood(Attack.Target target, List<Stranger> strangers, Random random) {
        for (Attack attack : Attack.values()) {
            Tally tally = new Tally();
            tallies.put(attack, tally);
            for (int i = 0; i < attack.threads(); i++) {
                Stranger stranger = strangers.get(crew.size() % strangers.size());
                Random own = new Random(random.nextLong());
                // threads of the system, as those that never wait would keep all virtual ones from running
                crew.add(Thread.ofPlatform().daemon().start(() -> play(attack, stranger, target, own, tally)));
            }
        }
    }

    private void play(Attack attack, Stranger stranger, Attack.Target target, Random random, Tally tally) {
        while (!crew.isOver()) {
            try {
                attack.round(stranger, target, random, tally);
            } catch (IOException e) {
                tally.count("", Stranger.Answer.NONE);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    Map<Attack, Tally> tallies() {
        return tallies;
    }

    @Override
    public void close() {
        end();
    }

    /** Ends all of it; returns when the last round is over. */
    void end() {
        crew.end();
    }
}
