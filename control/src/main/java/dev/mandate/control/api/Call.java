package dev.mandate.control.api;

import dev.mandate.control.access.ActorSession;
import dev.mandate.control.api.command.CommandContext;
import dev.mandate.control.api.command.Conditions;
import dev.mandate.control.api.command.IfMatch;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of the management API, with what every write looks at.
 *
 * @param context of a command to the caller's own stream
 * @param body as received, at most the configured size
 * @param ifMatch the state that the thing must be in
 * @param idempotencyKey repeats with the same key are answered from the first
 * @param decision the id that the answer carries, where denials are explained by it
 * @param queryFault the refusal of a query that holds an unknown or repeated parameter; null for any other query
 */
public record Call(
        CommandContext context,
        String target,
        Bytes body,
        IfMatch ifMatch,
        @Nullable String idempotencyKey,
        @Nullable String decision,
        @Nullable Refusal queryFault) {
    /** Returns the caller's verified token. */
    public ActorSession session() {
        return context.session();
    }

    /** Returns when the call arrived. */
    public Instant at() {
        return context.at();
    }

    /** Who calls. */
    public Actor actor() {
        return session().actor();
    }

    /** The stream that the actor manages. */
    public TenantId stream() {
        return context.stream();
    }

    /** The same call without conditions and idempotency, for the first of two writes that one call makes. */
    public Call unconditional() {
        return new Call(context, target, body, IfMatch.NONE, null, decision, queryFault);
    }

    /** The same call with its conditions and its body. */
    Call with(IfMatch conditions, Bytes sent) {
        return new Call(context, target, sent, conditions, idempotencyKey, decision, queryFault);
    }

    /** The same call, whose entry says why. */
    public Call because(String why) {
        return new Call(context.because(why), target, body, ifMatch, idempotencyKey, decision, queryFault);
    }

    /** Returns what the query and {@code If-Match} demand. */
    public Conditions conditions() {
        return new Conditions(queryFault, ifMatch);
    }

    /**
     * Refuses a query with an unknown or repeated parameter; asked once the caller is admitted.
     *
     * @throws Refusal 400, naming the parameter
     */
    public void requireKnownQuery() {
        conditions().requireForm();
    }

    /** Reads the body as the form, strictly. */
    public <T> T read(Class<T> form) {
        return JsonBody.read(body.toByteArray(), form);
    }

    /** Reads the body as an object of any members. */
    public Map<String, Object> readMap() {
        return JsonBody.readMap(body.toByteArray());
    }

    /** Reads the body as an object of any members, of which some may be null. */
    public Map<String, @Nullable Object> readMapWithNulls() {
        return JsonBody.readMapWithNulls(body.toByteArray());
    }

    /** Tells a repeat of this very request from another under the same key. */
    Digest digest() {
        String conditions = target + "\0" + ifMatch + "\0";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(conditions.getBytes(StandardCharsets.UTF_8));
        all.writeBytes(body.toByteArray());
        return Digest.of(all.toByteArray());
    }
}
