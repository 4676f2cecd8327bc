package dev.mandate.engine.right;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.id.ActionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Checks whether a switch counts, with a bit and without, against its {@link Role.Access}. */
class RoleTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final Random random = new Random(23);

    private Role.Access access() {
        int end = random.nextInt(4);
        return new Role.Access(
                end == 0 ? new Term(NOW.plusSeconds(random.nextInt(3) - 1L)) : Term.OPEN, random.nextInt(5));
    }

    private static void assertSame(Role role, Map<ActionId, Role.Access> expected) {
        for (int i = 1; i <= 200; i++) {
            ActionId action = new ActionId(i);
            Role.Access access = expected.get(action);
            for (long countsFrom = 0; countsFrom < 6; countsFrom++) {
                boolean opens = access != null && access.term().holds(NOW) && access.platformRevision() >= countsFrom;
                assertThat(role.opens(action, countsFrom, NOW)).isEqualTo(opens);
            }
        }
    }

    @Test
    void opensWhatItsAccessesSay() {
        Role role = Role.NONE;
        Map<ActionId, Role.Access> expected = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            ActionId action = new ActionId(1 + random.nextInt(190));
            if (random.nextInt(3) == 0) {
                role = role.without(action);
                expected.remove(action);
            } else {
                Role.Access access = access();
                role = role.with(action, access);
                expected.put(action, access);
            }
            if (i % 50 == 0) {
                assertSame(role, expected);
                assertSame(Role.of(role.accesses()), expected);
            }
        }
        assertSame(Role.NONE, Map.of());
    }
}
