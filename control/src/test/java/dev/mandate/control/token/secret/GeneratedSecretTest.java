package dev.mandate.control.token.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedSecretTest {
    private static final String SCANNED = "mandate_cs_[0-9A-Za-z]{49}";

    @ParameterizedTest
    @CsvSource({
        "00, mandate_cs_00000000000000000000000000000000000000000000OZZVa",
        "01, mandate_cs_00000000000000000000000000000000000000000011nzlYC",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff, mandate_cs_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp13Tv7yU"
    })
    void writesTheTestVectors(String bits, String text) {
        assertThat(GeneratedSecret.of(new BigInteger(bits, 16)).reveal()).isEqualTo(text);
    }

    @Test
    void readsBackWhatItGenerates() {
        SecureRandom random = new SecureRandom();
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(i -> GeneratedSecret.generate(random).reveal()))
                .doesNotHaveDuplicates()
                .allMatch(text -> text.matches(SCANNED))
                .allMatch(text -> GeneratedSecret.parse(text).isPresent());
    }

    @Test
    void refusesEverySingleAlteredCharacter() {
        String text = GeneratedSecret.of(BigInteger.TEN).reveal();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'x' ? 'y' : 'x';
            String altered = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(GeneratedSecret.parse(altered)).as(altered).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mandate_cs_", "mandate_cs", "secret", "mandate_cs_é"})
    void refusesWhatHasAnotherShape(String text) {
        assertThat(GeneratedSecret.parse(text)).isEmpty();
        String secret = GeneratedSecret.of(BigInteger.ONE).reveal();
        assertThat(GeneratedSecret.parse(secret + text + " ")).isEmpty();
    }

    @Test
    void digestsAsSha256OfTheWholeText() {
        assertThat(GeneratedSecret.of(BigInteger.ONE).digest())
                .hasToString("e812429f75fa050ce6974b2450f9dd6b8e5d881c0786fff9a1bfc0b720a14670");
    }

    @Test
    void neverPrintsItself() {
        GeneratedSecret secret = GeneratedSecret.generate(new SecureRandom());
        assertThat(secret.toString()).isEqualTo("mandate_cs_...");
    }
}
