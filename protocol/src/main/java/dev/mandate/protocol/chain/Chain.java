package dev.mandate.protocol.chain;

import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * The hash chain of a stream. Each hash covers the previous hash and every field of its entry. Each field is preceded
 * by its length, and the input begins with a tag that no other use has, so two different entries never give the same
 * input.
 */
public final class Chain {
    private static final String GENESIS = "mandate/log/genesis/1";
    private static final String ENTRY = "mandate/log/entry/1";

    private Chain() {}

    /** Returns the hash that precedes the first entry of a stream. */
    public static Digest genesis(TenantId stream) {
        MessageDigest hash = Digest.sha256();
        frame(hash, text(GENESIS));
        frame(hash, text(stream.value()));
        return Digest.copyOf(hash.digest());
    }

    static Digest next(Digest previous, EntryHeader heading, Bytes changes, Digest note) {
        MessageDigest hash = Digest.sha256();
        frame(hash, text(ENTRY));
        frame(hash, previous.toByteArray());
        frame(hash, text(heading.stream().value()));
        frame(hash, number(heading.revision()));
        frame(hash, time(heading.at()));
        frame(hash, number(heading.platformRevision()));
        frame(hash, Digest.of(changes).toByteArray());
        frame(hash, note.toByteArray());
        return Digest.copyOf(hash.digest());
    }

    private static void frame(MessageDigest hash, byte[] field) {
        hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        hash.update(field);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] time(Instant at) {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .array();
    }
}
