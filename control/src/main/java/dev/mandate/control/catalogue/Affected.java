package dev.mandate.control.catalogue;

import dev.mandate.control.log.State;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import java.time.Instant;
import java.util.function.Function;

/**
 * Whom an import concerns, over all tenants. It is asked before the command, which looks at no other stream.
 *
 * @param touched who has what is lost or could be carried
 * @param gains who can make requests that go to another action
 */
record Affected(Touched touched, Gains gains) {
    static final Affected NOBODY = new Affected(Touched.NOBODY, Gains.NONE);

    /** Asks every tenant, one at a time. */
    static Affected of(State state, Import imported, Instant now, Function<TenantId, Snapshot> tenant) {
        Snapshot platform = state.view().platform();
        Touched.Asked asked =
                Touched.Asked.of(imported.concerned(), imported.difference().concerned());
        return new Affected(
                Touched.of(platform, asked, now, tenant), Gains.of(platform, imported.reroutes(), now, tenant));
    }
}
