package dev.mandate.gateway.upstream;

import dev.mandate.engine.Reason;
import dev.mandate.gateway.http.Call;
import dev.mandate.gateway.http.CallAnswer;
import dev.mandate.gateway.http.Deadlines;
import dev.mandate.gateway.http.RequestBody;
import dev.mandate.gateway.http.RequestBody.Framing;
import dev.mandate.gateway.setting.ForwardingLimits;
import dev.mandate.gateway.wire.AnswerHead;
import dev.mandate.gateway.wire.HeadBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way out and one answer on its way back. Either side that goes away takes the other with it: a caller
 * who leaves cancels the upstream's work, and an answer that breaks off breaks off for the caller too, never looking whole.
 * Confined to its event loop.
 */
final class Exchange implements RequestBody.Reader, UpstreamConnection.Receiver, UpstreamPool.Waiter, Call.Watcher {
    /**
     * How a call's way to one destination differs from others.
     *
     * @param keepsRevision whether {@code Mandate-Revision} of the answer is meant for the caller
     * @param answered is told the head of the answer before it is passed on
     */
    record Way(Faults faults, boolean keepsRevision, Consumer<AnswerHead> answered) {}

    /**
     * What an exchange needs of its event loop.
     *
     * @param deadlines tells the time
     * @param refuse answers a call that could not be passed on
     */
    record Surroundings(
            EventLoop loop,
            ByteBufAllocator allocator,
            ForwardingLimits limits,
            Deadlines deadlines,
            BiConsumer<Call, Throwable> refuse) {}

    /** No connection is taken before so much of a body is here, or all of it. */
    private static final int EAGER = 64 * 1024;

    private static final int EARLY_HINTS = 103;

    /** May be sent again, as often as one likes (RFC 9110, section 9.2.2). */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private final Call call;
    private final CallAnswer answer;
    private final UpstreamPool pool;
    private final ForwardingLimits limits;
    private final Way way;
    private final Surroundings around;
    private final ByteBuf head;
    private final boolean chunked;
    private final Deque<ByteBuf> held = new ArrayDeque<>(0);
    private int heldBytes;
    private boolean catchingUp;
    private boolean asked;
    private boolean sentAgain;
    private boolean bodyComplete;
    private @Nullable UpstreamConnection connection;
    private @Nullable HeldAnswer hidden;
    private boolean answering;
    private boolean over;
    /** When a connection was asked for. */
    private long askedNanos;
    /** When the upstream last moved. */
    private long movedNanos;

    private long room;

    /**
     * @param head of the request, which the exchange releases
     * @param chunked whether the body is sent in chunks
     */
    Exchange(Call call, UpstreamPool pool, ByteBuf head, boolean chunked, Way way, Surroundings around) {
        this.call = call;
        this.answer = call.answer();
        this.pool = pool;
        this.head = head;
        this.chunked = chunked;
        this.limits = around.limits();
        this.way = way;
        this.around = around;
    }

    /** Streams the caller's body and the answer. */
    void run() {
        call.watchedBy(this);
        if (call.body().framing() == Framing.NONE) {
            bodyComplete = true;
            ask();
            return;
        }
        if (call.awaitsContinue() && call.body().seen() == 0) {
            answer.proceed();
        }
        call.body().readBy(this);
    }

    /** The same with a body that was read before. */
    void run(ByteBuf body) {
        call.watchedBy(this);
        held.add(body);
        bodyComplete = true;
        ask();
    }

    private void ask() {
        asked = true;
        askedNanos = around.deadlines().nanos();
        movedNanos = askedNanos;
        pool.take(this);
    }

    // the request

    @Override
    public void part(ByteBuf part) {
        if (over) {
            part.release();
        } else if (catchingUp) {
            held.add(part);
        } else if (connection != null) {
            write(connection, part);
        } else {
            held.add(part);
            heldBytes += part.readableBytes();
            if (heldBytes >= EAGER) {
                call.body().pause();
                askOnce();
            }
        }
    }

