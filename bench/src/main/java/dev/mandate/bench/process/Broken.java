package dev.mandate.bench.process;

/** Something that must hold does not; the message says what was seen. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Broken(String message) {
        super(message);
    }
}
