package dev.mandate.gateway.http;

import java.time.Duration;

/**
 * How much of a body that nobody wants is read after the answer, so that its sender can read the answer.
 *
 * @param bytes at most, 1 or more; then the connection is closed
 * @param time at most, at least 1 ms; then the connection is closed
 */
public record Linger(int bytes, Duration time) {}
