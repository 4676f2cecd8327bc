package dev.mandate.engine.id;

/** An action of an imported API: a number from 1, assigned once in the installation and kept across re-imports. */
public record ActionId(int value) {
    public ActionId {
        if (value < 1) {
            throw new IllegalArgumentException("action id `" + value + "` must be at least 1");
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
