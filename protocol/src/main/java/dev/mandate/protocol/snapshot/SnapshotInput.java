package dev.mandate.protocol.snapshot;

import dev.mandate.engine.right.Term;
import dev.mandate.engine.trie.Trie;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads what {@link SnapshotOutput} wrote: the binary primitives of a snapshot. Never allocates more memory than the input
 * is long.
 */
final class SnapshotInput {
    /** Reads one value. */
    @FunctionalInterface
    interface One<T> {
        T read() throws IOException;
    }

    private static final int LONGEST = Long.SIZE;

    private final DataInputStream in;
    private final List<String> known = new ArrayList<>();

    SnapshotInput(DataInputStream in) {
        this.in = in;
    }

    long number() throws IOException {
        long number = 0;
        for (int shift = 0; shift < LONGEST; shift += 7) {
            byte part = in.readByte();
            number |= (part & 0x7FL) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number has more than 64 bits");
    }

    /** Reads a number that must be a non-negative {@code int}. */
    int count() throws IOException {
        long number = number();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("`" + number + "` is not a number from 0 to 2147483647");
        }
        return (int) number;
    }

    String text() throws IOException {
        int index = count();
        if (index > known.size()) {
            throw new IllegalArgumentException("text `" + index + "` was not written before");
        }
        if (index > 0) {
            return known.get(index - 1);
        }
        String text = new String(bytes(), StandardCharsets.UTF_8);
        known.add(text);
        return text;
    }

    /** Reads an ASCII text that was written without numbering. */
    String ascii() throws IOException {
        return new String(bytes(), StandardCharsets.US_ASCII);
    }

    byte[] bytes() throws IOException {
        int length = count();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    boolean flag() throws IOException {
        return in.readBoolean();
    }

    <E extends Enum<E>> E constant(Class<E> type) throws IOException {
        return Enum.valueOf(type, text());
    }

    Instant time() throws IOException {
        try {
            return Instant.ofEpochSecond(in.readLong(), in.readInt());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("the time is out of range", e);
        }
    }

    Term term() throws IOException {
        return optional(this::time).map(Term::new).orElse(Term.OPEN);
    }

    <T> Optional<T> optional(One<T> one) throws IOException {
        return flag() ? Optional.of(one.read()) : Optional.empty();
    }

    <T> Set<T> set(Function<String, T> made) throws IOException {
        Set<T> set = new HashSet<>();
        for (int left = count(); left > 0; left--) {
            set.add(made.apply(text()));
        }
        return set;
    }

    <K, V> Map<K, V> map(One<K> key, One<V> value) throws IOException {
        Map<K, V> map = new HashMap<>();
        for (int left = count(); left > 0; left--) {
            map.put(key.read(), value.read());
        }
        return map;
    }

    <K, V> Trie<K, V> trie(One<K> key, One<V> value) throws IOException {
        return Trie.copyOf(map(key, value));
    }
}
