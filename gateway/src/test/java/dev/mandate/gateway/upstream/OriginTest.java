package dev.mandate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @Test
    void readsWhereRequestsGo() {
        assertThat(Origin.of("http://a.test")).isEqualTo(new Origin(false, "a.test", 80));
        assertThat(Origin.of("https://a.test")).isEqualTo(new Origin(true, "a.test", 443));
        assertThat(Origin.of("https://a.test:8443")).isEqualTo(new Origin(true, "a.test", 8443));
        assertThat(Origin.of("http://a.test:0")).isEqualTo(new Origin(false, "a.test", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.test", "ftp://a.test", "http:/a", "https:a.test"})
    void refusesWhatIsNoServer(String url) {
        assertThatThrownBy(() -> Origin.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`" + url + "` must be http or https with a host");
    }
}
