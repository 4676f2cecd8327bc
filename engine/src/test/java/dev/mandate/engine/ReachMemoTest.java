package dev.mandate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.reach.ReachMemo;
import dev.mandate.engine.state.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks that a memo of spaces never changes an answer, at every revision of random tenants and at any time. */
class ReachMemoTest {
    private static final List<Instant> TIMES = List.of(
            RandomTenant.NOW,
            RandomTenant.NOW.plusSeconds(1),
            RandomTenant.NOW.minusSeconds(1),
            RandomTenant.NOW.plus(Duration.ofDays(400)));

    private record Key(UserId user, SpaceKind kind) {}

    private final Map<Key, ReachMemo> memos = new HashMap<>();
    private int held;
    private int ended;

    @Test
    void answersAsTheEngineDoes() {
        for (long seed = 1; seed <= 150; seed++) {
            RandomHistory history = new RandomHistory(seed);
            memos.clear();
            for (int revision = 0; revision < 40; revision++) {
                history.grow();
                ask(history.view().tenant(), history.bearer().caller().user());
            }
        }
        assertThat(held).isGreaterThan(1_000);
        assertThat(ended).isGreaterThan(1_000);
    }

    private void ask(Snapshot tenant, UserId user) {
        for (SpaceKind kind : SpaceKind.values()) {
            for (Instant now : TIMES) {
                Key key = new Key(user, kind);
                ReachMemo memo = memos.get(key);
                if (memo != null && memo.holds(tenant, now)) {
                    held++;
                } else {
                    ended++;
                    memo = ReachMemo.of(tenant, user, kind, now);
                    memos.put(key, memo);
                }
                assertThat(memo.reach()).isEqualTo(Engine.reach(tenant, user, kind, now));
            }
        }
    }
}
