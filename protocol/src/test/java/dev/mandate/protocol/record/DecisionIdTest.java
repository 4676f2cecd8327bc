package dev.mandate.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionIdTest {
    @Test
    void neverLooksLikeAnOption() {
        assertThat(Stream.generate(DecisionId::next).limit(10_000))
                .allMatch(DecisionId::wellFormed)
                .noneMatch(id -> id.startsWith("-"));
    }
}
