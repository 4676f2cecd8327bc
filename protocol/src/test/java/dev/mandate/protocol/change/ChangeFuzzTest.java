package dev.mandate.protocol.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mandate.engine.change.Change;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.MalformedForm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ./mandate fuzz change}: decodes any bytes as the changes of an entry. */
class ChangeFuzzTest {
    static Stream<byte[]> examples() {
        return Stream.concat(ChangeExamples.PLATFORM.stream(), ChangeExamples.TENANT.stream())
                .map(change -> ChangeForm.write(List.of(change)).toByteArray());
    }

    @MethodSource("examples")
    @FuzzTest
    void comeBackOrAreRefused(byte[] bytes) {
        read(Bytes.copyOf(bytes)).ifPresent(changes -> {
            Bytes written = ChangeForm.write(changes);
            assertThat(read(written)).contains(changes);
            assertThat(ChangeForm.format(changes)).isGreaterThan(Integer.MIN_VALUE);
        });
    }

    private static Optional<List<Change>> read(Bytes bytes) {
        try {
            return Optional.of(ChangeForm.read(bytes));
        } catch (MalformedForm refused) {
            return Optional.empty();
        }
    }
}
