package dev.mandate.control.log;

import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.JsonForm;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was answered under idempotency keys, as long as they are kept. */
final class Answers {
    private static final JsonForm<Headers> HEADERS = JsonForm.of(Headers.class);

    /** Whose key it is. */
    record Owner(TenantId stream, String actor, String key) {}

    /** The shape on disk. */
    record Headers(Map<String, String> headers) {}

    /** A key that was used, and for what. */
    record Used(Digest requestDigest, Answer answer, Position position) {}

    private final JdbcClient jdbc;
    private final Duration kept;

    Answers(JdbcClient jdbc, Duration kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    /**
     * What the same request was answered before.
     *
     * @throws Refusal 422 if the key was used for another request
     */
    <R> Optional<Outcome<R>> replayed(Order<R> order) {
        return order.owner().flatMap(this::find).map(used -> {
            if (!used.requestDigest().equals(order.key().orElseThrow().requestDigest())) {
                throw Refusals.keyReused();
            }
            return new Outcome.Replayed<>(used.answer(), used.position());
        });
    }

    private Optional<Used> find(Owner owner) {
        return jdbc.sql("select * from idempotency where stream = :stream and actor = :actor and key = :key"
                        + " and at >= now() - make_interval(secs => :kept)")
                .param("stream", owner.stream().value())
                .param("actor", owner.actor())
                .param("key", owner.key())
                .param("kept", (double) kept.toSeconds())
                .query((row, number) -> new Used(
                        Digest.copyOf(row.getBytes("request_digest")),
                        new Answer(
                                row.getInt("status"),
                                HEADERS.read(row.getBytes("headers")).headers(),
                                Bytes.copyOf(row.getBytes("body"))),
                        new Position(row.getLong("tenant_revision"), row.getLong("platform_revision"))))
                .optional();
    }

    /** Keeps the answer of a command that has a key; false if the key was used meanwhile. */
    <R> boolean keep(Step.Writes<R> step) {
        Optional<Answers.Owner> owner = step.order().owner();
        if (owner.isEmpty()) {
            return true;
        }
        Outcome.Done<R> done = step.outcome();
        Digest request = step.order().key().orElseThrow().requestDigest();
        return keep(
                owner.get(),
                new Used(request, done.answer().orElseThrow(), done.committed().position()));
    }

    /** Whatever is too old goes, a little with each call. */
    private boolean keep(Owner owner, Used used) {
        forget(owner);
        return 1
                == jdbc.sql("insert into idempotency (stream, actor, key, request_digest, status, headers, body,"
                                + " tenant_revision, platform_revision) values (:stream, :actor, :key, :digest, :status,"
                                + " :headers, :body, :tenant, :platform) on conflict do nothing")
                        .param("stream", owner.stream().value())
                        .param("actor", owner.actor())
                        .param("key", owner.key())
                        .param("digest", used.requestDigest().toByteArray())
                        .param("status", used.answer().status())
                        .param(
                                "headers",
                                HEADERS.write(new Headers(used.answer().headers())))
                        .param("body", used.answer().body().toByteArray())
                        .param("tenant", used.position().tenant())
                        .param("platform", used.position().platform())
                        .update();
    }

    /** This key, if it is too old, and twenty others. */
    private void forget(Owner owner) {
        jdbc.sql(
                        "delete from idempotency where at < now() - make_interval(secs => :kept)"
                                + " and ((stream = :stream and actor = :actor and key = :key)"
                                + " or ctid = any(array(select ctid from idempotency"
                                + " where at < now() - make_interval(secs => :kept) order by at limit 20 for update skip locked)))")
                .param("kept", (double) kept.toSeconds())
                .param("stream", owner.stream().value())
                .param("actor", owner.actor())
                .param("key", owner.key())
                .update();
    }
}
