package dev.mandate.control.openapi.document;

import java.util.List;
import java.util.Optional;

/**
 * What an operation's {@code x-mandate} says, completed by defaults.
 *
 * @param modules without duplicates; the operation's tags where {@code x-mandate} names none
 * @param needs all of them are needed; empty with neither mark: held by nobody
 * @param needsProposed the document says nothing, so {@code needs} is a guess for a person to review (and empty where
 *     there was nothing to guess from)
 * @param self held by every active user; an API behind the gateway checks that it is about the caller
 * @param administrators held by the tenant's administrators alone; then neither {@code self} nor needs
 * @param precedence orders templates that overlap; 0 unless set, higher goes first
 */
public record Marks(
        List<String> modules,
        List<Need> needs,
        boolean needsProposed,
        Optional<SpaceParameter> space,
        boolean self,
        boolean administrators,
        int precedence) {
    public Marks {
        modules = List.copyOf(modules);
        needs = List.copyOf(needs);
    }
}
