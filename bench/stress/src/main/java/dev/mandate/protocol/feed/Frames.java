package dev.mandate.protocol.feed;

import dev.mandate.protocol.frame.Frame;

import dev.mandate.engine.change.CatalogueChange.TenantListed;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.UserChange.UserAdded;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.form.Digest;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.SealedEntry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A fold that follows the platform and a tenant, and the first entry of each: the tenant's needs the platform's. Lives in
 * the feed's package, whose fold nobody else may see.
 */
final class Frames {
    static final TenantId TENANT = new TenantId("t");
    private static final UserId USER = new UserId("u");

    private static final SealedEntry OF_PLATFORM = entry(TenantId.PLATFORM, new TenantListed(TENANT), 0);
    private static final SealedEntry OF_TENANT = entry(TENANT, new UserAdded(USER, UserKind.SERVICE), 1);

    /** A reader that waits for the writer does so this long, so that a round ends even where the writer comes after it. */
    private static final int PATIENCE = 20_000;

    private final Fold fold = new Fold(() -> {}, () -> {});
    private final Frame.Next ofPlatform;
    private final Frame.Next ofTenant;

    Frames() {
        fold.follow(TENANT);
        ofPlatform = new Frame.Next(followed(TenantId.PLATFORM).follow(), OF_PLATFORM);
        ofTenant = new Frame.Next(followed(TENANT).follow(), OF_TENANT);
    }

    private static SealedEntry entry(TenantId stream, Change change, long platform) {
        Bytes changes = ChangeForm.write(List.of(change));
        EntryHeader heading = new EntryHeader(stream, 1, Instant.EPOCH, platform);
        return SealedEntry.seal(Chain.genesis(stream), heading, changes, Digest.of(Bytes.EMPTY));
    }

    private StreamState followed(TenantId stream) {
        return Objects.requireNonNull(fold.get(stream));
    }

    /** The tenant's entry comes first, as it may over the wire; it has to wait for the platform's. */
    void take() {
        fold.take(ofTenant);
        fold.take(ofPlatform);
    }

    Snapshot platform() {
        return followed(TenantId.PLATFORM).snapshot();
    }

    Snapshot tenant() {
        return followed(TENANT).snapshot();
    }

    /** The tenant's, at the moment at which it moves. */
    Snapshot movingTenant() {
        Snapshot tenant = tenant();
        for (int left = PATIENCE; left > 0 && tenant.revision() == 0; left--) {
            Thread.onSpinWait();
            tenant = tenant();
        }
        return tenant;
    }

    static int users(Snapshot tenant) {
        return tenant.tenancy().users().size();
    }

    static int tenants(Snapshot platform) {
        return platform.catalogue().tenants().size();
    }
}
