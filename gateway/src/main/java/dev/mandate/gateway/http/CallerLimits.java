package dev.mandate.gateway.http;

import java.time.Duration;

/**
 * What a caller's connection may take.
 *
 * @param idle how long it may be silent between calls, and how long it may take nothing of an answer
 * @param headTime from the first byte of a head to its last
 * @param bodyStall between two parts of a body that is waited for
 * @param bodyRate bytes of a body in a second at least, on average over the time in which it was waited for, after
 *     {@code bodyStall}
 * @param bodyBytes the longest body
 * @param lingerBytes bytes of an unwanted body that are read after the answer; then the connection is closed
 * @param lingerTime how long they are read
 */
public record CallerLimits(
        Duration idle,
        Duration headTime,
        Duration bodyStall,
        int bodyRate,
        long bodyBytes,
        int lingerBytes,
        Duration lingerTime) {}
