package dev.mandate.samples.service;

/** A PostgreSQL database; a service uses only its own schema in it. */
public record Database(String url, String user, String password) {
    @Override
    public String toString() {
        // the query of a URL may contain a password
        return "Database[url=" + url.replaceFirst("\\?.*", "") + ", user=" + user + "]";
    }
}
