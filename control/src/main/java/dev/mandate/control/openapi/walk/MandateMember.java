package dev.mandate.control.openapi.walk;

import java.util.Optional;

/** The member {@code x-mandate} of the document or of an operation. */
final class MandateMember {
    static final String NAME = "x-mandate";

    private MandateMember() {}

    static Optional<Place> of(Place owner) {
        return owner.member(NAME);
    }
}
