package dev.mandate.samples.robot;

/** The first thing that did not go as the round trip expects; the message says what was answered instead. */
public final class RobotException extends RuntimeException {
    RobotException(String message) {
        super(message);
    }
}
