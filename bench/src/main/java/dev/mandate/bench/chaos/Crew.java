package dev.mandate.bench.chaos;

import java.util.ArrayList;
import java.util.List;

/** Threads that repeat something until they are ended. Threads are added by one thread. */
final class Crew {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    void add(Thread started) {
        threads.add(started);
    }

    int size() {
        return threads.size();
    }

    /** Whether the threads are to end. */
    boolean isOver() {
        return over;
    }

    /** Ends all of them; returns when the last round is over. */
    void end() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
