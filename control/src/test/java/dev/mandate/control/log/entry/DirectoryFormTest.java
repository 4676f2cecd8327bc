package dev.mandate.control.log.entry;

import static dev.mandate.control.log.LogNode.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.directory.AppSettings;
import dev.mandate.control.directory.Directory;
import dev.mandate.control.log.LogNode;
import dev.mandate.engine.app.AuthenticationMethod;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.GroupId;
import dev.mandate.engine.id.UserId;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.MalformedForm;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DirectoryFormTest {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.123456Z");
    private static final AppId APP = new AppId("robot");
    private static final List<Change> CHANGES = List.of(
            LogNode.user("anna"),
            LogNode.user("bert"),
            new UserChange.SkillsSet(new UserId("bert"), List.of("cutting", "dubbing")),
            new UserChange.UserRemoved(new UserId("anna")),
            new GroupChange.GroupAdded(new GroupId("night"), "Night shift"),
            new AppChange.AppAdded(APP, "Robot", "", Set.of(GrantType.CLIENT_CREDENTIALS), Set.of()),
            new AppChange.AppConnectorsSet(APP, Map.of("post", Set.of("ECOMM", "EDITORIAL"))),
            new AppChange.AppAuthenticationMethodsSet(APP, Set.of(AuthenticationMethod.CLIENT_SECRET_POST)));

    private static final Bytes GOOD =
            DirectoryForm.write(Directory.empty(STUDIO).apply(new Entry(1, AT, 4, CHANGES)));

    @Test
    void comesBackAsItWas() {
        Directory read = DirectoryForm.read(GOOD);
        assertThat(DirectoryForm.write(read)).isEqualTo(GOOD);
        assertThat(read.revision()).isEqualTo(1);
        assertThat(read.stream()).isEqualTo(STUDIO);
        assertThat(read.settings(APP))
                .isEqualTo(new AppSettings(
                        Map.of("post", Set.of("ECOMM", "EDITORIAL")), Set.of(AuthenticationMethod.CLIENT_SECRET_POST)));
    }

    @Test
    void refusesAnotherFoldVersion() {
        byte[] bytes = GOOD.toByteArray();
        bytes[11]++;
        assertThatThrownBy(() -> DirectoryForm.read(Bytes.copyOf(bytes)))
                .isInstanceOf(MalformedForm.class)
                .hasMessageContaining("another version");
    }

    @Test
    void noticesFlippedBytes() {
        long seed = 7_331;
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] bad = GOOD.toByteArray();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                // a few bits of the compressed form mean nothing
                assertThat(DirectoryForm.write(DirectoryForm.read(Bytes.copyOf(bad))))
                        .as("seed %s round %s", seed, round)
                        .isEqualTo(GOOD);
            } catch (MalformedForm expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(2_800);
    }

    @Test
    void noticesWhereItWasCut() {
        for (int length = 0; length < GOOD.length(); length++) {
            byte[] cut = Arrays.copyOf(GOOD.toByteArray(), length);
            assertThatThrownBy(() -> DirectoryForm.read(Bytes.copyOf(cut))).isInstanceOf(MalformedForm.class);
        }
    }
}