    private void askOnce() {
        if (!asked) {
            ask();
        }
    }

    private void write(UpstreamConnection to, ByteBuf part) {
        movedNanos = around.deadlines().nanos();
        if (chunked) {
            to.write(HeadBytes.chunkLine(around.allocator(), part.readableBytes()));
            to.write(part);
            to.write(HeadBytes.lineEnd());
        } else {
            to.write(part);
        }
        if (!to.isWritable()) {
            // flushing may make room at once, which is told before it returns
            to.flush();
            if (!to.isWritable()) {
                call.body().pause();
            }
        }
    }

    @Override
    public void paused() {
        if (connection != null && !bodyComplete) {
            connection.flush();
        }
    }

    @Override
    public void ended() {
        bodyComplete = true;
        if (connection == null) {
            if (!over) {
                askOnce();
            }
        } else if (!catchingUp) {
            complete(connection);
        }
    }

    private void complete(UpstreamConnection to) {
        if (chunked) {
            to.write(HeadBytes.lastChunk());
        }
        movedNanos = around.deadlines().nanos();
        to.sent();
    }

    @Override
    public void failed(Throwable cause) {
        if (!over) {
            giveUp();
            // of a body that ended with its connection nobody is told
            refuse(cause);
        }
    }

    @Override
    public void connected(UpstreamConnection given) {
        connection = given;
        movedNanos = around.deadlines().nanos();
        boolean kept = mayBeSentAgain(given);
        given.begin(
                this,
                kept ? head.retainedDuplicate() : head.retain(),
                call.method().equals("HEAD"));
        catchUp(given);
        if (bodyComplete) {
            complete(given);
        } else {
            given.flush();
            if (given.isWritable()) {
                call.body().resume();
            }
        }
    }

    /**
     * Writes what was held.
     *
     * <p>INVARIANT: parts leave in their order. Writing one may let the caller's connection read, which gives the next one before
     * this returns; it waits behind those that are held, as does the end of the body.
     */
    private void catchUp(UpstreamConnection to) {
        catchingUp = true;
        while (!held.isEmpty()) {
            write(to, held.poll());
        }
        catchingUp = false;
    }

    /** Once, on a fresh connection, where nothing of it can have been done twice with another effect than once. */
    private boolean mayBeSentAgain(UpstreamConnection on) {
        return on.isUsed() && !sentAgain && call.body().framing() == Framing.NONE && IDEMPOTENT.contains(call.method());
    }

    @Override
    public void unreached(Throwable cause) {
        if (!over) {
            giveUp();
            refuse(way.faults().unreached(cause));
        }
    }

    @Override
    public void requestWritable() {
        movedNanos = around.deadlines().nanos();
        if (!bodyComplete) {
            call.body().resume();
        }
    }

    // the answer

    @Override
    public void interim(AnswerHead from) {
        if (from.status() == EARLY_HINTS) {
            answer.inform(from);
        }
    }

    @Override
    public void head(AnswerHead from, boolean body) {
        begin(from);
        if (isHidden(from)) {
            hidden = new HeldAnswer(from.copy());
            return;
        }
        answer.begin(from, way.keepsRevision(), framing(from, body));
    }

    private static CallAnswer.Body framing(AnswerHead from, boolean body) {
        if (!body) {
            return CallAnswer.Body.NONE;
        }
        return from.length() >= 0 ? CallAnswer.Body.LENGTH : CallAnswer.Body.STREAM;
    }

    private void begin(AnswerHead from) {
        answering = true;
        movedNanos = around.deadlines().nanos();
        way.answered().accept(from);
    }

    /** INVARIANT: what an upstream hides leaves at a beat, and a short one as a single write, whatever the way it came. */
    private static boolean isHidden(AnswerHead from) {
        return from.status() == Reason.OUTSIDE_SPACES.status();
    }

    @Override
    public void whole(AnswerHead from, ByteBuf in, int length) {
        begin(from);
        if (isHidden(from)) {
            hidden = new HeldAnswer(from.copy());
            hidden.add(in.readRetainedSlice(length));
        } else {
            answer.whole(from, way.keepsRevision(), in, length);
        }
    }

