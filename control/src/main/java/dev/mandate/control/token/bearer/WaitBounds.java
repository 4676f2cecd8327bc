package dev.mandate.control.token.bearer;

import java.time.Duration;

/**
 * The bounds of the wait of a request.
 *
 * @param bound maximum state age; beyond it nothing is decided
 * @param longest maximum time that one request waits for a revision
 * @param waiting maximum number of requests of one app that wait at once
 */
public record WaitBounds(Duration bound, Duration longest, int waiting) {}
