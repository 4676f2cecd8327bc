package dev.mandate.samples.service;

/**
 * Where a service's ports listen; 0 takes a free port.
 *
 * @param host for both
 * @param apiPort the partner API, for Mandate's gateway alone
 * @param operatorPort the owner's own side, {@code /livez} and {@code /readyz}
 */
public record Listen(String host, int apiPort, int operatorPort) {
    /** Free ports on the loopback address. */
    public static Listen loopback() {
        return new Listen("127.0.0.1", 0, 0);
    }
}
