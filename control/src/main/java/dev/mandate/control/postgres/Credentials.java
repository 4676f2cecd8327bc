package dev.mandate.control.postgres;

/** How to connect: everything that a JDBC driver needs. */
public record Credentials(String url, String username, String password) {
    /** Without the password. */
    @Override
    public String toString() {
        return username + " at " + url;
    }
}
