package dev.mandate.control.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.RoleId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.trie.Trie;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private static final Listing THERE = Listing.added("", "", 1, Instant.EPOCH);

    private static Directory of(Map<Thing, Listing> things) {
        return new Directory(new TenantId("studio"), 1, Trie.copyOf(things), Map.of(), Trie.empty());
    }

    private static final List<String> NAMES = List.of("Owner", "owner", "\u041ewner", "IT", "lT", "LT", "it", "Studio");

    /** Old logs have names that clash: the index holds all of them, and goes with each entry as if it were made anew. */
    @Test
    void findsClashingNamesAfterEachEntry() {
        long seed = 20_261_128;
        Random random = new Random(seed);
        Directory directory = Directory.empty(new TenantId("studio"));
        for (int revision = 1; revision <= 400; revision++) {
            directory = directory.apply(new Entry(revision, Instant.EPOCH, 1, List.of(change(random))));
            Thing asking = new Thing(Thing.Kind.ROLE, "r" + random.nextInt(12));
            String name = NAMES.get(random.nextInt(NAMES.size()));
            assertThat(directory.clashing(asking, name).isPresent())
                    .as("seed %s revision %s", seed, revision)
                    .isEqualTo(clashes(directory, asking, name));
        }
    }

    private static Change change(Random random) {
        RoleId role = new RoleId("r" + random.nextInt(12));
        String name = NAMES.get(random.nextInt(NAMES.size()));
        return switch (random.nextInt(4)) {
            case 0 -> new RoleChange.RoleRemoved(role);
            case 1 -> new RoleChange.RoleRenamed(role, name);
            case 2 -> new GroupChange.GroupAdded(new GroupId(role.value()), name);
            default -> new RoleChange.RoleAdded(role, name);
        };
    }

    private static boolean clashes(Directory directory, Thing asking, String name) {
        boolean[] found = {false};
        directory
                .things()
                .forEach((thing, listing) -> found[0] |= !listing.removed()
                        && thing.kind() == asking.kind()
                        && !thing.equals(asking)
                        && Skeleton.of(listing.name()).clashes(Skeleton.of(name)));
        return found[0];
    }

    @Test
    void pagesMeetWithoutGapOrRepeat() {
        Random random = new Random(7);
        List<String> ids = IntStream.range(0, 500)
                .mapToObj(i -> "u" + random.nextInt(1_000_000))
                .distinct()
                .sorted()
                .toList();
        Map<Thing, Listing> things = new HashMap<>();
        ids.forEach(id -> things.put(new Thing(Thing.Kind.USER, id), THERE));
        Directory directory = of(things);
        String after = "";
        for (int from = 0; from < ids.size(); from += 7) {
            List<String> page = directory.page(Thing.Kind.USER, after, 7);
            assertThat(page).isEqualTo(ids.subList(from, Math.min(from + 7, ids.size())));
            after = page.getLast();
        }
        assertThat(directory.page(Thing.Kind.USER, after, 7)).isEmpty();
    }

    @Test
    void aPageHasOneKindThatIsThere() {
        Directory directory = of(Map.of(
                new Thing(Thing.Kind.USER, "a"), THERE,
                new Thing(Thing.Kind.USER, "b"), THERE.removed(true),
                new Thing(Thing.Kind.ROLE, "c"), THERE));
        assertThat(directory.page(Thing.Kind.USER, "", 7)).containsExactly("a");
        assertThat(directory.page(Thing.Kind.USER, "", 0)).isEmpty();
    }
}
