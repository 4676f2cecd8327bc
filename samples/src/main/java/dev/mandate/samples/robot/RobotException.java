package dev.mandate.samples.robot;

/** A step gave another answer than the round trip expects; the message includes the answer. */
public final class RobotException extends RuntimeException {
    RobotException(String message) {
        super(message);
    }
}
