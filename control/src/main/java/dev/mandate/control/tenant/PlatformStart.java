package dev.mandate.control.tenant;

import dev.mandate.control.api.Management;
import dev.mandate.control.catalogue.imports.BuiltInApi;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.write.Log;
import dev.mandate.engine.id.TenantId;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Enters what this build itself brings into the platform's log, before the first request is served. */
@Component
final class PlatformStart implements SmartInitializingSingleton {
    private final Management management;
    private final Log log;
    private final BuiltInApi api;

    PlatformStart(Management management, Log log, BuiltInApi api) {
        this.management = management;
        this.log = log;
        this.api = api;
    }

    /** Where there is nothing to enter, nothing is asked of the log: a node that cannot write can still start. */
    @Override
    public void afterSingletonsInstantiated() {
        if (!api.propose(management.of(TenantId.PLATFORM)).changes().isEmpty()) {
            log.append(TenantId.PLATFORM, new Note("start", "start", null, null), Optional.empty(), api::propose);
        }
    }
}
