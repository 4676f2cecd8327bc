package dev.mandate.control.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.directory.Directory;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.engine.View;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Apps as logs of earlier releases hold them: their users were removed, or they never had one. */
class SurveyTest {
    private static final TenantId STUDIO = new TenantId("studio");
    private static final AppId APP = new AppId("app");
    private static final UserId ROBOT = new UserId("robot");
    private static final Change ADDED =
            new AppChange.AppAdded(APP, "App", "", Set.of(GrantType.CLIENT_CREDENTIALS), Set.of());
    private static final Connector POST = new Connector(
            "post",
            "Post",
            new ApiId("media"),
            Map.of("ECOMM", new Connector.Lines(Set.of(new ActionKey("GET", "/v1/jobs")), Set.of())));

    private static Entry entry(Change... changes) {
        return new Entry(1, Instant.EPOCH, 1, List.of(changes));
    }

    private static Survey survey(Change... changes) {
        return survey(Map.of("post", Set.of("ECOMM")), changes);
    }

    private static Survey survey(Map<String, Set<String>> connectors, Change... changes) {
        Entry platform = entry(new CatalogueChange.ConnectorDefined(POST));
        List<Change> all = new ArrayList<>(List.of(ADDED));
        all.addAll(List.of(changes));
        all.add(new AppChange.AppConnectorsSet(APP, connectors));
        Entry tenant = entry(all.toArray(Change[]::new));
        View view = new View(
                Snapshot.empty(TenantId.PLATFORM).apply(platform),
                Snapshot.empty(STUDIO).apply(tenant));
        CommandState state = new CommandState(
                view,
                Directory.empty(STUDIO).apply(tenant),
                Directory.empty(TenantId.PLATFORM).apply(platform));
        return new Survey(state, APP, Instant.EPOCH);
    }

    private static void findsNoUser(ConnectorReadiness readiness, String how) {
        assertThat(readiness.ready()).isFalse();
        assertThat(readiness.findings())
                .filteredOn(f -> f.check() == ConnectorReadiness.Check.NO_USER)
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains(how).contains("PUT /api/v1/apps/app/on-behalf-of"));
    }

    @Test
    void findsAUserThatWasRemoved() {
        Change[] removed = {
            new UserChange.UserAdded(ROBOT, UserKind.SERVICE),
            new AppChange.OnBehalfOfSet(APP, ROBOT),
            new UserChange.UserRemoved(ROBOT)
        };
        findsNoUser(survey(removed).of("post", List.of()), "`robot`, who does not exist any more");
        findsNoUser(survey(removed).ofItsOwn(), "`robot`, who does not exist any more");
    }

    @Test
    void findsAConnectorThatThePlatformRemoved() {
        Survey survey = survey(Map.of("gone", Set.of("M"), "post", Set.of("ECOMM")));
        for (List<String> modules : List.of(List.<String>of(), List.of("M"))) {
            ConnectorReadiness readiness = survey.of("gone", modules);
            assertThat(readiness.ready()).isFalse();
            assertThat(readiness.findings())
                    .anySatisfy(f -> assertThat(f.check()).isEqualTo(ConnectorReadiness.Check.UNKNOWN_CONNECTOR));
        }
        assertThatThrownBy(() -> survey.of("never", List.of())).isInstanceOf(Refusal.class);
    }

    @Test
    void findsAnAppThatActsForNobody() {
        findsNoUser(survey().of("post", List.of("ECOMM")), "acts on behalf of nobody");
        ConnectorReadiness own = survey().ofItsOwn();
        findsNoUser(own, "acts on behalf of nobody");
        assertThat(own.connectors())
                .singleElement()
                .satisfies(c -> assertThat(c.modules()).noneMatch(ConnectorReadiness.ForModule::ready));
    }
}
