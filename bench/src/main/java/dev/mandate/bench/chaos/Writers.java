package dev.mandate.bench.chaos;

import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.Broken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Appends unique facts, each with an {@code Idempotency-Key}, and repeats each until it is acknowledged. Even ones are a
 * workspace with an id of ours; odd ones a user with an id of theirs and a name of ours, so that one done twice would show.
 */
final class Writers implements AutoCloseable {
    /** As many may be on their way at a time. */
    static final int THREADS = 12;

    private final ChaosWorld world;
    private final int most;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
    private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /** @param most how many facts; negative for as many as there is time for */
    Writers(ChaosWorld world, int most) {
        this.world = world;
        this.most = most < 0 ? Integer.MAX_VALUE : most;
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofVirtual().start(this::run));
        }
    }

    static String fact(int number) {
        return "fact-" + number;
    }

    private void run() {
        try {
            for (int number = next.getAndIncrement(); number < most && !closed; number = next.getAndIncrement()) {
                write(number);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fault.set(Optional.of("a writer failed: " + e));
        }
    }

    ChaosWorld.Tenant tenant(int number) {
        return world.tenants().get(number / 2 % world.tenants().size());
    }

    private void write(int number) throws InterruptedException {
        boolean even = number % 2 == 0;
        Map<String, String> form = even
                ? Map.of("id", fact(number), "kind", "workspace", "name", fact(number))
                : Map.of("kind", "service", "name", fact(number));
        for (int tried = 0; !closed; tried++) {
            try {
                BenchApp.Answer answer = tenant(number)
                        .admin()
                        .call("POST", even ? "/api/v1/spaces" : "/api/v1/users", form, fact(number));
                if (answer.status() < 300) {
                    acknowledged.put(number, answer.body().path("id").asString());
                    repeated.addAndGet(tried > 0 ? 1 : 0);
                    return;
                }
                // 503 is the one refusal that a disturbance may bring
                if (answer.status() != 503) {
                    fault.set(Optional.of(fact(number) + " was answered " + answer));
                    return;
                }
                refused.incrementAndGet();
            } catch (IOException away) {
                // nobody knows whether it was done: the repeat with the same key settles it
            }
            Thread.sleep(50);
        }
    }

    int done() {
        return acknowledged.size();
    }

    /** The id that each acknowledged fact was answered with, by its number. */
    Map<Integer, String> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** How many were acknowledged only when they were repeated. */
    int repeated() {
        return repeated.get();
    }

    /** How many answers were 503. */
    int refused() {
        return refused.get();
    }

    /** @throws Broken if any answer was one that no disturbance excuses */
    void check() {
        fault.get().ifPresent(f -> {
            throw new Broken(f);
        });
    }

    boolean finished() {
        check();
        return threads.stream().noneMatch(Thread::isAlive);
    }

    @Override
    public void close() {
        rest();
    }

    /** Lets what is on its way be answered or given up. */
    void rest() {
        closed = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
