package dev.mandate.control.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names are taken for each other. */
class SkeletonTest {
    @ParameterizedTest
    @CsvSource({
        "Owner, owner",
        "Owner, OWNER",
        "Owner, \u041ewner",
        "Owner, \u039fWNER",
        "Owner, 0wner",
        "Owner, \uff2fwner",
        "IT, lT",
        "IT, 1T",
        "API User, \u0410PI User",
        "API User, API  User",
        "API User, API\u00a0User",
        "Stra\u00dfe, STRASSE",
        "caf\u00e9, cafe\u0301",
        "\ufb01lm, film",
        "Studio, Stud\u0456o"
    })
    void takesForTheSame(String one, String other) {
        assertThat(clash(one, other)).isTrue();
        assertThat(clash(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Owner, Owners",
        "IT, LT",
        "API User, APIUser",
        "cafe, caf\u00e9",
        "Team A, Team B",
        "Vendor 1, Vendor 2",
        "\u6771, \u897f"
    })
    void tellsApart(String one, String other) {
        assertThat(clash(one, other)).isFalse();
    }

    private static boolean clash(String one, String other) {
        return Skeleton.of(one).clashes(Skeleton.of(other));
    }

    @Test
    void findsWhateverClashesByItsKeys() {
        String[] names = {"IT", "lT", "LT", "it", "1t", "\u0406T", "Lt", "lt", "O0", "o0", "OO", "oo", "Il1", "lIl"};
        for (String one : names) {
            for (String other : names) {
                if (clash(one, other)) {
                    assertThat(Skeleton.of(one).keys())
                            .as(one + " " + other)
                            .containsAnyElementsOf(Skeleton.of(other).keys());
                }
            }
        }
    }
}
