package dev.mandate.protocol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.app.AuthenticationMethod;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.MalformedForm;
import dev.mandate.protocol.json.ChangeConstant;
import dev.mandate.protocol.json.Form;
import dev.mandate.protocol.json.Forms;
import dev.mandate.protocol.json.Member;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private static final List<Change> ALL = Stream.concat(
                    ChangeExamples.PLATFORM.stream(), ChangeExamples.TENANT.stream())
            .toList();

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

    static List<ChangeType> listed() {
        return ChangeTypes.ALL;
    }

    /** The examples of a type that one of its versions can hold. */
    private static List<Change> examples(ChangeType type, int number) {
        ChangeVersion version = type.versions().get(number - 1);
        return examples(type.change()).stream()
                .filter(change -> version.formatOf(change).isPresent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("listed")
    void writesEachChangeAsReleased(ChangeType type) throws IOException {
        assertThat(text(ChangeForm.write(examples(type.change()))))
                .isEqualTo(golden(type, type.versions().size()));
    }

    @ParameterizedTest
    @MethodSource("listed")
    void writesInEachFormatTheVersionOfThatTime(ChangeType type) throws IOException {
        for (int number = 1; number < type.versions().size(); number++) {
            int before = type.versions().get(number).format() - 1;
            assertThat(text(ChangeForm.write(examples(type, number), before))).isEqualTo(golden(type, number));
        }
    }

    @ParameterizedTest
    @MethodSource("listed")
    void readsEachChangeEverReleased(ChangeType type) throws IOException {
        for (int number = 1; number <= type.versions().size(); number++) {
            assertThat(ChangeForm.read(Bytes.utf8(golden(type, number))))
                    .isNotEmpty()
                    .isEqualTo(examples(type, number));
        }
    }

    private static String golden(ChangeType type, int number) throws IOException {
        return resource("/golden/change/" + type.name() + "." + number + ".json");
    }

    @Test
    void listsEveryTypeOfChange() {
        assertThat(ChangeTypes.ALL.stream().<Class<?>>map(ChangeType::change))
                .containsExactlyInAnyOrderElementsOf(types());
    }

    /** The name on the wire is that of the line, so a class can be renamed. */
    @Test
    void callsAChangeAsItsLineDoes() {
        ChangeType renamed = ChangeType.of(1, "UserStopped", UserChange.UserDisabled.class);
        UserChange change = new UserChange.UserDisabled(new UserId("u"));
        assertThat(renamed.write(change, 1)).hasToString("{\"type\":\"UserStopped\",\"v\":1,\"user\":\"u\"}");
        assertThat(ChangeForm.type(UserChange.UserDisabled.class)).isEqualTo("UserDisabled");
    }

    @Test
    void refusesToWriteWhatAFormatLacks() {
        AppId app = new AppId("app");
        Set<GrantType> both = Set.of(GrantType.values());
        AppChange.AppAdded several = new AppChange.AppAdded(app, "App", "", both, Set.of());
        assertThat(ChangeForm.format(List.of(several))).isEqualTo(3);
        assertThatThrownBy(() -> ChangeForm.write(List.of(several), 2)).isInstanceOf(IllegalArgumentException.class);
        AppChange.AppAdded one = new AppChange.AppAdded(app, "App", "", Set.of(GrantType.AUTHORIZATION_CODE), Set.of());
        assertThat(ChangeForm.format(List.of(one))).isEqualTo(1);
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

    /** A new version without a format of its own would be written before every node can read it. */
    @Test
    void keepsTheFormatOfEachVersion() throws IOException {
        List<String> formats = new ArrayList<>();
        for (ChangeType type : ChangeTypes.ALL) {
            for (int number = 1; number <= type.versions().size(); number++) {
                formats.add(type.versions().get(number - 1).format() + " " + type.name() + "." + number);
            }
        }
        // a raise belongs to the format that it raises to
        formats.removeIf(line -> line.contains("LogFormatRaised"));
        assertThat(formats.stream().sorted().collect(Collectors.joining("\n")))
                .isEqualTo(resource("/golden/formats.txt"));
    }

    @Test
    void keepsTheFormatAndNameOfEachConstant() throws IOException {
        assertThat(ChangeConstant.ALL.stream()
                        .map(c -> c.format() + " "
                                + c.constant().getDeclaringClass().getSimpleName() + " " + c.name())
                        .sorted()
                        .collect(Collectors.joining("\n")))
                .isEqualTo(resource("/golden/constants.txt"));
    }

    /** A new constant must not be written before every node can read it. */
    @Test
    void listsEveryConstantOfAChange() {
        Set<Class<?>> enums = new HashSet<>();
        types().forEach(type -> enums(type, enums));
        assertThat(ChangeConstant.ALL.stream().map(ChangeConstant::constant))
                .containsExactlyInAnyOrderElementsOf(enums.stream()
                        .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                        .map(constant -> (Enum<?>) constant)
                        .toList());
    }

    private static void enums(Type type, Set<Class<?>> into) {
        if (type instanceof ParameterizedType p) {
            Arrays.stream(p.getActualTypeArguments()).forEach(argument -> enums(argument, into));
        } else if (type instanceof Class<?> c && c.isEnum()) {
            into.add(c);
        } else if (type instanceof Class<?> c && c.isRecord()) {
            Arrays.stream(c.getRecordComponents()).forEach(part -> enums(part.getGenericType(), into));
        }
    }

    /** Every kind of member that a constant of format 3 can be in. */
    private record Holder(
            Optional<AuthenticationMethod> optional,
            List<AuthenticationMethod> list,
            Map<String, Set<AuthenticationMethod>> map,
            Permission permission) {}

    @Test
    void needsTheFormatOfItsConstants() {
        Form form = Forms.of(Holder.class, false);
        List<AuthenticationMethod> one = List.of(AuthenticationMethod.CLIENT_SECRET_POST);
        Holder none = new Holder(Optional.empty(), List.of(), Map.of("a", Set.of()), Permission.ACCESS);
        assertThat(form.format(none)).isEqualTo(1);
        assertThat(List.of(
                        new Holder(Optional.of(one.getFirst()), List.of(), Map.of(), Permission.ACCESS),
                        new Holder(Optional.empty(), one, Map.of(), Permission.ACCESS),
                        new Holder(Optional.empty(), List.of(), Map.of("a", Set.copyOf(one)), Permission.ACCESS)))
                .allSatisfy(holder -> assertThat(form.format(holder)).isEqualTo(3));
    }

    @Test
    void namesAConstantThatItDoesNotKnow() {
        String json = "[{\"type\":\"UserAdded\",\"v\":1,\"user\":\"u\",\"kind\":\"ROBOT\"}]";
        assertThatThrownBy(() -> ChangeForm.read(Bytes.utf8(json)))
                .isInstanceOf(MalformedForm.class)
                .hasMessage("`changes[0].kind` must be PERSON or SERVICE; `ROBOT` is unknown to this release");
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
                "[{\"type\":\"AppAdded\",\"v\":3}]",
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
