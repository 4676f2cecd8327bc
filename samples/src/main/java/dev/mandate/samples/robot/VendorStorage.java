package dev.mandate.samples.robot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Uploads to and downloads from presigned URLs, without a token. */
final class VendorStorage {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final HttpClient http;

    VendorStorage(HttpClient http) {
        this.http = http;
    }

    Answer get(URI url) throws IOException, InterruptedException {
        return answer("GET storage", HttpRequest.newBuilder(url));
    }

    Answer put(Promise promise, Picture picture) throws IOException, InterruptedException {
        return answer(
                "PUT storage",
                HttpRequest.newBuilder(promise.url())
                        .header("Content-Type", promise.contentType())
                        .PUT(BodyPublishers.ofByteArray(picture.bytes())));
    }

    private Answer answer(String call, HttpRequest.Builder request) throws IOException, InterruptedException {
        return Answer.of(call, http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString()));
    }
}
