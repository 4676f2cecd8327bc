package dev.mandate.control.front;

import java.time.Duration;

/**
 * What one request's body may be.
 *
 * @param most bytes
 * @param deadline of its bytes
 * @param linger how long a rest that nobody reads is taken in after the answer
 * @param lingerBytes how much of such a rest
 */
record BodyLimit(int most, BodyDeadline deadline, Duration linger, int lingerBytes) {}
