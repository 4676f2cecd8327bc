package dev.mandate.gateway.undecided;

import dev.mandate.gateway.decision.Refusals;
import dev.mandate.gateway.http.Call;
import dev.mandate.gateway.http.LimitedBody;
import dev.mandate.protocol.limit.Addresses;
import dev.mandate.protocol.limit.InProgress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Bounds what a call of the control plane's paths may hold before its caller is known: its place among those of its address,
 * and the bytes and the time of its body. A body is read to its end before a connection to the control plane is taken, so a
 * stalled one holds none. Confined to one event loop, but for the places, which all event loops count together.
 */
public final class UndecidedCalls {
    private final InProgress places;
    private final HeldBodies bodies;
    private final int bytes;

    /**
     * What one body and all of them may be.
     *
     * @param bytes of one body
     * @param time until its last byte must be there
     * @param held bytes of all bodies of this event loop whose calls are in progress, at least {@code bytes}
     */
    public record Bounds(int bytes, Duration time, long held) {}

    public UndecidedCalls(Vertx vertx, InProgress places, Bounds bounds) {
        this.places = places;
        this.bodies = new HeldBodies(vertx, bounds.time(), bounds.held());
        this.bytes = bounds.bytes();
    }

    /**
     * Reads the body of a call, gives it to {@code onward}, and returns what that returns. Fails with 429 if the address has
     * no place left, 413 for too long a body, 408 for a late one, 503 if there is no room for it, 400 for one that cannot be
     * read.
     */
    public Future<Void> pass(Call call, Function<Buffer, Future<Void>> onward) {
        String address = Addresses.counted(call.http().remoteAddress().hostAddress());
        Optional<InProgress.Place> free = places.take(address);
        if (free.isEmpty()) {
            return Future.failedFuture(Refusals.tooManyInProgress());
        }
        InProgress.Place place = free.get();
        return Future.succeededFuture(call.http())
                .compose(http -> pass(http, onward))
                .onComplete(done -> place.close());
    }

    private Future<Void> pass(HttpServerRequest http, Function<Buffer, Future<Void>> onward) {
        String declared = http.getHeader("Content-Length");
        if (declared != null && Long.parseLong(declared) > bytes) {
            return Future.failedFuture(LimitedBody.exceeded(bytes));
        }
        if ("100-continue".equalsIgnoreCase(http.getHeader("Expect"))) {
            http.response().writeContinue();
        }
        return bodies.pass(new LimitedBody(http, bytes), onward);
    }
}
