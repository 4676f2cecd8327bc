package dev.mandate.control.management;

import static dev.mandate.control.management.LimitedControl.get;
import static dev.mandate.control.management.LimitedControl.spentByOthers;
import static dev.mandate.control.management.LimitedControl.status;
import static dev.mandate.control.management.LimitedControl.until429;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whose address counts behind load balancers, and whose word on it. */
class TrustedProxyTest {
    private static final String ADDRESS = "this address sends too many requests";
    private static final String PATH = "/problems/not_found";

    private static String forwarded(String from, String addresses, String... more) {
        String[] lines = new String[more.length + 1];
        lines[0] = "X-Forwarded-For: " + addresses;
        System.arraycopy(more, 0, lines, 1, more.length);
        return get(from, PATH, lines);
    }

    @Test
    void countsTheCallersOfATrustedProxyEachByTheirOwn() {
        until429("200", ADDRESS, () -> forwarded(LimitedControl.PROXY, "198.51.100.1"));
        assertThat(status(forwarded(LimitedControl.PROXY, "198.51.100.2"))).isEqualTo("200");
        assertThat(status(forwarded(LimitedControl.PROXY_OF_NETWORK, "198.51.100.3")))
                .isEqualTo("200");
    }

    @Test
    void countsTheLastAddressThatIsNoProxy() {
        AtomicInteger made = new AtomicInteger();
        until429(
                "200",
                ADDRESS,
                () -> forwarded(
                        LimitedControl.PROXY,
                        "192.0.2." + made.incrementAndGet() % 250 + ", 198.51.100.11, "
                                + LimitedControl.PROXY_OF_NETWORK));
        assertThat(status(forwarded(LimitedControl.PROXY, "198.51.100.11, 198.51.100.12")))
                .isEqualTo("200");
    }

    @Test
    void believesNobodyElse() {
        AtomicInteger made = new AtomicInteger();
        until429("200", ADDRESS, () -> forwarded("127.0.0.91", "192.0.2." + made.incrementAndGet() % 250));
    }

    @Test
    void countsAnAddressOnceWhateverItsPort() {
        AtomicInteger port = new AtomicInteger(50_000);
        until429("200", ADDRESS, () -> forwarded(LimitedControl.PROXY, "198.51.100.31:" + port.incrementAndGet()));
        spentByOthers("200", ADDRESS, () -> forwarded(LimitedControl.PROXY, "198.51.100.31"));
        until429("200", ADDRESS, () -> forwarded(LimitedControl.PROXY, "[2001:db8:7::1]:" + port.incrementAndGet()));
        spentByOthers("200", ADDRESS, () -> forwarded(LimitedControl.PROXY, "2001:DB8:7:0::2"));
        assertThat(status(forwarded(LimitedControl.PROXY, "198.51.100.32:50000")))
                .isEqualTo("200");
    }

    @Test
    void countsWhatIsNoAddressAsTheProxyThatWroteIt() {
        String inner = "127.0.9.31";
        AtomicInteger made = new AtomicInteger();
        until429(
                "200",
                ADDRESS,
                () -> forwarded(LimitedControl.PROXY, "_hidden" + made.incrementAndGet() + ", " + inner));
        spentByOthers("200", ADDRESS, () -> get(inner, PATH));
    }

    /** A gateway that connects through the load balancer: its key and its word come through it. */
    @Test
    void believesAGatewayBehindAProxyOnItsCaller() {
        String key = "Mandate-Gateway-Key: " + Control.GATEWAY_KEY;
        until429(
                "200",
                ADDRESS,
                () -> forwarded(LimitedControl.PROXY, "198.51.100.21", key, "Mandate-Caller-Address: 203.0.113.1"));
        assertThat(status(forwarded(LimitedControl.PROXY, "198.51.100.21", key, "Mandate-Caller-Address: 203.0.113.2")))
                .isEqualTo("200");
        spentByOthers(
                "200",
                ADDRESS,
                () -> forwarded(LimitedControl.PROXY, "198.51.100.21", key, "Mandate-Caller-Address: 203.0.113.1:7"));
        assertThat(status(forwarded(LimitedControl.PROXY, "198.51.100.21"))).isEqualTo("200");
    }
}
