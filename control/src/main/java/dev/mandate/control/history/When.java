package dev.mandate.control.history;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.engine.id.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Which state of a tenant is asked about. */
public sealed interface When {
    /** As it is. */
    enum Now implements When {
        NOW
    }

    /**
     * After an entry.
     *
     * @param field of the question that names it
     * @param platform of the platform's log; empty for the one that was in force when the entry was written
     */
    record Revision(String field, long tenant, OptionalLong platform) implements When {
        /** The revision of the stream: answers about the platform's own carry `0.<platform>`. */
        Revision of(TenantId stream) {
            boolean own = stream.equals(TenantId.PLATFORM) && tenant == 0 && platform.isPresent();
            return own ? new Revision(field, platform.getAsLong(), platform) : this;
        }
    }

    /** At a time. */
    record Time(Instant at) implements When {}

    /**
     * Reads the parameters {@code revision} ({@code 42} or {@code 42.17}) and {@code at} (ISO 8601 with an offset).
     *
     * @throws dev.mandate.control.log.command.Refusal 400 if one is malformed, or both are there
     */
    static When of(@Nullable String revision, @Nullable String at) {
        if (revision != null && at != null) {
            throw Refusals.malformed("at", "and `revision` exclude each other: send one of them");
        }
        if (revision != null) {
            return revision("revision", revision);
        }
        return at == null ? Now.NOW : time(at);
    }

    /**
     * Reads {@code 42}, or {@code 42.17} as answers carry it.
     *
     * @throws dev.mandate.control.log.command.Refusal 400 naming the field if it is neither
     */
    static When revision(String field, String text) {
        if (!text.matches("[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            throw Refusals.malformed(field, "must be a revision, such as `42`, or the `Mandate-Revision` of an answer");
        }
        int dot = text.indexOf('.');
        return dot < 0
                ? new Revision(field, Long.parseLong(text), OptionalLong.empty())
                : new Revision(
                        field,
                        Long.parseLong(text.substring(0, dot)),
                        OptionalLong.of(Long.parseLong(text.substring(dot + 1))));
    }

    private static When time(String text) {
        try {
            return new Time(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw Refusals.malformed("at", "must be a time with its offset, such as `2026-11-24T09:00:00Z`");
        }
    }
}
