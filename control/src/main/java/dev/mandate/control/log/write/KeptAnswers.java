package dev.mandate.control.log.write;

import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandOutcome;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Idempotency;
import dev.mandate.control.log.command.KeptAnswer;
import dev.mandate.control.log.command.LogRefusals;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.engine.Position;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.document.JsonForm;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The stored answers of requests with idempotency keys. After the removal of the user that an answer describes, its row holds only
 * hashes: of the key, and of the key with the digest of the request.
 */
public final class KeptAnswers {
    private static final int MOST_AT_ONCE = 1_000;
    private static final JsonForm<Headers> HEADERS = JsonForm.of(Headers.class);

    /** The caller that used a key on a stream. */
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
     * The request and the answer of a used key.
     *
     * @param changes of the entry that the request appended; empty if it appended none
     */
    record Used(Digest requestDigest, KeptAnswer answer, Position position, List<Change> changes) {
        boolean isOf(Owner owner, Digest request) {
            return requestDigest.equals(request) || requestDigest.equals(owner.hashed(request));
        }
    }

    private final JdbcClient jdbc;
    private final Duration kept;

    KeptAnswers(JdbcClient jdbc, Duration kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    /**
     * Returns the stored answer if the request is a repeat. INVARIANT: the right is checked first, at the current state.
     *
     * @throws Refusal 422 if the key was used for another request; 403 if the caller has lost the right; 409 if the thing that the
     *     answer describes was removed
     */
    <R> Optional<CommandOutcome<R>> replayed(PendingCommand<R> pending, CommandState now) {
        return pending.owner()
                .flatMap(owner -> find(owner).map(used -> {
                    Idempotency<R> key = pending.key().orElseThrow();
                    boolean same = used.isOf(owner, key.requestDigest());
                    boolean outdated = used.answer().outdated(now);
                    // rights on removed things cannot be checked, so none of the changes is passed then
                    key.repeat().requireStill(now, same && !outdated ? used.changes() : List.of());
                    if (!same) {
                        throw LogRefusals.keyReused();
                    }
                    if (outdated) {
                        throw LogRefusals.keyUsed();
                    }
                    return new CommandOutcome.Replayed<>(used.answer(), used.position());
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
                        new KeptAnswer(
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

    /** Stores the answer of a command that has a key; returns false if the key was used meanwhile. */
    <R> boolean keep(CheckedCommand.Writes<R> step) {
        Optional<KeptAnswers.Owner> owner = step.pending().owner();
        if (owner.isEmpty()) {
            return true;
        }
        CommandOutcome.Done<R> done = step.outcome();
        Digest request = step.pending().key().orElseThrow().requestDigest();
        return keep(
                owner.get(),
                new Used(
                        request,
                        done.answer().orElseThrow(),
                        done.committed().position(),
                        step.proposal().changes()));
    }

    /** Stores the answer and deletes a few expired ones. */
    private boolean keep(Owner owner, Used used) {
        expireSome(owner);
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

    /**
     * Returns the write that deletes the answers about a user, in the transaction of the entry that removes the user. The keys stay
     * used, as hashes.
     */
    public static SideWrite forget(TenantId stream, UserId subject) {
        return client -> erase(client, stream, subject);
    }

    private static void erase(JdbcClient client, TenantId stream, UserId subject) {
        client.sql("update idempotency set key = encode(sha256(convert_to(key, 'UTF8')), 'hex'),"
                        + " request_digest = sha256(convert_to(key, 'UTF8') || request_digest), headers = :none, body = ''"
                        + " where stream = :stream and subject_kind = 'USER' and subject = :subject")
                .param("none", HEADERS.write(new Headers(Map.of())))
                .param("stream", stream.value())
                .param("subject", subject.value())
                .update();
    }

    /** Deletes expired answers, and returns their number. */
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

    /** Deletes the answer of this key if it is expired, and twenty other expired ones. */
    private void expireSome(Owner owner) {
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
