package dev.mandate.control.openapi.walk;

import java.util.Optional;

/** The member {@code x-mandate}, which stands on the document and on operations, and nowhere else. */
final class MandateMember {
    static final String NAME = "x-mandate";

    private MandateMember() {}

    static Optional<Place> of(Place owner) {
        return owner.member(NAME);
    }
}
