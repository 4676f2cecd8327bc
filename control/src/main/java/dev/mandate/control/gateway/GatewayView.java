package dev.mandate.control.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.token.key.IdentityKeys;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gateway as operators see it.
 *
 * @param source {@code command} if an operator added it, {@code setting} if its key is in {@code mandate.gateway-keys}
 * @param name absent for one of the setting, whose id is made of the digest of its key
 * @param identityKeys ids of the keys that it registered and that are in force, oldest first
 * @param key its own key, in the one answer that hands it out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GatewayView(
        String id,
        @Nullable String name,
        String source,
        @Nullable Instant created,
        List<String> identityKeys,
        @Nullable String key) {
    static GatewayView added(CommandState state, String id, Listing listing) {
        return new GatewayView(id, listing.name(), "command", listing.created(), IdentityKeys.of(state, id), null);
    }

    static GatewayView set(CommandState state, String id) {
        return new GatewayView(id, null, "setting", null, IdentityKeys.of(state, id), null);
    }

    GatewayView with(String shown) {
        return new GatewayView(id, name, source, created, identityKeys, shown);
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "GatewayView[id=" + id + "]";
    }
}
