package dev.mandate.control.api.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.log.command.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
    private static final String BLANKS = " \t".repeat(15_000);

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"%sx", "\"1\",%sx", "%s\"1\"%sx", "W/%s\"1\"", "\"1%s\""})
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void refusesManyBlanksAtOnce(String value) {
        String header = value.replace("%s", BLANKS);
        assertThatThrownBy(() -> IfMatch.of(List.of(header))).isInstanceOf(Refusal.class);
    }

    @Test
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsALongListAtOnce() {
        IfMatch read = IfMatch.of(List.of("\"0\"," + "W/\"1\",".repeat(4_000) + BLANKS + ",".repeat(10_000) + "\"2\""));
        assertThat(read.holds(OptionalLong.of(2))).isTrue();
        assertThat(read.holds(OptionalLong.of(1))).isFalse();
    }

    @Test
    void tellsEveryConditionFromEveryOther() {
        List<String> read = Stream.concat(
                        Stream.of(IfMatch.NONE),
                        Stream.of(
                                        "W/\"1\"",
                                        "*",
                                        "\"*\"",
                                        "\"a,b\"",
                                        "\"a\",\"b\"",
                                        "\"\"",
                                        "\"\",W/\"\",\"a\"",
                                        "\"[]\"")
                                .map(header -> IfMatch.of(Arrays.asList(header))))
                .map(IfMatch::toString)
                .toList();
        assertThat(read).doesNotHaveDuplicates();
    }
}
