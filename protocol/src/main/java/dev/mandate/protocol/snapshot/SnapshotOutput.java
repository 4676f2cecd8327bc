package dev.mandate.protocol.snapshot;

import dev.mandate.engine.right.Term;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes the binary primitives of a snapshot: numbers in as many bytes as they need, a text in full the first time and
 * as a number afterwards.
 */
final class SnapshotOutput {
    /** Writes one value. */
    @FunctionalInterface
    interface One<T> {
        void write(T value) throws IOException;
    }

    /** Writes a key with its value. */
    @FunctionalInterface
    interface Pair<K, V> {
        void write(K key, V value) throws IOException;
    }

    private final DataOutputStream out;
    private final Map<String, Integer> known = new HashMap<>();

    SnapshotOutput(DataOutputStream out) {
        this.out = out;
    }

    /** Writes seven bits a byte, lowest first; the high bit of a byte says that another follows. */
    void number(long number) throws IOException {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** Writes an id or another text. */
    void text(Object id) throws IOException {
        String text = id.toString();
        Integer before = known.putIfAbsent(text, known.size() + 1);
        if (before != null) {
            number(before);
            return;
        }
        number(0);
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes an ASCII text without numbering, for texts that do not repeat. */
    void ascii(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    void bytes(byte[] bytes) throws IOException {
        number(bytes.length);
        out.write(bytes);
    }

    void flag(boolean flag) throws IOException {
        out.writeBoolean(flag);
    }

    /** Writes the constant's name, so that the order of constants may change. */
    void constant(Enum<?> constant) throws IOException {
        text(constant.name());
    }

    void time(Instant time) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    void term(Term term) throws IOException {
        optional(Optional.ofNullable(term.until()), this::time);
    }

    <T> void optional(Optional<T> value, One<T> one) throws IOException {
        flag(value.isPresent());
        if (value.isPresent()) {
            one.write(value.get());
        }
    }

    /** Writes ids or constants, sorted. */
    void set(Collection<?> values) throws IOException {
        number(values.size());
        for (String name : values.stream().map(Object::toString).sorted().toList()) {
            text(name);
        }
    }

    /** Writes the pairs sorted by key. */
    <K, V> void map(Map<K, V> map, Pair<K, V> pair) throws IOException {
        List<K> keys = new ArrayList<>(map.keySet());
        // most users are in one group, and sorting one key would only cost time
        if (keys.size() > 1) {
            keys.sort(Comparator.comparing(Object::toString));
        }
        number(keys.size());
        for (K key : keys) {
            pair.write(key, Objects.requireNonNull(map.get(key)));
        }
    }
}
