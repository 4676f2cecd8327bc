package dev.mandate.control.lines;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The levels of loggers in every process of Mandate. */
public final class LogLevels {
    private static final List<String> WIRE = List.of(
            "org.apache.coyote",
            "org.springframework.web.method.HandlerMethod",
            "jdk.httpclient",
            "jdk.internal.httpclient",
            "io.netty.handler.logging",
            "io.vertx.core.http");

    private LogLevels() {}

    /** Returns levels, in lower case, by the names of loggers; {@code root} for all others. */
    public static Map<String, String> all() {
        Map<String, String> levels = new TreeMap<>();
        levels.put("root", "warn");
        // the gateway writes it only if `MANDATE_GATEWAY_ACCESS_LOG` is set
        levels.put("dev.mandate.access", "info");
        // INVARIANT: these write heads, bodies or arguments as they came, with every secret in them, whatever else is
        // logged; at `info` Tomcat writes a trace for the first request that it cannot read
        WIRE.forEach(name -> levels.put(name, "warn"));
        return levels;
    }
}
