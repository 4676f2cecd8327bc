package dev.mandate.control.computation;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.protocol.limit.InProgress;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A question that is computed piece by piece, while its answer is written. A piece runs on a thread of {@link Computations}; the
 * request's own thread writes it, and no thread computes while the caller reads. So a slow reader holds up nobody, and a fast one takes
 * turns with the other questions. Used by the request's thread alone.
 */
public final class Pieces implements AutoCloseable {
    /** How much longer than the computations the caller may take to receive the answer. */
    private static final int READING = 10;

    private final Computations computations;
    private final ComputationSettings settings;
    private final InProgress.Place place;
    private final Effort effort;
    private final int turn;
    private long left;
    private @Nullable Running<?> last;

    Pieces(Computations computations, ComputationSettings settings, int turn, InProgress.Place place) {
        this.computations = computations;
        this.settings = settings;
        this.turn = turn;
        this.place = place;
        this.effort = new Effort(settings.steps());
        this.left = settings.time().toNanos();
    }

    /**
     * Computes a piece, with what is left of the question's budget and time.
     *
     * @throws Refusal 503 if too many computations wait, or no time is left
     */
    public <T> T compute(Computation<T> piece) {
        Running<T> running = new Running<>(piece, effort, () -> {}, turn);
        last = running;
        long begun = System.nanoTime();
        try {
            return computations.awaited(running, begun + left);
        } finally {
            left -= System.nanoTime() - begun;
        }
    }

    /**
     * Writes one piece after the other until one is empty, or the budget, the time or the bytes of the answer are used up.
     *
     * @return whether there may be more
     * @throws IOException if the caller takes no more bytes
     */
    public boolean write(Computation<byte[]> next, OutputStream out) throws IOException {
        long bytes = 0;
        long reading = READING * settings.time().toNanos();
        while (left > 0 && reading > 0 && bytes < settings.streamed()) {
            byte[] piece = next(next);
            if (piece == null || piece.length == 0) {
                return piece == null || effort.budget().isUsedUp();
            }
            long begun = System.nanoTime();
            out.write(piece);
            out.flush();
            reading -= System.nanoTime() - begun;
            bytes += piece.length;
        }
        return true;
    }

    /** Returns null if no thread computes the piece: the answer has begun, so it cannot be refused any more. */
    private byte @Nullable [] next(Computation<byte[]> piece) {
        try {
            return compute(piece);
        } catch (Refusal e) {
            return null;
        }
    }

    /** Gives the places back once no piece is computed any more. */
    @Override
    public void close() {
        Running<?> running = last;
        if (running == null) {
            place.close();
        } else {
            running.whenEnded(place::close);
        }
    }
}
