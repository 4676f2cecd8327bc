package dev.mandate.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {
    @Test
    void agreesWithTheNumber() {
        assertThat(Counted.of(0, "user")).isEqualTo("0 users");
        assertThat(Counted.of(1, "user")).isEqualTo("1 user");
        assertThat(Counted.of(2, "user")).isEqualTo("2 users");
        assertThat(Counted.of(1, "entry", "entries")).isEqualTo("1 entry");
        assertThat(Counted.of(2, "entry", "entries")).isEqualTo("2 entries");
    }
}
