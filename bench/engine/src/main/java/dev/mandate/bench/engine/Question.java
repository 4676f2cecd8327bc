package dev.mandate.bench.engine;

/**
 * One request of one user, with the answer that is right.
 *
 * @param channel the sales channel that the path names; empty where the action names none
 */
public record Question(int user, ApiAction action, String channel, String path, boolean allowed) {}
