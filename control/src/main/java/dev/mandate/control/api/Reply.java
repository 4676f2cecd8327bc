package dev.mandate.control.api;

import dev.mandate.control.directory.Thing;
import dev.mandate.engine.id.CredentialId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an answer that differ from call to call.
 *
 * @param body the JSON value; none for 204
 * @param kept what a repeat under the same idempotency key is answered: the body without any secret
 * @param thing whose last revision is the ETag
 * @param about what the body describes: a repeat under the same idempotency key is not answered it once this is removed
 * @param location of what was created, as a path
 */
public record Reply(
        int status,
        @Nullable Object body,
        @Nullable Object kept,
        @Nullable Thing thing,
        @Nullable Thing about,
        @Nullable String location) {
    public static Reply ok(Object body) {
        return new Reply(200, body, body, null, null, null);
    }

    public static Reply ok(Object body, Thing thing) {
        return new Reply(200, body, body, thing, thing, null);
    }

    public static Reply created(Object body, Thing thing, String location) {
        return new Reply(201, body, body, thing, thing, location);
    }

    public static Reply gone() {
        return new Reply(204, null, null, null, null, null);
    }

    /** The same, with something else for repeats, because the body holds what is shown once. */
    public Reply keeping(Object redacted) {
        return new Reply(status, body, redacted, thing, about, location);
    }

    /** The same, whose body describes a part of the thing that can be removed by itself. */
    public Reply about(Thing part) {
        return new Reply(status, body, kept, thing, part, location);
    }

    /** The same, which also says whose credentials ended with the command. */
    Reply withdrawing(List<CredentialId> credentials) {
        if (credentials.isEmpty()) {
            return this;
        }
        List<String> ids = credentials.stream().map(CredentialId::value).toList();
        return new Reply(
                body == null ? 200 : status,
                JsonBody.with(body, "withdrawn", ids),
                JsonBody.with(kept, "withdrawn", ids),
                thing,
                about,
                location);
    }

    /** The same, whose page ends early where it has more bytes. */
    Reply within(int bytes) {
        return body instanceof Page<?> page ? ok(page.within(bytes)) : this;
    }

    /** What is kept for repeats. */
    Reply toKeep() {
        return new Reply(status, kept, kept, thing, about, location);
    }
}
