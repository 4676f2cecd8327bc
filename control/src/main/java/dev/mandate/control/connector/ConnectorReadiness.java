package dev.mandate.control.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether an app has what its connectors need, and nothing else: what the seed's documentation recommends, checked.
 *
 * @param connector that was asked for; absent where the app's own connectors are answered
 * @param ready whether nothing blocks it
 * @param findings about the app, then about what was asked for, module by module
 * @param modules of the connector that was asked for
 * @param connectors the app's own, each with the modules that it uses
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConnectorReadiness(
        String app,
        @Nullable String connector,
        boolean ready,
        List<Finding> findings,
        @Nullable List<ForModule> modules,
        @Nullable List<ForConnector> connectors) {
    /** What was looked for. */
    enum Check {
        MISSING_REQUIRED(true),
        MISSING_OPTIONAL(false),
        EXCESS(false),
        LEFTOVER_SKILL(false),
        WIDE_REACH(false),
        NO_REACH(true),
        NO_USER(true),
        NO_CONNECTOR(true),
        UNKNOWN_CONNECTOR(true),
        UNKNOWN_MODULE(true),
        MODULES_UNSTATED(false),
        SHARED_USER(false),
        PERSONS_USER(false),
        NOT_IN_FORCE(true),
        OPTIONAL_NOT_IN_FORCE(false),
        AMOUNTS_TO_ALL_ROLES(false);

        private final boolean blocks;

        Check(boolean blocks) {
            this.blocks = blocks;
        }
    }

    /**
     * One thing to look at.
     *
     * @param subject the action, skill, user or app that it is about
     * @param message what is so, and what to do
     * @param module whose line it is; absent for what is not about a line
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Finding(
            Check check,
            String subject,
            String message,
            @Nullable String module) {
        Finding(Check check, String subject, String message) {
            this(check, subject, message, null);
        }

        boolean blocks() {
            return check.blocks;
        }
    }

    /** One module of a connector, with what was found about its own lines. */
    record ForModule(String module, boolean ready, List<Finding> findings) {}

    /** One connector, with what was found about it and those of its modules that count. */
    record ForConnector(String connector, boolean ready, List<Finding> findings, List<ForModule> modules) {}

    /** The answer about one connector. */
    static ConnectorReadiness of(String app, List<Finding> general, ForConnector part) {
        List<Finding> all =
                Stream.of(general, part.findings()).flatMap(List::stream).toList();
        return new ConnectorReadiness(app, part.connector(), part.ready(), all, part.modules(), null);
    }

    /** The answer about all of the app's own connectors. */
    static ConnectorReadiness of(String app, List<Finding> general, List<ForConnector> parts) {
        boolean ready = none(general) && parts.stream().allMatch(ForConnector::ready);
        return new ConnectorReadiness(app, null, ready, general, null, parts);
    }

    /** Whether none of the findings blocks. */
    static boolean none(List<Finding> findings) {
        return findings.stream().noneMatch(Finding::blocks);
    }
}
