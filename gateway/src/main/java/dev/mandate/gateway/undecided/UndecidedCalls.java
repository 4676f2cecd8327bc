package dev.mandate.gateway.undecided;

import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.http.Call;
import dev.mandate.gateway.http.Deadlines;
import dev.mandate.gateway.http.RequestBody;
import dev.mandate.protocol.limit.Addresses;
import dev.mandate.protocol.limit.InProgress;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Bounds what a call of the control plane's paths may hold before its caller is known: its place among those of its address,
 * and the bytes and the time of its body. A body is read to its end before a connection to the control plane is taken, so a
 * stalled one holds none. Confined to one event loop, but for the places, which all event loops count together.
 */
public final class UndecidedCalls {
    private final InProgress places;
    private final HeldBodies bodies;
    private final int bytes;
    private final BiConsumer<Call, Throwable> refuse;

    /**
     * What one body and all of them may be.
     *
     * @param bytes of one body
     * @param time until its last byte must be there
     * @param held bytes of all bodies of this event loop whose calls are in progress, at least {@code bytes}
     */
    public record Bounds(int bytes, Duration time, long held) {}

    /** @param refuse answers a call that is not passed on */
    public UndecidedCalls(Deadlines deadlines, InProgress places, Bounds bounds, BiConsumer<Call, Throwable> refuse) {
        this.places = places;
        this.bodies = new HeldBodies(deadlines, bounds.time(), bounds.held());
        this.bytes = bounds.bytes();
        this.refuse = refuse;
    }

    /**
     * Reads the body of a call and gives it to {@code onward}, which releases it. Refuses with 429 if the address has no place left,
     * 413 for too long a body, 408 for a late one, 503 if there is no room for it, 400 for one that cannot be read.
     */
    public void pass(Call call, Consumer<ByteBuf> onward) {
        Optional<InProgress.Place> place = places.take(Addresses.counted(call.address()));
        if (place.isEmpty()) {
            refuse.accept(call, Refusals.tooManyInProgress());
            return;
        }
        call.whenFinished(place.get()::close);
        if (call.body().length() > bytes) {
            refuse.accept(call, RequestBody.exceeded(bytes));
            return;
        }
        if (call.awaitsContinue()) {
            call.answer().proceed();
        }
        HeldBodies.Onward next = new HeldBodies.Onward() {
            @Override
            public void whole(ByteBuf body) {
                onward.accept(body);
            }

            @Override
            public void failed(Throwable cause) {
                refuse.accept(call, cause);
            }
        };
        // the length of a chunked one is known only at its end
        call.body().limit(bytes);
        call.body()
                .readBy(bodies.reader(
                        next,
                        release -> call.whenFinished(() -> {
                            place.get().close();
                            release.run();
                        })));
    }
}
