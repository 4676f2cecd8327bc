package dev.mandate.protocol.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.Missing;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DenialsTest {
    private static String detail(Missing... missing) {
        return Denials.notPermitted(List.of(missing)).detail();
    }

    private static Missing missing(String key, boolean pending) {
        return new Missing(ActionKey.parse(key), pending, List.of());
    }

    @Test
    void namesWhatIsLacking() {
        assertThat(detail(missing("GET /a", false), missing("GET /b", false)))
                .isEqualTo(
                        "the user that the app acts for lacks a right to `GET /a` and `GET /b`: ask an administrator of"
                                + " the tenant for what `missing` lists");
    }

    @Test
    void countsWhatIsPending() {
        assertThat(detail(missing("GET /a", true)))
                .isEqualTo("`GET /a` is not in force yet: nobody holds it until the platform's operator activates it");
        assertThat(detail(missing("GET /a", true), missing("GET /b", true)))
                .isEqualTo("`GET /a` and `GET /b` are not in force yet: nobody holds them until the platform's operator"
                        + " activates them");
    }

    @Test
    void keepsWhatIsLackingBesideWhatIsPending() {
        assertThat(detail(missing("GET /a", false), missing("GET /b", true)))
                .isEqualTo(
                        "`GET /b` is not in force yet: nobody holds it until the platform's operator activates it; the"
                                + " user that the app acts for lacks a right to `GET /a`: ask an administrator of the tenant for"
                                + " what `missing` lists");
    }

    @Test
    void saysTheSameOfEverythingThatIsHidden() {
        assertThat(Denials.notFound())
                .isEqualTo(Problem.of(ProblemCode.NOT_FOUND, Denials.notFound().detail()));
    }

    @Test
    void listsWhatIsMissingAndWhoGivesIt() {
        Missing.Pair pair = new Missing.Pair(new Need("TRADER", "read"), List.of(new EntityRole("TRADER_VIEWER")));
        Missing needing = new Missing(ActionKey.parse("GET /a"), false, List.of(pair));
        Map<String, Object> needs =
                Map.of("entity", "TRADER", "operation", "read", "anyRole", List.of("TRADER_VIEWER"));
        assertThat(Denials.notPermitted(List.of(needing, missing("GET /b", true)))
                        .members())
                .isEqualTo(Map.of(
                        "missing",
                        List.of(
                                Map.of("action", "GET /a", "needs", List.of(needs)),
                                Map.of("action", "GET /b", "pending", true))));
    }
}
