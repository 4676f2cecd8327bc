package dev.mandate.control.user;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.api.command.Text;
import org.jspecify.annotations.Nullable;

/** A user's personal data, which is never in the log so that it can be erased. */
public record Profile(@Nullable String name, @Nullable String email) {
    static final Profile EMPTY = new Profile(null, null);
    private static final int LONGEST_EMAIL = 254;

    static Profile read(@Nullable String name, @Nullable String email) {
        if (email != null
                && !(email.length() <= LONGEST_EMAIL && email.matches("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+"))) {
            throw Refusals.malformed("email", "must be an e-mail address of at most " + LONGEST_EMAIL + " characters");
        }
        return new Profile(
                name == null ? null : Text.name("name", name),
                email == null ? null : Text.visible("email", email, LONGEST_EMAIL));
    }

    /** This profile with what the other one says. */
    Profile overlaid(Profile other) {
        return new Profile(other.name == null ? name : other.name, other.email == null ? email : other.email);
    }
}
