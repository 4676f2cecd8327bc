package dev.mandate.control.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.log.LogNode;
import dev.mandate.engine.Position;
import dev.mandate.engine.id.TenantId;
import dev.mandate.gateway.decision.ReplicaState;
import dev.mandate.gateway.decision.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway keeps as many tenants as it is told to, in memory, on disk and at its control node. */
class KeptTenantsTest {
    private static final int MOST = 5;

    private static final List<TenantId> TENANTS = new ArrayList<>();
    private static Stage stage;

    @TempDir
    Path store;

    @BeforeAll
    static void open() throws IOException {
        stage = new Stage();
        Truth truth = new Truth(stage.writer);
        for (int i = 0; i < 20; i++) {
            TENANTS.add(stage.tenant(truth));
        }
    }

    @AfterAll
    static void close() throws IOException {
        stage.close();
    }

    private State state(int most) {
        return ReplicaState.open(stage.settings().storingIn(store), most);
    }

    /** As a call does it. */
    private static void use(State state, TenantId tenant) {
        state.follow(tenant);
        assertThat(state.reached(tenant, new Position(1, 0))).succeedsWithin(Duration.ofSeconds(20));
        assertThat(state.tenant(tenant)).isPresent();
    }

    private Set<String> onDisk() {
        try (Stream<Path> files = Files.list(store)) {
            return files.map(f -> String.valueOf(f.getFileName()))
                    .filter(n -> n.startsWith("stage-"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsTheBoundAndLoadsAgain() throws Exception {
        try (State state = state(MOST)) {
            for (TenantId tenant : TENANTS) {
                use(state, tenant);
            }
            assertThat(state.following().tenants()).isEqualTo(MOST);
            assertThat(state.following().dropped()).isEqualTo(TENANTS.size() - MOST);
            assertThat(state.tenant(TENANTS.getFirst())).isEmpty();
            assertThat(LogNode.soon(() -> onDisk().size() == MOST))
                    .as("on disk too")
                    .isTrue();
            use(state, TENANTS.getFirst());
            assertThat(onDisk()).hasSizeLessThanOrEqualTo(MOST + 1);
            assertThat(state.platform().catalogue().tenants().contains(TENANTS.get(7)))
                    .as("the platform's stream lists all")
                    .isTrue();
        }
    }

    @Test
    void takesUpNoMoreThanTheBoundFromDisk() throws Exception {
        try (State state = state(MOST)) {
            TENANTS.subList(0, MOST).forEach(tenant -> use(state, tenant));
            assertThat(LogNode.soon(() -> onDisk().size() == MOST)).isTrue();
        }
        try (State state = state(2)) {
            assertThat(state.following().tenants()).isEqualTo(2);
            assertThat(LogNode.soon(() -> onDisk().size() == 2)).isTrue();
        }
    }
}
