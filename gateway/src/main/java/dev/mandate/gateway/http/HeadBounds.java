package dev.mandate.gateway.http;

/**
 * What a head may hold and announce.
 *
 * @param headers lines of headers
 * @param bodyBytes the longest body
 */
public record HeadBounds(int headers, long bodyBytes) {}
