package dev.mandate.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.openapi.text.DocumentRefused;
import dev.mandate.control.openapi.text.ReaderLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Valid documents with bytes flipped, cut, doubled or moved: read or refused, and nothing else ever. */
class MutatedDocumentTest {
    private static final int ROUNDS = 20_000;
    private static final String PIECES = "{}[]:,\"'&*!|>%@`#-?~\\/<<$ref\n\t \0\u00e9";

    @Test
    void endsInADocumentOrARefusal() throws IOException {
        long seed = Long.getLong("mandate.seed", System.nanoTime());
        System.out.println("seed of the mutations: " + seed + " (-Dmandate.seed=...)");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<byte[]> documents = List.of(resource("sales-channel.yaml"), resource("sales-channel.json"));
        int[] ends = new int[2];
        for (int round = 0; round < ROUNDS; round++) {
            byte[] document = documents.get(round % 2);
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                document = mutated(document, random);
            }
            ends[isRead(document, seed, round) ? 0 : 1]++;
        }
        assertThat(ends[0]).as("read").isPositive();
        assertThat(ends[1]).as("refused").isPositive();
    }

    private static boolean isRead(byte[] document, long seed, int round) {
        try {
            return !new OpenApiReader(ReaderLimits.DEFAULT)
                    .read(document)
                    .version()
                    .isEmpty();
        } catch (DocumentRefused refused) {
            assertThat(refused.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.message().lines()).hasSize(1));
            return false;
        } catch (RuntimeException | StackOverflowError unexpected) {
            throw new AssertionError(
                    "seed " + seed + ", round " + round + ":\n" + new String(document, StandardCharsets.UTF_8),
                    unexpected);
        }
    }

    private static byte[] mutated(byte[] document, RandomGenerator random) {
        int at = random.nextInt(document.length);
        int length = 1 + random.nextInt(Math.min(40, document.length - at));
        byte[] copy = document.clone();
        switch (random.nextInt(5)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> copy[at] = (byte) PIECES.charAt(random.nextInt(PIECES.length()));
            case 2 -> copy = joined(copy, at, Arrays.copyOfRange(copy, at, at + length), at);
            case 3 -> copy = joined(copy, at, new byte[0], at + Math.min(length, document.length - at - 1));
            default -> copy = joined(copy, at, copy(document, random), at);
        }
        return copy;
    }

    /** A piece of the same document, of another place. */
    private static byte[] copy(byte[] document, RandomGenerator random) {
        int from = random.nextInt(document.length);
        return Arrays.copyOfRange(document, from, Math.min(document.length, from + 1 + random.nextInt(40)));
    }

    private static byte[] joined(byte[] document, int end, byte[] piece, int rest) {
        byte[] joined = new byte[end + piece.length + document.length - rest];
        System.arraycopy(document, 0, joined, 0, end);
        System.arraycopy(piece, 0, joined, end, piece.length);
        System.arraycopy(document, rest, joined, end + piece.length, document.length - rest);
        return joined;
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream in = MutatedDocumentTest.class.getResourceAsStream("/openapi/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }
}
