package dev.mandate.control.lines;

import java.time.Duration;

/** Logs as the gateway does: by the platform's logger, which {@code java.util.logging} carries out. */
final class LoggingProcess {
    private LoggingProcess() {}

    public static void main(String[] args) {
        System.Logger gateway = System.getLogger("dev.mandate.gateway.LoggingProcess");
        System.Logger access = System.getLogger("dev.mandate.access");
        try (ProcessLog _ = ProcessLog.start(new LinesSettings(3, Duration.ofHours(1)))) {
            for (int i = 0; i < 20; i++) {
                gateway.log(System.Logger.Level.ERROR, "decision " + i + " failed", new IllegalStateException());
                gateway.log(System.Logger.Level.INFO, "too little to be logged");
                access.log(System.Logger.Level.INFO, "GET /v1/tasks/7");
            }
        }
    }
}
