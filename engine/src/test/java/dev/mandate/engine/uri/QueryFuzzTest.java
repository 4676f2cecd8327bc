package dev.mandate.engine.uri;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ./mandate fuzz query}: any bytes as the name of a parameter, a line break and a query. */
class QueryFuzzTest {
    static Stream<byte[]> examples() {
        return Stream.of(
                        "clientId\nclientId=north&page=2",
                        "clientId\nclientId=a&client%49d=b&clientid=c",
                        "a b\na+b=%C3%A9&a%20b",
                        "x\n&&=&x==%",
                        "Id=a&lbient%4\0\0\0,&clientid=c",
                        "\u00df",
                        "\u1e9e",
                        "filter[clientId]\nfilter[clientId][0]x=1",
                        "\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("examples")
    @FuzzTest
    void findsWhatIsAddedAtItsEnd(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
        String name = parts[0];
        String text = parts.length < 2 ? "" : parts[1];
        String added = text + "&" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "=%31+";
        Optional<List<String>> values = read(text, name);
        assertThat(read(added, name)).isEqualTo(values.map(v -> with(v, "1 ")));
    }

    @MethodSource("examples")
    @FuzzTest
    void knowsAnotherSpellingWhereverItIsAdded(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
        String name = parts[0];
        String text = parts.length < 2 ? "" : parts[1];
        if (read(text, "").isEmpty()) {
            return;
        }
        boolean before = new Query(text).hasOtherSpelling(name);
        assertThat(with(text, name).hasOtherSpelling(name)).isEqualTo(before || name.contains(";"));
        assertThat(with(text, "").hasOtherSpelling(name)).isEqualTo(before);
        assertThat(new Query(text + "&x=1;y").hasOtherSpelling(name)).isTrue();
        if (!new Spelling(name).toString().isEmpty()) {
            for (String other :
                    List.of(name + "[]", name + "\0x", " " + name, "_" + name, name + ".", name + ".x", name + "]x")) {
                assertThat(with(text, other).hasOtherSpelling(name)).as(other).isTrue();
            }
            for (int i = 0; i < name.length(); i++) {
                String owner = name.substring(0, i);
                boolean owns = "[.".indexOf(name.charAt(i)) >= 0
                        && !new Spelling(owner).toString().isEmpty();
                assertThat(!owns || with(text, owner + "[]").hasOtherSpelling(name))
                        .as(owner)
                        .isTrue();
            }
            String upper = name.toUpperCase(Locale.ROOT);
            assertThat(with(text, upper).hasOtherSpelling(name))
                    .isEqualTo(before || !upper.equals(name) || name.contains(";"));
        }
    }

    private static Query with(String text, String name) {
        return new Query(text + "&" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "=1");
    }

    private static Optional<List<String>> read(String text, String name) {
        try {
            return Optional.of(new Query(text).values(name));
        } catch (MalformedRequest refused) {
            return Optional.empty();
        }
    }

    private static List<String> with(List<String> values, String last) {
        List<String> all = new ArrayList<>(values);
        all.add(last);
        return all;
    }
}
