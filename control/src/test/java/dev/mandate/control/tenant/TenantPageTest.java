package dev.mandate.control.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.api.Page;
import dev.mandate.engine.id.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TenantPageTest {
    private final Set<TenantId> loaded = new HashSet<>();

    private Page<TenantView> page(Page<TenantId> listed) {
        return TenantPage.of(listed, loaded::contains, this::view);
    }

    private TenantView view(TenantId tenant) {
        loaded.add(tenant);
        return new TenantView(tenant.value(), "", "ACTIVE", List.of(), 0, 0);
    }

    private static Page<TenantId> listed(int from, int to) {
        List<TenantId> ids =
                IntStream.range(from, to).mapToObj(i -> new TenantId("t" + i)).toList();
        return new Page<>(ids, "more");
    }

    @Test
    void loadsAFewAndSaysHowToGoOn() {
        Page<TenantView> first = page(listed(100, 150));
        assertThat(first.items()).hasSize(20);
        assertThat(first.next()).isEqualTo(Page.cursor("t119"));
        assertThat(loaded).hasSize(20);
    }

    @Test
    void showsAllThatIsInMemory() {
        IntStream.range(100, 140).forEach(i -> loaded.add(new TenantId("t" + i)));
        Page<TenantView> all = page(listed(100, 150));
        assertThat(all.items()).hasSize(50);
        assertThat(all.next()).isEqualTo("more");
    }
}
