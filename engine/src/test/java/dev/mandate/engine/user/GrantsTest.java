package dev.mandate.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.right.Term;
import dev.mandate.engine.right.Terms;
import dev.mandate.engine.state.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares more entity roles than there are bits, with and without an end, with plain maps. */
class GrantsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final List<EntityRole> ROLES = roles(100);
    private static final List<UserId> USERS =
            IntStream.range(0, 40).mapToObj(i -> new UserId("u" + i)).toList();

    private Snapshot snapshot = Snapshot.empty(new TenantId("t"));
    private final Map<UserId, Map<EntityRole, Term>> expected = new HashMap<>();
    private final Random random = new Random(11);

    private static List<EntityRole> roles(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new EntityRole("THING" + i + "_VIEWER"))
                .toList();
    }

    private void say(Change change) {
        snapshot = snapshot.apply(new Entry(snapshot.revision() + 1, NOW, 1, List.of(change)));
    }

    private void begin() {
        for (UserId user : USERS) {
            say(new UserChange.UserAdded(user, UserKind.PERSON));
            say(new BindingChange.UserBound(user, new SpaceId("c")));
            expected.put(user, new HashMap<>());
        }
    }

    private void change() {
        UserId user = USERS.get(random.nextInt(USERS.size()));
        EntityRole role = ROLES.get(random.nextInt(ROLES.size()));
        Map<EntityRole, Term> held = expected.getOrDefault(user, new HashMap<>());
        switch (random.nextInt(10)) {
            case 0 -> {
                say(new BindingChange.UserBound(user, new SpaceId("c" + random.nextInt(3))));
                held.clear();
            }
            case 1, 2, 3 -> {
                say(new BindingChange.EntityRoleRevoked(user, role));
                held.remove(role);
            }
            default -> {
                @Nullable Instant until = random.nextInt(4) == 0 ? NOW.plusSeconds(random.nextInt(9)) : null;
                say(new BindingChange.EntityRoleGranted(user, role, until));
                held.put(role, Term.of(until));
            }
        }
    }

    private static Map<UserId, Map<EntityRole, Term>> contents(Users users) {
        Map<UserId, Map<EntityRole, Term>> all = new HashMap<>();
        users.forEach((id, user) -> {
            Map<EntityRole, Term> held = new HashMap<>();
            user.binding().orElseThrow().roles().forEach(held::put);
            all.put(id, held);
        });
        return all;
    }

    private static Users rebuilt(Users users, RoleBits numbering) {
        UsersBuilder builder = new UsersBuilder(numbering);
        users.forEach(builder::add);
        return builder.build();
    }

    @Test
    void saysWhatMapsSay() {
        begin();
        for (int i = 0; i < 3_000; i++) {
            change();
            if (i % 100 == 0) {
                assertThat(contents(snapshot.tenancy().users())).isEqualTo(expected);
            }
        }
        assertThat(snapshot.tenancy().users().numbering().roles()).hasSize(64);
    }

    @Test
    void saysTheSameInAnotherNumbering() {
        begin();
        IntStream.range(0, 1_000).forEach(i -> change());
        Users users = snapshot.tenancy().users();
        Users other = rebuilt(users, RoleBits.of(ROLES.subList(30, 90).reversed()));
        assertThat(contents(other)).isEqualTo(expected);
        users.forEach((id, user) -> {
            Grants here = user.binding().orElseThrow().roles();
            Grants there = other.get(id).flatMap(User::binding).orElseThrow().roles();
            assertThat(there).isEqualTo(here).hasSameHashCodeAs(here);
            assertThat(there.size()).isEqualTo(here.size());
            assertThat(there.holding(NOW)).containsExactlyInAnyOrderElementsOf(here.holding(NOW));
        });
    }

    @Test
    void isAnotherWhereOneTermDiffers() {
        RoleBits bits = RoleBits.of(ROLES.subList(0, 2));
        Grants first = Grants.of(bits, 0b01, Terms.empty());
        assertThat(first).isNotEqualTo(Grants.of(bits, 0b10, Terms.empty()));
        assertThat(first).isNotEqualTo(Grants.of(bits, 0b11, Terms.empty()));
        assertThat(first)
                .isNotEqualTo(Grants.of(RoleBits.NONE, 0, Terms.of(Map.of(ROLES.getFirst(), new Term(NOW)))))
                .isEqualTo(Grants.of(RoleBits.NONE, 0, Terms.of(Map.of(ROLES.getFirst(), Term.OPEN))));
    }

    @Test
    void refusesWhatSaysNothingOrSaysItTwice() {
        RoleBits bits = RoleBits.of(ROLES.subList(0, 2));
        assertThatThrownBy(() -> Grants.of(bits, 0b100, Terms.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stands for no entity role");
        assertThatThrownBy(() -> Grants.of(bits, 0b01, Terms.of(Map.of(ROLES.getFirst(), new Term(NOW)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`THING0_VIEWER`");
        assertThatThrownBy(() -> Grants.of(bits, 0, Terms.of(Map.of(ROLES.getFirst(), Term.OPEN))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`THING0_VIEWER`");
        assertThatThrownBy(() -> RoleBits.of(ROLES)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RoleBits.of(List.of(ROLES.getFirst(), ROLES.getFirst())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
