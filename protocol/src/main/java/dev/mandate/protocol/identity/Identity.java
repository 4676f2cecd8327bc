package dev.mandate.protocol.identity;

import java.util.regex.Pattern;

/**
 * Whom a forwarded call acts for: a user of one tenant, through one app, within the spaces visible to that user.
 *
 * <p>All ids are 1 to 64 characters of {@code [A-Za-z0-9_-]}, so {@link #subject()} can be split unambiguously.
 *
 * @param tenant the tenant's id; every resource of another tenant is invisible
 * @param user the user's id within the tenant
 * @param clientId the id of the registered app that made the call
 * @param spaces the spaces that the user reaches
 * @param revision the revisions {@code <tenant>.<platform>} of the decision; opaque to upstreams
 */
public record Identity(String tenant, String user, String clientId, VisibleSpaces spaces, String revision) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Identity {
        requireId("tenant", tenant);
        requireId("user", user);
        requireId("client_id", clientId);
        if (!REVISION.matcher(revision).matches()) {
            throw new IllegalArgumentException("rev must be 1 to 64 characters of [A-Za-z0-9._-]");
        }
    }

    /** Returns the {@code sub} claim, {@code <tenant>/<user>}. */
    public String subject() {
        return tenant + "/" + user;
    }

    /**
     * Returns whether a resource of {@code ownerTenant} in {@code space} is visible; false if the spaces are
     * {@link VisibleSpaces.Ask}.
     */
    public boolean reaches(String ownerTenant, String space) {
        return tenant.equals(ownerTenant) && spaces.contain(space);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static void requireId(String claim, String text) {
        if (!isId(text)) {
            throw new IllegalArgumentException(claim + " must be 1 to 64 characters of [A-Za-z0-9_-]");
        }
    }
}