    @Override
    public void answerPart(ByteBuf part) {
        movedNanos = around.deadlines().nanos();
        if (over) {
            part.release();
        } else if (hidden != null) {
            hidden.add(part);
            if (hidden.isFull()) {
                read(false);
                atBeat();
            }
        } else {
            answer.part(part);
            if (!answer.isWritable()) {
                answer.flush();
                read(answer.isWritable());
            }
        }
    }

    private void read(boolean on) {
        if (connection != null) {
            connection.read(on);
        }
    }

    @Override
    public void answerPaused() {
        if (answering && hidden == null) {
            answer.flush();
        }
    }

    @Override
    public void answerEnded() {
        connection = null;
        if (over) {
            return;
        }
        if (hidden != null) {
            hidden.complete();
            atBeat();
        } else {
            close();
            answer.end();
        }
    }

    /** Sends what was held at the next beat: a whole number of steps after the call arrived. */
    private void atBeat() {
        if (hidden == null || !hidden.begins()) {
            return;
        }
        long step = limits.notFound().toNanos();
        if (step == 0) {
            send(hidden);
        } else {
            long wait = step - Math.floorMod(System.nanoTime() - call.arrivalNanos(), step);
            HeldAnswer due = hidden;
            var _ = around.loop().schedule(() -> send(due), wait, TimeUnit.NANOSECONDS);
        }
    }

    private void send(HeldAnswer due) {
        if (over) {
            return;
        }
        if (due.isComplete()) {
            close();
            due.writeWhole(answer, way.keepsRevision(), call.method());
        } else {
            hidden = null;
            answer.begin(due.head(), way.keepsRevision(), framing(due.head(), true));
            due.writeParts(answer);
            answer.flush();
            writable();
        }
    }

    @Override
    public void broke(Throwable cause, boolean begun) {
        UpstreamConnection from = connection;
        connection = null;
        if (over) {
            return;
        }
        if (answering) {
            if (hidden != null && hidden.isComplete()) {
                return;
            }
            giveUp();
            answer.reset();
        } else if (from != null && !begun && mayBeSentAgain(from)) {
            sentAgain = true;
            pool.takeFresh(this);
        } else {
            giveUp();
            refuse(way.faults().unavailable());
        }
    }

    // the caller, and time

    @Override
    public void writable() {
        movedNanos = around.deadlines().nanos();
        if (answering && hidden == null && answer.isWritable()) {
            read(true);
        }
    }

    @Override
    public void left() {
        if (!over) {
            giveUp();
        }
    }

    @Override
    public void check(long nanos) {
        UpstreamConnection to = connection;
        if (over || to == null) {
            return;
        }
        if (answering) {
            boolean waits = hidden != null || answer.isWritable();
            if (waits && nanos - movedNanos > limits.stall().toNanos()) {
                giveUp();
                answer.reset();
            }
            return;
        }
        notice(to, nanos);
        if (nanos - movedNanos > limits.response().toNanos()
                || nanos - askedNanos > limits.whole().toNanos()) {
            giveUp();
            refuse(way.faults().timeout());
        }
    }

    /** An upstream that takes bytes moves; one that can take more, while the caller sends none, is not late. */
    private void notice(UpstreamConnection to, long nanos) {
        long now = to.room();
        if (now != room || (!bodyComplete && to.isWritable())) {
            room = now;
            movedNanos = nanos;
        }
    }

    /** Nothing is passed on any more. */
    private void giveUp() {
        UpstreamConnection from = connection;
        close();
        if (from != null) {
            connection = null;
            from.cancel();
        } else if (asked) {
            pool.leave(this);
        }
        if (hidden != null) {
            hidden.release();
        }
    }

    private void close() {
        over = true;
        head.release();
        for (ByteBuf part = held.poll(); part != null; part = held.poll()) {
            part.release();
        }
    }

    private void refuse(Throwable why) {
        around.refuse().accept(call, why);
    }
}
