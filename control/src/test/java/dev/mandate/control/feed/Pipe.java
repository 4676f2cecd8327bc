package dev.mandate.control.feed;

import dev.mandate.protocol.form.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One direction of a connection through a relay: one thread takes what comes, another passes it on as the weather allows. */
final class Pipe {
    private static final long STEP_MILLIS = 10;

    /** What takes bytes from somewhere until there are no more. */
    interface Source {
        void run() throws IOException;
    }

    private record Piece(Bytes content, long cameNanos) {}

    private final BlockingQueue<Piece> waiting = new LinkedBlockingQueue<>();
    private final OutputStream out;
    private final Supplier<Relay.Weather> weather;
    private final Runnable over;

    Pipe(OutputStream out, Supplier<Relay.Weather> weather, Runnable over) {
        this.out = out;
        this.weather = weather;
        this.over = over;
    }

    void feed(Source source) {
        Thread.ofVirtual().start(() -> take(source));
        Thread.ofVirtual().start(this::pass);
    }

    static void copy(InputStream in, Pipe to) throws IOException {
        byte[] buffer = new byte[8_192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            to.put(Arrays.copyOf(buffer, n));
        }
    }

    void put(byte[] bytes) {
        if (!weather.get().deaf()) {
            waiting.add(new Piece(Bytes.copyOf(bytes), System.nanoTime()));
        }
    }

    private void take(Source source) {
        try {
            source.run();
        } catch (IOException e) {
            // the other side ended
        } finally {
            waiting.add(new Piece(Bytes.EMPTY, System.nanoTime()));
        }
    }

    private void pass() {
        try {
            for (Piece piece = waiting.take(); piece.content().length() > 0; piece = waiting.take()) {
                holdUp(piece);
                write(piece.content().toByteArray());
            }
        } catch (IOException | InterruptedException e) {
            // this side ended
        } finally {
            over.run();
        }
    }

    private void holdUp(Piece piece) throws InterruptedException {
        while (weather.get().paused()
                || System.nanoTime() - piece.cameNanos() < weather.get().delay().toNanos()) {
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        }
    }

    private void write(byte[] bytes) throws IOException, InterruptedException {
        int at = 0;
        while (at < bytes.length) {
            long rate = weather.get().bytesPerSecond();
            int most = rate == 0 ? bytes.length : (int) Math.max(1, rate * STEP_MILLIS / 1_000);
            int length = Math.min(bytes.length - at, most);
            out.write(bytes, at, length);
            at += length;
            if (rate > 0) {
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            }
        }
    }
}
