package dev.mandate.bench.engine;

import dev.mandate.engine.View;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.snapshot.SnapshotForm;
import java.util.Locale;

/**
 * A process that reads the large tenant's snapshot from its compact form, again and again, and says how long that took and
 * what a user of it takes in memory, its id included: {@code seconds bytes} for each round.
 */
public final class Footprint {
    private static final int ROUNDS = 5;

    private Footprint() {}

    /** Takes the number of users. */
    public static void main(String... arguments) {
        int users = Integer.parseInt(arguments[0]);
        byte[] form = form(users);
        for (int round = 0; round < ROUNDS; round++) {
            round(form, users);
        }
    }

    private static void round(byte[] form, int users) {
        long before = used();
        long start = System.nanoTime();
        Snapshot read = SnapshotForm.read(Bytes.copyOf(form));
        double seconds = (System.nanoTime() - start) / 1e9;
        double bytes = (used() - before) / (double) users;
        if (read.tenancy().users().size() != users) {
            throw new IllegalStateException("this is a bug: not all users were read");
        }
        System.out.printf(Locale.ROOT, "%.4f %.2f%n", seconds, bytes);
    }

    private static byte[] form(int users) {
        View large = new MandateLog(new Workload(2 * users)).views().getFirst();
        return SnapshotForm.write(large.tenant()).toByteArray();
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
