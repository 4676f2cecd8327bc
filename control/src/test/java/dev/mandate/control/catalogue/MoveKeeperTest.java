package dev.mandate.control.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.Inside;
import dev.mandate.control.access.Session;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.log.Refusal;
import dev.mandate.control.management.Control;
import dev.mandate.control.management.Moving;
import dev.mandate.control.token.bearer.Actor;
import dev.mandate.engine.Bearer;
import dev.mandate.engine.Caller;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.change.GrantType;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.protocol.form.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A confirmed move whose activation fails after the tenants' switches were carried. */
class MoveKeeperTest {
    private final Management management = Inside.part(Management.class);
    private final Moving moving = Moving.begin();
    private final ApiId id = new ApiId(moving.api());
    private final MoveKeeper keeper = new MoveKeeper(management);

    /** Of the first operator. */
    private Call call() {
        Snapshot platform = management.of(TenantId.PLATFORM).view().tenant();
        AppId id = new AppId(Control.server().firstOperator().orElseThrow().clientId());
        App app = platform.tenancy().apps().get(id).orElseThrow();
        UserId user = app.onBehalfOf().orElseThrow();
        List<CredentialId> credentials = new ArrayList<>();
        platform.tenancy().credentials().forEach((key, credential) -> {
            if (credential.owner().equals(id)) {
                credentials.add(key);
            }
        });
        Bearer bearer = new Bearer(
                new Caller(TenantId.PLATFORM, user, id),
                credentials.getFirst(),
                platform.revision(),
                "t",
                GrantType.CLIENT_CREDENTIALS);
        return new Call(
                new Session(new Actor(TenantId.PLATFORM, user, id, app.scopes()), bearer),
                "/",
                Bytes.copyOf(new byte[0]),
                OptionalLong.empty(),
                null,
                "r",
                null,
                null,
                null,
                null,
                Instant.now());
    }

    private Move move() {
        return Move.proposed(api()).getFirst();
    }

    private Api api() {
        return Actions.require(management.of(TenantId.PLATFORM), id);
    }

    @Test
    void takesBackWhatItCarried() {
        assertThatThrownBy(() -> keeper.carriedFirst(call(), id, carried -> {
                    carried.require(List.of(move()));
                    assertThat(moving.newSwitch()).isEqualTo("ACCESS");
                    throw Refusals.conflict("too_late", "the platform changed");
                }))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("the platform changed");
        assertThat(moving.newSwitch()).isEqualTo("NONE");
        moving.activateAll();
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }

    @Test
    void carriesThoughAnImportChangesWhatTheActionsSayOfThemselves() {
        String done = keeper.carriedFirst(call(), id, carried -> {
            Move move = move();
            Action other = move.to().withPrecedence(carried.touched().sum().users() > 0 ? 7 : 0);
            carried.require(List.of(new Move(move.from(), other)));
            return "done";
        });
        assertThat(done).isEqualTo("done");
    }

    @Test
    void refusesActionsThatAreOthersByThen() {
        Move move = move();
        Move turned = new Move(move.to(), move.from());
        assertThatThrownBy(() -> keeper.carriedFirst(call(), id, carried -> {
                    carried.require(List.of(carried.touched().sum().users() > 0 ? turned : move));
                    return "done";
                }))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("was imported meanwhile");
        assertThat(moving.newSwitch()).isEqualTo("NONE");
    }
}
