package dev.mandate.engine.change;

import dev.mandate.engine.id.ApiId;
import java.util.Objects;

/** Changes to a tenant as a whole, in its own stream. */
public sealed interface TenantChange extends Change {
    /** What the tenant is called. */
    record Named(String name) implements TenantChange {
        public Named {
            Objects.requireNonNull(name);
        }
    }

    /** Whether the tenant takes part; suspending ends every token of the tenant issued until then. */
    record StatusSet(TenantStatus status) implements TenantChange {
        public StatusSet {
            Objects.requireNonNull(status);
        }
    }

    /** The tenant's vendors may call the API, as far as their rights go. */
    record ApiEnabled(ApiId api) implements TenantChange {
        public ApiEnabled {
            Objects.requireNonNull(api);
        }
    }

    /** The API's paths are unknown ones for this tenant. */
    record ApiDisabled(ApiId api) implements TenantChange {
        public ApiDisabled {
            Objects.requireNonNull(api);
        }
    }
}
