package dev.mandate.gateway.decision;

import dev.mandate.gateway.subject.LastCredential;

/**
 * A request that is to be decided, before anything of it was checked.
 *
 * @param method as sent
 * @param target the request target as sent
 * @param address of the caller, a literal IP address
 * @param arrivalNanos when it arrived, by {@link System#nanoTime}
 * @param last the credential that came last on the same connection
 */
public record AccessRequest(
        String method, String target, Headers headers, String address, long arrivalNanos, LastCredential last) {}
