package dev.mandate.control.token.key;

/** A published key has no private half in the database: it was retired a moment ago, or the table was not restored. */
public final class MissingKey extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    MissingKey(String kid) {
        super("the token signing key `" + kid
                + "` is published but its private half is not in the database; restore table `signing_key`");
    }
}
