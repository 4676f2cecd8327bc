package dev.mandate.samples.robot;

import dev.mandate.client.token.TokenException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/** Runs the robot once with settings from the environment. A failure prints one line and exits with status 1. */
public final class RobotMain {
    private RobotMain() {}

    /** Runs the robot; takes no arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(System.getenv(), System.out, System.err));
    }

    static int run(Map<String, String> environment, PrintStream out, PrintStream err) throws InterruptedException {
        try (Robot robot = new Robot(RobotSettings.read(environment), Reporter.printing(out))) {
            robot.play();
            out.println("both round trips are done");
            return 0;
        } catch (RobotException | TokenException failure) {
            err.println(failure.getMessage());
        } catch (IOException away) {
            err.println("the studio cannot be reached: " + away);
        }
        return 1;
    }
}
