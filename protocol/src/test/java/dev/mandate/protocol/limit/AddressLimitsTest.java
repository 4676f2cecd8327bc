package dev.mandate.protocol.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressLimitsTest {
    @Test
    void countsACustomersNetworkAsOneAddress() {
        assertThat(Addresses.counted("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(Addresses.counted("2001:db8:1:2::7")).isEqualTo(Addresses.counted("2001:db8:1:2:ffff::"));
        assertThat(Addresses.counted("2001:db8:1:2::7")).isNotEqualTo(Addresses.counted("2001:db8:1:3::7"));
        assertThat(Addresses.counted("fe80::1%eth0")).isNotEmpty();
    }

    @Test
    void readsAnAddressWithItsPort() {
        assertThat(Addresses.parse("198.51.100.7")).contains("198.51.100.7");
        assertThat(Addresses.parse("198.51.100.7:51234")).contains("198.51.100.7");
        assertThat(Addresses.parse("2001:DB8::7")).contains("2001:db8:0:0:0:0:0:7");
        assertThat(Addresses.parse("[2001:db8::7]")).contains("2001:db8:0:0:0:0:0:7");
        assertThat(Addresses.parse("[2001:db8::7]:443")).contains("2001:db8:0:0:0:0:0:7");
        assertThat(Addresses.parse("fe80::1%nowhere0")).contains("fe80:0:0:0:0:0:0:1");
        assertThat(Addresses.parse("::ffff:198.51.100.7")).contains("198.51.100.7");
    }

    @Test
    void readsNothingElseAsAnAddress() {
        for (String text : List.of(
                "",
                "unknown",
                "_hidden",
                "localhost",
                "1234",
                "256.1.1.1",
                "198.51.100.7:",
                "[198",
                "[]:1",
                "1.2.3.4.5:6")) {
            assertThat(Addresses.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void givesEachAddressPlacesOfItsOwn() {
        InProgress requests = new InProgress(2);
        InProgress.Place first = requests.take("a").orElseThrow();
        assertThat(requests.take("a")).isPresent();
        assertThat(requests.take("a")).isEmpty();
        assertThat(requests.take("b")).isPresent();
        assertThat(requests.refused().sum()).isEqualTo(1);
        first.close();
        assertThat(requests.take("a")).isPresent();
        assertThat(requests.take("a")).isEmpty();
    }
}
