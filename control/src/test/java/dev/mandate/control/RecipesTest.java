package dev.mandate.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recipes in CONTRIBUTING: a new type of change touches five main files and the commands that make it, a new management
 * resource its own files and three more.
 */
class RecipesTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("protocol", "engine", "gateway", "control", "client", "app");

    /**
     * A type of changes.
     *
     * @param draft that folds it in the engine
     * @param besides another file of its family that names every type
     */
    record Plain(Class<? extends Change> type, String draft, Optional<String> besides) {
        Plain(Class<? extends Change> type, String draft) {
            this(type, draft, Optional.empty());
        }

        Stream<String> files() {
            return Stream.concat(Stream.of(draft, "ChangeTypes", "Mentions", "Sentences"), besides.stream());
        }

        String family() {
            return type.getName().replaceAll(".*\\.|\\$.*", "");
        }
    }

    /** A type of each family that nothing treats apart: a file that has to name every type of the family names this one too. */
    static Stream<Plain> plainTypes() {
        return Stream.of(
                new Plain(AppChange.AppDescribed.class, "AppDraft"),
                new Plain(BindingChange.UserUnbound.class, "UserDraft"),
                new Plain(CatalogueChange.GatewayRemoved.class, "CatalogueDraft"),
                new Plain(CredentialChange.CredentialWithdrawn.class, "AppDraft"),
                new Plain(GroupChange.GroupRenamed.class, "TenantDraft"),
                new Plain(MembershipChange.MemberRemoved.class, "UserDraft", Optional.of("UserRules")),
                new Plain(RoleChange.RoleRenamed.class, "TenantDraft"),
                new Plain(SpaceChange.SpaceRenamed.class, "TenantDraft"),
                new Plain(TenantChange.StatusSet.class, "TenantDraft"),
                new Plain(UserChange.UserTokensRevoked.class, "UserDraft"));
    }

    @ParameterizedTest
    @MethodSource("plainTypes")
    void aTypeIsReadInFourFiles(Plain plain) {
        String name = plain.type().getSimpleName();
        Pattern named = Pattern.compile("\\b" + plain.family() + "\\." + name + "\\b");
        String called = "(" + plain.family() + "\\.)?" + name;
        Pattern made = Pattern.compile("new " + called + "\\(|\\b" + called + "::new");
        assertThat(sources()
                        .filter(file -> named.matcher(text(file)).find())
                        .filter(file -> !made.matcher(text(file)).find())
                        .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(
                        plain.files().map(file -> file + ".java").toList());
    }

    @Test
    void everyFamilyWithAChoiceIsHeld() {
        assertThat(plainTypes().map(Plain::family))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Change.class.getPermittedSubclasses())
                        .filter(family -> family.getPermittedSubclasses().length > 1)
                        .map(Class::getSimpleName)
                        .toList());
    }

    /** Connectors, as no other feature names them. Their changes are in {@code Mentions} by the other recipe. */
    @Test
    void aResourceIsNamedInThreeFilesOutsideOfItsPackage() {
        Pattern named = Pattern.compile("\\bCONNECTOR\\b|/api/v1/connectors");
        assertThat(files(ROOT.resolve("control/src/main"))
                        .filter(file -> !file.toString().contains("/connector/"))
                        .filter(file -> named.matcher(text(file)).find())
                        .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("Thing.java", "Existence.java", "management.yaml", "Mentions.java");
    }

    private static Stream<Path> sources() {
        return MODULES.stream().flatMap(module -> files(ROOT.resolve(module).resolve("src/main/java")));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().matches(".*\\.(java|yaml)")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
