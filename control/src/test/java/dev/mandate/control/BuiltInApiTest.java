package dev.mandate.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.api.Management;
import dev.mandate.control.catalogue.imports.BuiltInApi;
import dev.mandate.control.directory.Directory;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.management.Control;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The user services in the platform's catalogue: there from the first start, as this build has them. */
class BuiltInApiTest {
    private final BuiltInApi api = Control.server().part(BuiltInApi.class);

    private static CommandState running() {
        return Control.server().part(Management.class).of(TenantId.PLATFORM);
    }

    private static Api standing() {
        return Objects.requireNonNull(
                running().view().platform().catalogue().apis().get(BuiltInApi.ID));
    }

    @Test
    void standsInTheCatalogueAfterTheStart() {
        assertThat(standing().offers())
                .singleElement()
                .satisfies(o -> assertThat(o.role().name()).isEqualTo("ROLE_ADMINISTRATOR"));
        assertThat(standing().actions()).hasSize(7).allMatch(a -> a.status() == ActionStatus.ACTIVE);
        assertThat(api.propose(running()).changes()).isEmpty();
    }

    @Test
    void servesExactlyWhatItsDocumentSays() {
        Set<String> served =
                Control.server().part(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                        .flatMap(info -> info.getPatternValues().stream()
                                .filter(path -> path.startsWith("/user-services"))
                                .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                                        .map(method -> method + " " + path)))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = standing().actions().stream()
                .map(Action::key)
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(served).isEqualTo(documented);
    }

    @Test
    void isEnteredWhereItIsMissing() {
        Snapshot empty = Snapshot.empty(TenantId.PLATFORM);
        Directory nothing = Directory.empty(TenantId.PLATFORM);
        List<Change> changes = api.propose(new CommandState(new View(empty, empty), nothing, nothing))
                .changes();
        assertThat(changes)
                .singleElement()
                .isInstanceOfSatisfying(
                        CatalogueChange.ApiImported.class,
                        c -> assertThat(c.api().actions()).hasSize(7).allMatch(a -> a.status() == ActionStatus.ACTIVE));
    }

    @Test
    void isEnteredAgainWhereItsDocumentWasAnother() {
        CommandState now = running();
        Api today = standing();
        Api older = new Api(
                today.id(),
                today.kind(),
                today.upstream(),
                today.basePath(),
                today.offers(),
                today.actions().subList(1, 7));
        Snapshot platform = now.view().platform();
        Snapshot before = platform.apply(
                new Entry(platform.revision() + 1, Instant.EPOCH, 0, List.of(new CatalogueChange.ApiImported(older))));
        List<Change> changes = api.propose(new CommandState(new View(before, before), now.directory(), now.platform()))
                .changes();
        assertThat(changes)
                .singleElement()
                .isInstanceOfSatisfying(
                        CatalogueChange.ApiImported.class,
                        c -> assertThat(c.api().actions()).hasSize(7).allMatch(a -> a.status() == ActionStatus.ACTIVE));
    }
}
