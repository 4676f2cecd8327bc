package dev.mandate.client.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.protocol.identity.Identity;
import dev.mandate.protocol.identity.VisibleSpaces;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachTest {
    @Test
    void theOnlyPlaceIsTheOneThatIsReached() {
        assertThat(reach(new VisibleSpaces.Listed(List.of("alpha"))).only()).contains(new Place("registry", "alpha"));
    }

    @Test
    void noPlaceIsTheOnlyOneOfNoneOrSeveral() {
        assertThat(reach(new VisibleSpaces.Listed(List.of())).only()).isEmpty();
        assertThat(reach(new VisibleSpaces.Listed(List.of("alpha", "beta"))).only())
                .isEmpty();
        assertThat(reach(new VisibleSpaces.All()).only()).isEmpty();
        assertThat(reach(new VisibleSpaces.Ask()).only()).isEmpty();
    }

    private static Reach reach(VisibleSpaces spaces) {
        return new Reach(new Identity("registry", "u1", "app", spaces, "1.1"));
    }
}
