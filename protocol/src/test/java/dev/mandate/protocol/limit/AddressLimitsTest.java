package dev.mandate.protocol.limit;

import static org.assertj.core.api.Assertions.assertThat;

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
