package dev.mandate.samples.service;

/**
 * The ports of a service; 0 takes a free one.
 *
 * @param host the address for both ports
 * @param apiPort the partner API, for Mandate's gateway only
 * @param operatorPort the operator API, {@code /livez} and {@code /readyz}
 */
public record Listen(String host, int apiPort, int operatorPort) {
    /** Returns free ports on the loopback address. */
    public static Listen loopback() {
        return new Listen("127.0.0.1", 0, 0);
    }
}
