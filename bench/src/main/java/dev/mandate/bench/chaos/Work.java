package dev.mandate.bench.chaos;

import dev.mandate.bench.process.BenchApp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a tenant's people do while others flood: calls of the partner API that are allowed, hidden and denied, calls of the user
 * services, new tokens, and management.
 */
final class Work implements AutoCloseable {
    private static final int PAUSE_MILLIS = 50;
    private static final int LONG_PAUSE_MILLIS = 500;
    private static final String BINDING = "/user-services/users/me/saleschannel-binding";

    private final ChaosWorld.Tenant tenant;
    private final BenchApp unentitled;
    private final Queue<String> denials = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<String, String> faults = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<String, Integer> failed = new ConcurrentSkipListMap<>();
    private final Queue<Long> partnerMillis = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Crew crew = new Crew();

    private Work(ChaosWorld.Tenant tenant, BenchApp unentitled) {
        this.tenant = tenant;
        this.unentitled = unentitled;
    }

    /** Makes an app without a right to the partner API, obtains all tokens, and begins. */
    static Work begin(ChaosWorld.Doors doors, ChaosWorld.Tenant tenant) throws Exception {
        tenant.admin().must("POST", "/api/v1/roles", Map.of("id", "none", "name", "None"));
        Map<String, Object> user = Map.of(
                "id", "unentitled", "kind", "service", "name", "Unentitled", "role", "none", "groups", List.of("all"));
        tenant.admin().must("POST", "/api/v1/users", user);
        BenchApp.Answer app = tenant.admin()
                .must(
                        "POST",
                        "/api/v1/apps",
                        Map.of("name", "Unentitled", "grantType", "client_credentials", "onBehalfOf", "unentitled"));
        BenchApp unentitled = BenchApp.of(
                doors.gateway(),
                doors.token(),
                app.body().path("id").asString(),
                app.body().path("secret").path("value").asString());
        Work work = new Work(tenant, unentitled);
        int binding = tenant.vendor().call("GET", BINDING, null, null).status();
        work.start(binding);
        return work;
    }

    private void start(int binding) {
        BenchApp vendor = tenant.vendor();
        partner("an allowed call", vendor, "first", 200);
        partner("a hidden call", vendor, "unknown", 404);
        partner("a denied call", unentitled, "first", 403);
        repeat("the user services", LONG_PAUSE_MILLIS, () -> expect(binding, vendor.call("GET", BINDING, null, null)));
        repeat("a token", LONG_PAUSE_MILLIS, () -> vendor.refused() ? "refused" : "");
        repeat(
                "management",
                LONG_PAUSE_MILLIS,
                () -> expect(200, tenant.admin().call("GET", "/api/v1/users/vendor", null, null)));
    }

    private void partner(String name, BenchApp caller, String space, int status) {
        repeat(name, PAUSE_MILLIS, () -> {
            long start = System.nanoTime();
            String path = "/partner/items?space=" + space;
            String fault = expect(status, caller.call("GET", path, null, null));
            partnerMillis.add((System.nanoTime() - start) / 1_000_000);
            return fault;
        });
    }

    private String expect(int status, BenchApp.Answer answer) {
        String decision = answer.body().path("decision").asString("");
        if (!decision.isEmpty()) {
            denials.add(decision);
        }
        return answer.status() == status ? "" : answer.toString();
    }

    /** Does it until the end; it returns what was wrong with an answer, or nothing. */
    private void repeat(String name, int pauseMillis, Callable<String> call) {
        crew.add(Thread.ofVirtual().start(() -> {
            while (!crew.isOver()) {
                String fault = once(call);
                calls.incrementAndGet();
                if (!fault.isEmpty()) {
                    faults.putIfAbsent(name, fault);
                    failed.merge(name, 1, Integer::sum);
                }
                if (!slept(pauseMillis)) {
                    return;
                }
            }
        }));
    }

    private static String once(Callable<String> call) {
        try {
            return call.call();
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        } catch (Exception e) {
            return String.valueOf(e);
        }
    }

    private static boolean slept(int millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int calls() {
        return calls.get();
    }

    /** Ids of decisions that answers named. */
    List<String> denials() {
        return List.copyOf(denials);
    }

    /** The first wrong answer to each kind of call. */
    Map<String, String> faults() {
        return faults;
    }

    /** How many answers to each kind of call were wrong. */
    Map<String, Integer> failed() {
        return failed;
    }

    /** How long calls of the partner API took, in milliseconds: that share of them was faster. */
    long millis(double share) {
        List<Long> sorted = partnerMillis.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    @Override
    public void close() {
        end();
    }

    /** Ends it; returns when the last call is answered. */
    void end() {
        crew.end();
    }
}
