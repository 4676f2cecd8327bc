package dev.mandate.engine.change;

import dev.mandate.engine.id.ApiId;
import java.util.Objects;

/** Changes to the tenant itself, in its own stream. */
public sealed interface TenantChange extends Change {
    /** Sets the name of the tenant. */
    record Named(String name) implements TenantChange {
        public Named {
            Objects.requireNonNull(name);
        }
    }

    /** Activates or suspends the tenant. Suspension revokes every token issued in the tenant so far. */
    record StatusSet(TenantStatus status) implements TenantChange {
        public StatusSet {
            Objects.requireNonNull(status);
        }
    }

    /** Enables an API for the tenant: its users may call the API within their rights. */
    record ApiEnabled(ApiId api) implements TenantChange {
        public ApiEnabled {
            Objects.requireNonNull(api);
        }
    }

    /** Disables an API for the tenant: the router treats the API's paths as unknown. */
    record ApiDisabled(ApiId api) implements TenantChange {
        public ApiDisabled {
            Objects.requireNonNull(api);
        }
    }
}
