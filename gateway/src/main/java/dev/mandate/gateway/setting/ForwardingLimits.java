package dev.mandate.gateway.setting;

import java.time.Duration;

/**
 * How long and how much a forwarded call may take.
 *
 * @param connect until a connection is there, or one of the pool is free
 * @param response how long the upstream may neither take more of the request nor begin its answer
 * @param whole from taking a connection to the head of the answer
 * @param stall between two parts of an answer's body
 * @param keepAlive how long an unused connection is kept; shorter than the upstreams keep theirs
 * @param connections of one event loop to one upstream
 * @param queue calls of one event loop that may wait for one of them
 * @param bodyBytes the longest body of a request
 * @param notFound a 404 leaves a whole number of these after its call arrived; 0 for at once
 */
public record ForwardingLimits(
        Duration connect,
        Duration response,
        Duration whole,
        Duration stall,
        Duration keepAlive,
        int connections,
        int queue,
        long bodyBytes,
        Duration notFound) {}
