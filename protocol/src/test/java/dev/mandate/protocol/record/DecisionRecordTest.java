package dev.mandate.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Tests the bounds of a record, whatever the length of the request. */
class DecisionRecordTest {
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static DecisionRecord of(String method, String path, @Nullable String space) {
        return new DecisionRecord(
                "id", 1, "t", "a", "u", "1.1", method, path, "GET /a", space, 4, 404, "not_found", "PATH_UNKNOWN");
    }

    @Test
    void keepsWhatIsShort() {
        DecisionRecord record = of("M".repeat(32), "/" + "p".repeat(1_023), "s");
        assertThat(record.method()).hasSize(32);
        assertThat(record.path()).hasSize(1_024);
        assertThat(record.cut()).isNull();
        assertThat(json.writeValueAsString(record)).doesNotContain("cut");
    }

    @Test
    void cutsWhatIsLongAndSaysSo() {
        DecisionRecord record = of("M".repeat(8_000), "/" + "p".repeat(8_190), "s".repeat(9_000));
        assertThat(record.method()).hasSize(32);
        assertThat(record.path()).hasSize(1_024);
        assertThat(record.space()).hasSize(128);
        assertThat(record.cut()).containsExactly("method", "path", "space");
        assertThat(record.isCut("path")).isTrue();
        assertThat(record.isCut("action")).isFalse();
    }

    @Test
    void staysCutWhenItIsReadAgain() {
        DecisionRecord record = of("GET", "/" + "p".repeat(8_190), null);
        assertThat(json.readValue(json.writeValueAsBytes(record), DecisionRecord.class))
                .isEqualTo(record);
        String odd = json.writeValueAsString(record).replace("[\"path\"]", "[\"path\",null,\"bogus\"]");
        assertThat(json.readValue(odd, DecisionRecord.class).cut()).containsExactly("path");
    }

    @Test
    void keepsTheNameOfEachMemberThatWasCut() {
        String much = "x".repeat(2_000);
        DecisionRecord record =
                new DecisionRecord(much, 1, much, much, much, much, much, much, much, much, 4, 404, much, much);
        DecisionRecord again = json.readValue(json.writeValueAsBytes(record), DecisionRecord.class);
        assertThat(again).isEqualTo(record);
        assertThat(again.cut())
                .containsExactly(
                        "action",
                        "app",
                        "code",
                        "id",
                        "method",
                        "path",
                        "position",
                        "reason",
                        "space",
                        "tenant",
                        "user");
    }

    @Test
    void cutsNoCharacterInHalves() {
        String path = "p".repeat(1_023) + "\uD83D\uDE00";
        assertThat(of("GET", path, null).path()).isEqualTo("p".repeat(1_023));
    }

    static Stream<String> paths() {
        return Stream.of("/v1/tasks", "\"\\\u0001".repeat(2_000), "ü".repeat(2_000), "\uD83D\uDE00".repeat(2_000));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void weighsAtLeastItsBytes(String path) {
        DecisionRecord record = of(path, path, path);
        int bytes = json.writeValueAsBytes(record).length;
        assertThat(record.bytes()).isGreaterThanOrEqualTo(bytes).isLessThan(RecordBounds.LEAST_BYTES / 2);
        assertThat(record.bytes() - bytes).isLessThan(6_000);
    }

    @Test
    void boundsWhatAnUnknownSenderMakesUp() {
        String much = "\u0001".repeat(100_000);
        DecisionRecord worst = new DecisionRecord(
                much, 1, much, much, much, much, much, much, much, much, 4, 404, much, much, List.of(much));
        assertThat(worst.bytes()).isLessThan(RecordBounds.LEAST_BYTES);
        assertThat(json.writeValueAsBytes(worst).length).isLessThanOrEqualTo(worst.bytes());
    }
}
