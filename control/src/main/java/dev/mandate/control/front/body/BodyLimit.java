package dev.mandate.control.front.body;

import dev.mandate.control.limit.HeldBytes;
import java.time.Duration;

/**
 * What one request's body may be.
 *
 * @param most bytes
 * @param deadline of its bytes
 * @param linger how long unread body bytes are discarded after the answer
 * @param lingerBytes how many of them
 * @param held bytes of all bodies in memory
 */
record BodyLimit(int most, BodyDeadline deadline, Duration linger, int lingerBytes, HeldBytes held) {}
