package dev.mandate.engine.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.right.Term;
import dev.mandate.engine.right.Terms;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares more users than fit in a block, a bucket and a page with a map. */
class UsersTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    /** Two strings with the same {@link String#hashCode}. */
    private static final String ONE = "Aa";

    private static final String SAME = "BB";

    private final Random random = new Random(17);

    private User drawn() {
        Optional<User.Assigned> role = random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(new User.Assigned(new RoleId("r" + random.nextInt(20)), Term.OPEN));
        Terms<GroupId> groups = Terms.of(
                Map.of(new GroupId("g" + random.nextInt(5)), Term.of(NOON.plusSeconds(random.nextInt(50_000)))));
        Optional<User.Binding> binding = random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(new User.Binding(new SpaceId("c" + random.nextInt(30)), Grants.NONE));
        UserKind kind = random.nextBoolean() ? UserKind.PERSON : UserKind.SERVICE;
        return new User(kind, random.nextBoolean(), random.nextInt(1_000), role, groups, binding);
    }

    private static Map<UserId, User> contents(Users users) {
        Map<UserId, User> contents = new LinkedHashMap<>();
        users.forEach((id, user) -> assertThat(contents.put(id, user)).isNull());
        return contents;
    }

    private static UserId id(int number) {
        return new UserId((number % 3 == 0 ? "user-with-a-long-name-" : "u") + number);
    }

    @Test
    void holdsWhatAMapHolds() {
        Users users = Users.empty();
        Map<UserId, User> expected = new HashMap<>();
        for (int i = 0; i < 40_000; i++) {
            UserId id = id(random.nextInt(9_000));
            if (random.nextInt(8) == 0) {
                users = users.without(id);
                expected.remove(id);
            } else {
                User user = drawn();
                users = users.with(id, user);
                expected.put(id, user);
            }
            assertThat(users.size()).isEqualTo(expected.size());
            assertThat(users.get(id)).isEqualTo(Optional.ofNullable(expected.get(id)));
        }
        assertThat(contents(users)).isEqualTo(expected);
        for (int i = 0; i < 9_000; i++) {
            assertThat(users.contains(id(i))).isEqualTo(expected.containsKey(id(i)));
        }
        assertThat(users.contains(new UserId("u9001"))).isFalse();
    }

    @Test
    void sweepsOutWhatNobodyNames() {
        Users users = Users.empty();
        for (int i = 0; i < 30_000; i++) {
            users = users.with(id(i % 50), drawn());
        }
        // some 30,000 different sets of groups have existed
        assertThat(users.shared().groups().size()).isLessThan(10_000);
        assertThat(users.shared().groups().size()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void keepsTheOrderOfTheirComing() {
        UsersBuilder builder = new UsersBuilder(RoleBits.NONE);
        Users added = Users.empty();
        Map<UserId, User> expected = new LinkedHashMap<>();
        for (int i = 0; i < 1_000; i++) {
            User user = drawn();
            expected.put(id(i), user);
            added = added.with(id(i), user);
            builder.add(id(i), user);
        }
        Users built = builder.build();
        assertThat(contents(added)).containsExactlyEntriesOf(expected);
        assertThat(contents(built)).containsExactlyEntriesOf(expected);
        assertThat(built.size()).isEqualTo(1_000);
        User changed = drawn();
        expected.put(id(500), changed);
        assertThat(contents(built.with(id(500), changed))).containsExactlyEntriesOf(expected);
        assertThat(contents(new UsersBuilder(RoleBits.NONE).build())).isEmpty();
    }

    @Test
    void tellsIdsOfOneHashApart() {
        Users users = Users.empty();
        Map<UserId, User> expected = new LinkedHashMap<>();
        // 2^8 ids with the same hash: more than a bucket holds, and no bit to split it by
        for (int i = 0; i < 256; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 8; bit++) {
                name.append((i >> bit & 1) == 0 ? ONE : SAME);
            }
            UserId id = new UserId(name.toString());
            expected.put(id, drawn());
            users = users.with(id, expected.get(id));
        }
        assertThat(contents(users)).containsExactlyEntriesOf(expected);
        for (Map.Entry<UserId, User> entry : expected.entrySet()) {
            assertThat(users.get(entry.getKey())).contains(entry.getValue());
        }
        assertThat(users.contains(new UserId("AaAaAaAaAaAaAaA"))).isFalse();
    }

    @Test
    void leavesEarlierOnesAsTheyWere() {
        Users before = Users.empty();
        for (int i = 0; i < 100; i++) {
            before = before.with(id(i), drawn());
        }
        Map<UserId, User> expected = contents(before);
        Users after = before;
        for (int i = 50; i < 200; i++) {
            after = i % 7 == 0 ? after.without(id(i)) : after.with(id(i), drawn());
        }
        assertThat(contents(before)).containsExactlyEntriesOf(expected);
        assertThat(contents(after)).isNotEqualTo(expected);
        assertThat(before.without(new UserId("nobody"))).isSameAs(before);
        assertThat(before.updated(new UserId("nobody"), u -> u.standing(false, 1)))
                .isSameAs(before);
    }
}
