package dev.mandate.protocol.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads values of one type that repeat: in full the first time, as a number afterwards. */
final class Repeats {
    private Repeats() {}

    /** Writes values. */
    static final class Writer<T> {
        private final SnapshotOutput out;
        private final SnapshotOutput.One<T> form;
        private final Map<T, Integer> known = new HashMap<>();

        Writer(SnapshotOutput out, SnapshotOutput.One<T> form) {
            this.out = out;
            this.form = form;
        }

        void write(T value) throws IOException {
            Integer before = known.putIfAbsent(value, known.size() + 1);
            out.number(before == null ? 0 : before);
            if (before == null) {
                form.write(value);
            }
        }
    }

    /** Reads what {@link Writer} wrote. */
    static final class Reader<T> {
        private final SnapshotInput in;
        private final SnapshotInput.One<T> form;
        private final List<T> known = new ArrayList<>();

        Reader(SnapshotInput in, SnapshotInput.One<T> form) {
            this.in = in;
            this.form = form;
        }

        T read() throws IOException {
            int number = in.count();
            if (number > known.size()) {
                throw new IllegalArgumentException("value `" + number + "` was not written before");
            }
            if (number == 0) {
                known.add(form.read());
            }
            return number == 0 ? known.getLast() : known.get(number - 1);
        }
    }
}
