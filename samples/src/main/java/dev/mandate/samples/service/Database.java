package dev.mandate.samples.service;

/** A PostgreSQL database; a service keeps to its own schema in it. */
public record Database(String url, String user, String password) {
    @Override
    public String toString() {
        // A URL's query may carry a password.
        return "Database[url=" + url.replaceFirst("\\?.*", "") + ", user=" + user + "]";
    }
}
