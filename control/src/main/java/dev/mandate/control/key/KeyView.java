package dev.mandate.control.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key in force as operators see it.
 *
 * @param gateway that registered it; absent for a token key, and where the log does not say
 * @param state of a token key {@code NEXT}, {@code SIGNING} or {@code PREVIOUS}; of an identity key {@code IN_FORCE}, or {@code VOID}
 *     where its gateway may not connect any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyView(String kid, KeyUse use, @Nullable String gateway, Instant created, String state) {}
