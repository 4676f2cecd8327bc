package dev.mandate.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SizedPageTest {
    private static final SortedMap<String, String> VALUES =
            new TreeMap<>(Map.of("a", "aaaa", "b", "bbbb", "c", "cccc"));

    @Test
    void endsEarlyWhereItsItemsAreLarge() {
        Page<?> cut = Page.of(VALUES, new Page.Ask("", 3), Function.identity()).within(12);
        assertThat(new String(JsonBody.write(cut), StandardCharsets.UTF_8))
                .isEqualTo("{\"items\":[\"aaaa\",\"bbbb\"],\"next\":\"" + Page.cursor("b") + "\"}");
        Page<?> ids = Page.of(List.of("a", "b", "c"), new Page.Ask("a", 2), Function.identity())
                .within(3);
        assertThat(ids.items()).as("one item is taken whatever its size").hasSize(1);
        assertThat(ids.next()).isEqualTo(Page.cursor("b"));
    }

    @Test
    void isWholeWhereItsItemsFit() {
        Page<?> whole =
                Page.of(VALUES, new Page.Ask("", 2), Function.identity()).within(12);
        assertThat(whole.items()).hasSize(2);
        assertThat(whole.next()).isEqualTo(Page.cursor("b"));
        assertThat(Page.of(VALUES, new Page.Ask("b", 2), Function.identity())
                        .within(12)
                        .next())
                .isNull();
    }
}
