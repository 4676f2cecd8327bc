package dev.mandate.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.Caller;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.identity.IdentitySigner;
import dev.mandate.protocol.identity.VisibleSpaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The spaces that identities list are collected once for each change, and never outlive one. */
class IdentitiesTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Instant END = NOW.plusSeconds(60);
    private static final TenantId STUDIO = new TenantId("studio");
    private static final UserId ANNA = new UserId("anna");
    private static final GroupId GROUP = new GroupId("g");
    private static final SpaceId NORTH = new SpaceId("north");
    private static final SpaceId SOUTH = new SpaceId("south");
    private static final Caller CALLER = new Caller(STUDIO, ANNA, new AppId("app"));

    private final Identities identities = new Identities(
            new IdentitySigner(IdentityKey.generated("k"), "https://api.example.com", InstantSource.system()),
            Runnable::run,
            100);
    private final Snapshot studio = after(
            Snapshot.empty(STUDIO),
            new SpaceChange.SpaceAdded(SpaceKind.WORKSPACE, NORTH, "North"),
            new SpaceChange.SpaceAdded(SpaceKind.WORKSPACE, SOUTH, "South"),
            new GroupChange.GroupAdded(GROUP, "G"),
            new GroupChange.WorkspaceOpened(GROUP, NORTH, null),
            new GroupChange.WorkspaceOpened(GROUP, SOUTH, END),
            new UserChange.UserAdded(ANNA, UserKind.PERSON),
            new MembershipChange.MemberAdded(GROUP, ANNA, null));

    private static Snapshot after(Snapshot before, Change... changes) {
        return before.apply(new Entry(before.revision() + 1, NOW, 0, List.of(changes)));
    }

    private VisibleSpaces visible(Snapshot tenant, Instant now) {
        return identities.visible(tenant, CALLER, SpaceKind.WORKSPACE, now);
    }

    private static VisibleSpaces listed(String... spaces) {
        return new VisibleSpaces.Listed(List.of(spaces));
    }

    @Test
    void collectsSpacesOncePerChange() {
        VisibleSpaces first = visible(studio, NOW);
        assertThat(first).isEqualTo(listed("north", "south"));
        assertThat(visible(studio, NOW.plusSeconds(1))).isSameAs(first);
        Snapshot other = after(studio, new AppChange.AppDisabled(new AppId("other")));
        assertThat(visible(other, NOW)).as("which no space depends on").isSameAs(first);
    }

    @Test
    void listsNoSpaceAfterItWasClosed() {
        assertThat(visible(studio, NOW)).isEqualTo(listed("north", "south"));
        assertThat(visible(after(studio, new GroupChange.WorkspaceClosed(GROUP, NORTH)), NOW))
                .isEqualTo(listed("south"));
        assertThat(visible(after(studio, new MembershipChange.MemberRemoved(GROUP, ANNA)), NOW))
                .isEqualTo(listed());
        assertThat(visible(after(studio, new SpaceChange.SpaceRemoved(SpaceKind.WORKSPACE, SOUTH)), NOW))
                .isEqualTo(listed("north"));
    }

    @Test
    void listsNoSpaceAfterItsEnd() {
        assertThat(visible(studio, END.minusMillis(1))).isEqualTo(listed("north", "south"));
        assertThat(visible(studio, END)).isEqualTo(listed("north"));
    }
}
