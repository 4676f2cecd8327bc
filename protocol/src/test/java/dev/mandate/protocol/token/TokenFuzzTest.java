package dev.mandate.protocol.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ./mandate fuzz token}: reads any bytes as the payload of a token that is ours, and as a token. */
class TokenFuzzTest {
    private static final Mint MINT = new Mint();
    private static final AccessTokenReader READER = new AccessTokenReader(Mint.ISSUER);

    static Stream<byte[]> examples() {
        return Stream.of(Mint.payload(), Mint.payloadWithout("scope"), MINT.token(), Mint.HEADER)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("examples")
    @FuzzTest
    void areReadOrRefused(byte[] bytes) {
        read(new String(bytes, StandardCharsets.ISO_8859_1));
        byte[] header = Mint.HEADER.getBytes(StandardCharsets.UTF_8);
        read(Mint.signed(header, bytes, MINT.key));
    }

    private static void read(String token) {
        try {
            AccessToken good = READER.read(token, MINT.catalogue);
            assertThat(good.bearer().caller().tenant().value()).isNotEmpty();
            assertThat(good.audience()).isNotEmpty();
        } catch (InvalidTokenException refused) {
            assertThat(refused).hasMessageNotContaining("{");
        }
    }
}
