package dev.mandate.control.log;

import dev.mandate.control.directory.Thing;
import dev.mandate.engine.Position;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.ChangeForm;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.form.JsonForm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was answered under idempotency keys, as long as they are kept. After the removal of the user that an answer describes, its row
 * holds hashes alone: of the key, and of the key with the digest of the request.
 */
final class Answers {
    private static final int MOST_AT_ONCE = 1_000;
    private static final JsonForm<Headers> HEADERS = JsonForm.of(Headers.class);

    /** Whose key it is. */
    record Owner(TenantId stream, String actor, String key) {
        /** Returns the SHA-256 that replaces the key when the user is removed. */
        String hashed() {
            return Digest.of(Bytes.utf8(key)).toString();
        }

        /** Returns a digest of the request, salted with the key, so guessed bodies cannot be tested. */
        Digest hashed(Digest request) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(key.getBytes(StandardCharsets.UTF_8));
            both.writeBytes(request.toByteArray());
            return Digest.of(both.toByteArray());
        }
    }

    /** The shape on disk. */
    record Headers(Map<String, String> headers) {}

    /**
     * A key that was used, and for what.
     *
     * @param changes of the entry that the request made; none if it made none
     */
    record Used(Digest requestDigest, Answer answer, Position position, List<Change> changes) {
        boolean isOf(Owner owner, Digest request) {
            return requestDigest.equals(request) || requestDigest.equals(owner.hashed(request));
        }
    }

    private final JdbcClient jdbc;
    private final Duration kept;

    Answers(JdbcClient jdbc, Duration kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    /**
     * What the same request was answered before. INVARIANT: the right is asked first, at the state of now.
     *
     * @throws Refusal 422 if the key was used for another request; 403 if the caller may not do this any more; 409 if what the answer
     *     describes was removed
     */
    <R> Optional<Outcome<R>> replayed(Order<R> order, State now) {
        return order.owner()
                .flatMap(owner -> find(owner).map(used -> {
                    Idempotency<R> key = order.key().orElseThrow();
                    boolean same = used.isOf(owner, key.requestDigest());
                    boolean outdated = used.answer().outdated(now);
                    // the things that the changes name were removed, so rights on them cannot be checked
                    key.repeat().requireStill(now, same && !outdated ? used.changes() : List.of());
                    if (!same) {
                        throw Refusals.keyReused();
                    }
                    if (outdated) {
                        throw Refusals.keyUsed();
                    }
                    return new Outcome.Replayed<>(used.answer(), used.position());
                }));
    }

    private Optional<Used> find(Owner owner) {
        return jdbc.sql("select i.*, e.changes from idempotency i left join entry e"
                        + " on i.appended and e.stream = i.stream and e.revision = i.tenant_revision"
                        + " where i.stream = :stream and i.actor = :actor and i.key in (:key, :hashed)"
                        + " and i.at >= now() - make_interval(secs => :kept)")
                .param("stream", owner.stream().value())
                .param("actor", owner.actor())
                .param("key", owner.key())
                .param("hashed", owner.hashed())
                .param("kept", (double) kept.toSeconds())
                .query((row, number) -> new Used(
                        Digest.copyOf(row.getBytes("request_digest")),
                        new Answer(
                                row.getInt("status"),
                                HEADERS.read(row.getBytes("headers")).headers(),
                                Bytes.copyOf(row.getBytes("body")),
                                about(row.getString("subject_kind"), row.getString("subject"))),
                        new Position(row.getLong("tenant_revision"), row.getLong("platform_revision")),
                        changes(row.getBytes("changes"))))
                .optional();
    }

    private static Optional<Thing> about(String kind, @Nullable String id) {
        return Optional.ofNullable(id).map(known -> new Thing(Thing.Kind.valueOf(kind), known));
    }

    private static List<Change> changes(byte @Nullable [] entry) {
        return entry == null ? List.of() : ChangeForm.read(Bytes.copyOf(entry));
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
                new Used(
                        request,
                        done.answer().orElseThrow(),
                        done.committed().position(),
                        step.proposal().changes()));
    }

    /** Whatever is too old goes, a little with each call. */
    private boolean keep(Owner owner, Used used) {
        forget(owner);
        Optional<Thing> about = used.answer().about();
        return 1
                == jdbc.sql("insert into idempotency (stream, actor, key, request_digest, status, headers, body,"
                                + " tenant_revision, platform_revision, appended, subject, subject_kind) values (:stream, :actor,"
                                + " :key, :digest, :status, :headers, :body, :tenant, :platform, :appended, :subject, :kind)"
                                + " on conflict do nothing")
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
                        .param("appended", !used.changes().isEmpty())
                        .param("subject", about.map(Thing::id).orElse(null))
                        .param(
                                "kind",
                                about.map(Thing::kind).orElse(Thing.Kind.USER).name())
                        .update();
    }

    /** Deletes what the answers about a user say. */
    static void empty(JdbcClient client, TenantId stream, UserId subject) {
        client.sql("update idempotency set key = encode(sha256(convert_to(key, 'UTF8')), 'hex'),"
                        + " request_digest = sha256(convert_to(key, 'UTF8') || request_digest), headers = :none, body = ''"
                        + " where stream = :stream and subject_kind = 'USER' and subject = :subject")
                .param("none", HEADERS.write(new Headers(Map.of())))
                .param("stream", stream.value())
                .param("subject", subject.value())
                .update();
    }

    /** Deletes what is older than answers are kept, and returns how many that were. */
    int expire() {
        int all = 0;
        int some;
        do {
            some = jdbc.sql("delete from idempotency where ctid = any(array(select ctid from idempotency"
                            + " where at < now() - make_interval(secs => :kept) order by at limit :most"
                            + " for update skip locked))")
                    .param("kept", (double) kept.toSeconds())
                    .param("most", MOST_AT_ONCE)
                    .update();
            all += some;
        } while (some == MOST_AT_ONCE);
        return all;
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
