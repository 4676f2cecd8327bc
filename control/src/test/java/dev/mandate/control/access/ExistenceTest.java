package dev.mandate.control.access;

import static dev.mandate.control.directory.Thing.Kind.API;
import static dev.mandate.control.directory.Thing.Kind.APP;
import static dev.mandate.control.directory.Thing.Kind.CREDENTIAL;
import static dev.mandate.control.directory.Thing.Kind.GROUP;
import static dev.mandate.control.directory.Thing.Kind.ROLE;
import static dev.mandate.control.directory.Thing.Kind.SALES_CHANNEL;
import static dev.mandate.control.directory.Thing.Kind.USER;
import static dev.mandate.control.directory.Thing.Kind.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.directory.Mention;
import dev.mandate.control.directory.Mentions;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.LogChange;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.form.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExistenceTest {
    private static final Path GOLDEN = Path.of("../protocol/src/test/resources/golden/change");

    /** Changes of every released type. */
    private static List<Change> examples() throws IOException {
        List<Change> examples = new ArrayList<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.sorted().toList()) {
                examples.addAll(ChangeForm.read(Bytes.copyOf(Files.readAllBytes(file))));
            }
        }
        return examples;
    }

    private static Stream<Mention> ofTenants(Change change) {
        boolean platforms = change instanceof CatalogueChange || change instanceof LogChange;
        return platforms ? Stream.empty() : Mentions.of(change).all().stream();
    }

    /** Of any other kind, {@code Existence} could not say whether the tenant has the thing. */
    @Test
    void tenantsChangesDemandPresenceOnlyOfWhatATenantHas() throws IOException {
        assertThat(examples().stream().flatMap(ExistenceTest::ofTenants).filter(ExistenceTest::demandsPresence))
                .extracting(mention -> mention.thing().kind())
                .containsOnly(USER, ROLE, GROUP, APP, CREDENTIAL, WORKSPACE, SALES_CHANNEL, API);
    }

    private static boolean demandsPresence(Mention mention) {
        return mention.presence() == Mention.Presence.EXISTS || mention.presence() == Mention.Presence.NEW;
    }
}
