package dev.mandate.control.token.bearer;

import java.time.Duration;

/**
 * What a request waits for at most.
 *
 * @param bound the age of the known state over which nothing is decided
 * @param longest how long one request waits for a revision
 * @param waiting how many requests of one app wait at once
 */
public record Patience(Duration bound, Duration longest, int waiting) {}
