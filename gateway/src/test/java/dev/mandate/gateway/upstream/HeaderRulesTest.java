package dev.mandate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which header lines cross, without a server. */
class HeaderRulesTest {
    private static List<String> crossing(BiConsumer<MultiMap, MultiMap> rule, String... lines) {
        MultiMap from = MultiMap.caseInsensitiveMultiMap();
        for (String line : lines) {
            from.add(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
        }
        MultiMap to = MultiMap.caseInsensitiveMultiMap();
        rule.accept(from, to);
        List<String> crossed = new ArrayList<>();
        to.forEach((name, value) -> crossed.add(name + ": " + value));
        return crossed;
    }

    private static List<String> toPartner(String... lines) {
        return crossing(HeaderRules::toPartner, lines);
    }

    private static List<String> toControl(String... lines) {
        return crossing(HeaderRules::toControl, lines);
    }

    private static List<String> toCaller(boolean keepsOurs, String... lines) {
        return crossing((from, to) -> HeaderRules.toCaller(from, to, keepsOurs), lines);
    }

    @Test
    void passesEveryLineOfAnOrdinaryHeader() {
        String[] lines = {"Accept: a", "Accept: b", "X-Host-Name: c", "Cookie: d"};
        assertThat(toPartner(lines)).containsExactly(lines);
        assertThat(toControl(lines)).containsExactly(lines);
        assertThat(toCaller(false, lines)).containsExactly(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "Transfer-Encoding",
                "content_length",
                "TE",
                "Host",
                "X.Forwarded.For",
                "x-host",
                "Proxy"
            })
    void takesFramingAndForgeryFromACall(String name) {
        assertThat(toPartner(name + ": a")).isEmpty();
        assertThat(toControl(name + ": a")).isEmpty();
    }

    @Test
    void takesFramingAloneFromAnAnswer() {
        assertThat(toCaller(false, "Transfer-Encoding: a", "Content_Length: 1", "X-Forwarded-For: b"))
                .containsExactly("X-Forwarded-For: b");
    }

    @Test
    void keepsTheTokenFromPartnersAlone() {
        assertThat(toPartner("Authorization: Bearer a", "AUTHORIZATION: b")).isEmpty();
        assertThat(toControl("Authorization: Bearer a")).containsExactly("Authorization: Bearer a");
    }

    @Test
    void keepsOurOwnNamesForUs() {
        assertThat(toPartner("Mandate-At-Least: 1", "mandate_identity: a", "Mandate.User: b"))
                .isEmpty();
        assertThat(toControl("Mandate-At-Least: 1", "Mandate_At_Least: 2", "Mandate-Identity: a"))
                .containsExactly("Mandate-At-Least: 1");
        assertThat(toCaller(false, "Mandate-Revision: 1", "Mandate-Reason: a")).isEmpty();
        assertThat(toCaller(true, "Mandate-Revision: 1", "Mandate-Reason: a")).containsExactly("Mandate-Revision: 1");
    }

    @Test
    void takesWhatConnectionLists() {
        String[] lines = {"Connection: close, X-One", "Connection: X_Two", "X-One: a", "x.two: b", "X-Three: c"};
        assertThat(toPartner(lines)).containsExactly("X-Three: c");
        assertThat(toControl(lines)).containsExactly("X-Three: c");
        assertThat(toCaller(true, lines)).containsExactly("X-Three: c");
        assertThat(toCaller(true, "Connection: Mandate-Revision", "Mandate-Revision: 1"))
                .isEmpty();
    }
}
