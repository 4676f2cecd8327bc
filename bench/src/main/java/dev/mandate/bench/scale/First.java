package dev.mandate.bench.scale;

import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.Broken;
import dev.mandate.client.token.TokenException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * What is asked for the first time, and again until it is granted.
 *
 * @param millis until then
 * @param refused how often it was put off
 */
record First(double millis, int refused) {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** A token. */
    static First token(BenchApp caller) throws Exception {
        return until("a token", () -> {
            try {
                return !caller.token().isEmpty();
            } catch (TokenException e) {
                return false;
            }
        });
    }

    /** A call through a gateway. */
    static First call(URI target, String token) throws Exception {
        return until("a call", () -> {
            try {
                int status = BenchApp.status(target, token);
                if (status != 200 && status != 503) {
                    throw new Broken("a call that is permitted was answered " + status);
                }
                return status == 200;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static First until(String what, Callable<Boolean> granted) throws Exception {
        long start = System.nanoTime();
        int refused = 0;
        while (!granted.call()) {
            refused++;
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new Broken(what + " was not granted in " + LONGEST.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return new First((System.nanoTime() - start) / 1e6, refused);
    }
}
