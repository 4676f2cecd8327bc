package dev.mandate.client.upstream;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One GET of a JWK set (RFC 7517). Returns the public P-256 keys by id and ignores other keys of the set. */
record KeySetFetch(HttpClient http, URI uri, Duration timeout) {
    private static final long LONGEST_ANSWER = 256 * 1024L;

    Map<String, ECKey> keys() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        HttpResponse<String> answer =
                http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode());
        }
        try {
            return byId(JWKSet.parse(answer.body()));
        } catch (ParseException malformed) {
            throw new IOException("is not a JWK set", malformed);
        }
    }

    private static Map<String, ECKey> byId(JWKSet set) throws IOException {
        Map<String, ECKey> keys = new HashMap<>();
        for (JWK jwk : set.getKeys()) {
            if (jwk instanceof ECKey key && Curve.P_256.equals(key.getCurve()) && key.getKeyID() != null) {
                if (keys.put(key.getKeyID(), key.toPublicJWK()) != null) {
                    throw new IOException("has two keys `" + key.getKeyID() + "`");
                }
            }
        }
        return Map.copyOf(keys);
    }
}
