package dev.mandate.samples.media.upload;

import dev.mandate.samples.form.IdParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs and checks URLs on the storage port. A URL allows one method on one file until it expires, to anyone who has
 * it.
 */
public final class PresignedUrls {
    private static final Pattern QUERY = Pattern.compile("expires=([0-9]{1,12})&signature=([0-9a-f]{64})");

    private final Hmac hmac;
    private final Duration lifetime;
    private final InstantSource clock;
    private final CompletableFuture<URI> base = new CompletableFuture<>();

    PresignedUrls(Hmac hmac, Duration lifetime, InstantSource clock) {
        this.hmac = hmac;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Returns a URL for reading a stored file. */
    public URI download(UUID file) {
        return sign("GET", file);
    }

    /** Returns a URL for storing the announced bytes of an upload. */
    URI upload(UUID file) {
        return sign("PUT", file);
    }

    /** Sets the storage port's base URL, known once the port listens; signing waits for it. */
    void serveAt(URI storage) {
        base.complete(storage);
    }

    /**
     * Returns the file that the request may use with this method; empty if the URL was not signed for it or has
     * expired.
     */
    Optional<UUID> allowed(String method, URI request) {
        Optional<UUID> file = IdParser.parse(lastSegment(request));
        Matcher query = QUERY.matcher(request.getRawQuery() == null ? "" : request.getRawQuery());
        if (file.isEmpty() || !query.matches()) {
            return Optional.empty();
        }
        long expires = Long.parseLong(query.group(1));
        boolean signed = hmac.matches(message(method, file.get(), expires), query.group(2));
        return signed && clock.instant().isBefore(Instant.ofEpochSecond(expires)) ? file : Optional.empty();
    }

    private URI sign(String method, UUID file) {
        long expires = clock.instant().plus(lifetime).getEpochSecond();
        String signature = hmac.sign(message(method, file, expires));
        return base.join().resolve("/files/" + file + "?expires=" + expires + "&signature=" + signature);
    }

    private static byte[] message(String method, UUID file, long expires) {
        return (method + "\n" + file + "\n" + expires).getBytes(StandardCharsets.UTF_8);
    }

    private static String lastSegment(URI request) {
        String path = request.getRawPath();
        return path.startsWith("/files/") ? path.substring("/files/".length()) : "";
    }
}
