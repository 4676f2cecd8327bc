package dev.mandate.control.api;

import dev.mandate.control.access.Manager;
import dev.mandate.control.log.command.CommandState;
import org.springframework.stereotype.Component;

/** The gate of the management API: scope, rank and, for some calls, the platform. */
@Component
final class ManagementGate implements Gate {
    private final Management management;

    ManagementGate(Management management) {
        this.management = management;
    }

    @Override
    public boolean guards(String path) {
        return path.startsWith("/api/v1/");
    }

    @Override
    public void require(Call call, Callers open) {
        CommandState state = management.of(call.stream());
        switch (open) {
            case READERS -> reading(call, state);
            case MANAGERS -> writing(call, state);
            case READING_OPERATORS -> reading(call, state).requireOperator();
            case OPERATORS -> writing(call, state).requireOperator();
        }
        call.requireKnownQuery();
    }

    private static Manager reading(Call call, CommandState state) {
        return Manager.reading(state.view(), call.session(), call.at());
    }

    private static Manager writing(Call call, CommandState state) {
        return Manager.writing(state, call.session(), call.at());
    }
}
