package dev.mandate.control.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.state.Trie;
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
