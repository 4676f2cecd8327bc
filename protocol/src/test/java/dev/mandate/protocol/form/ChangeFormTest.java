package dev.mandate.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeFormTest {
    private static final List<Change> ALL =
            Stream.concat(Examples.PLATFORM.stream(), Examples.TENANT.stream()).toList();

    static Set<Class<?>> types() {
        Set<Class<?>> types = new HashSet<>();
        collect(Change.class, types);
        return types;
    }

    private static void collect(Class<?> type, Set<Class<?>> types) {
        if (type.isRecord()) {
            types.add(type);
            return;
        }
        Arrays.stream(type.getPermittedSubclasses()).forEach(t -> collect(t, types));
    }

    private static List<Change> examples(Class<?> type) {
        return ALL.stream().filter(type::isInstance).toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void writesEachChangeAsReleased(Class<?> type) throws IOException {
        assertThat(text(ChangeForm.write(examples(type)))).isEqualTo(golden(type));
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsEachChangeEverReleased(Class<?> type) throws IOException {
        assertThat(ChangeForm.read(Bytes.utf8(golden(type)))).isNotEmpty().isEqualTo(examples(type));
    }

    private static String golden(Class<?> type) throws IOException {
        return resource("/golden/change/" + type.getSimpleName() + ".1.json");
    }

    private static String resource(String file) throws IOException {
        try (InputStream in = ChangeFormTest.class.getResourceAsStream(file)) {
            return new String(
                            Objects.requireNonNull(in, "no golden file " + file).readAllBytes(), StandardCharsets.UTF_8)
                    .strip();
        }
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    /** A new change without a format of its own would be written before every node can read it. */
    @Test
    void keepsTheFormatOfEachChange() throws IOException {
        String formats = types().stream()
                // a raise belongs to the format that it raises to
                .filter(type -> type != CatalogueChange.LogFormatRaised.class)
                .map(type -> ChangeForm.format(examples(type)) + " " + type.getSimpleName() + ".1")
                .sorted()
                .collect(Collectors.joining("\n"));
        assertThat(formats).isEqualTo(resource("/golden/formats.txt"));
    }

    @Test
    void knowsWhatMayBeAbsent() {
        Set<String> nullable = new TreeSet<>();
        Set<String> required = new TreeSet<>();
        for (Class<?> type : types()) {
            for (RecordComponent component : type.getRecordComponents()) {
                boolean marked = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                (marked ? nullable : required).add(component.getName());
            }
        }
        assertThat(Member.NULLABLE).containsExactlyInAnyOrderElementsOf(nullable);
        assertThat(required).doesNotContainAnyElementsOf(nullable);
    }

    @Test
    void keepsTheOrderOfChanges() {
        assertThat(ChangeForm.read(ChangeForm.write(ALL))).isEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[",
                "[] []",
                "[1]",
                "[{}]",
                "[{\"type\":\"UserDisabled\",\"user\":\"u\"}]",
                "[{\"type\":\"UserDisabled\",\"v\":\"1\",\"user\":\"u\"}]",
                "[{\"type\":\"UserDisabled\",\"v\":1.0,\"user\":\"u\"}]",
                "[{\"type\":\"UserDisabled\",\"v\":1}]",
                "[{\"type\":\"UserDisabled\",\"v\":1,\"user\":null}]",
                "[{\"type\":\"UserDisabled\",\"v\":1,\"user\":7}]",
                "[{\"type\":\"UserDisabled\",\"v\":1,\"user\":\"a/b\"}]",
                "[{\"type\":\"UserDisabled\",\"v\":1,\"user\":\"u\",\"more\":1}]",
                "[{\"type\":\"UserDisabled\",\"v\":1,\"user\":\"u\",\"user\":\"w\"}]",
                "[{\"type\":\"UserAdded\",\"v\":1,\"user\":\"u\",\"kind\":\"person\"}]",
                "[{\"type\":\"TokenRevoked\",\"v\":1,\"jti\":\"j\"}]",
                "[{\"type\":\"TokenRevoked\",\"v\":1,\"jti\":\"j\",\"expiry\":\"tomorrow\"}]",
                "[{\"type\":\"MemberAdded\",\"v\":1,\"group\":\"g\",\"user\":\"u\",\"until\":null}]",
                "[{\"type\":\"ActionsActivated\",\"v\":1,\"api\":\"a\",\"actions\":[\"1\"]}]",
                "[{\"type\":\"ActionsActivated\",\"v\":1,\"api\":\"a\",\"actions\":[0]}]",
                "[{\"type\":\"ActionsActivated\",\"v\":1,\"api\":\"a\",\"actions\":[4294967297]}]",
                "[{\"type\":\"ActionsActivated\",\"v\":1,\"api\":\"a\",\"actions\":[1,1]}]",
                "[{\"type\":\"SkillsSet\",\"v\":1,\"user\":\"u\",\"skills\":\"cutting\"}]"
            })
    void refusesWhatItDidNotWrite(String json) {
        assertThatThrownBy(() -> ChangeForm.read(Bytes.utf8(json)))
                .isInstanceOf(MalformedForm.class)
                .isNotInstanceOf(UnknownChange.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"type\":\"UserCloned\",\"v\":1,\"user\":\"u\"}]",
                "[{\"type\":\"UserDisabled\",\"v\":2,\"user\":\"u\"}]",
                "[{\"type\":\"UserDisabled\",\"v\":0,\"user\":\"u\"}]"
            })
    void stopsAtChangesOfLaterReleases(String json) {
        assertThatThrownBy(() -> ChangeForm.read(Bytes.utf8(json)))
                .isInstanceOf(UnknownChange.class)
                .hasMessageContaining("upgrade");
    }

    @Test
    void namesThePlaceOfAFault() {
        String json = "[{\"type\":\"MemberAdded\",\"v\":1,\"group\":\"g\",\"user\":\"u\",\"until\":\"x\"}]";
        assertThatThrownBy(() -> ChangeForm.read(Bytes.utf8(json)))
                .hasMessage("`changes[0].until` must be a time in ISO 8601");
    }

    @Test
    void survivesFlippedBytes() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        byte[] good = ChangeForm.write(ALL).toByteArray();
        for (int round = 0; round < 3_000; round++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            try {
                List<Change> read = ChangeForm.read(Bytes.copyOf(bad));
                assertThat(ChangeForm.read(ChangeForm.write(read)))
                        .as("seed %s round %s", seed, round)
                        .isEqualTo(read);
            } catch (MalformedForm expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }
}
