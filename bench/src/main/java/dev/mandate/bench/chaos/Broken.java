package dev.mandate.bench.chaos;

/** Something that must hold does not; the message says what was seen. */
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
        super(message);
    }
}
