package dev.mandate.engine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which upstreams are one server. */
class ServerTest {
    @ParameterizedTest
    @CsvSource({
        "http://a.test, http://a.test",
        "http://a.test, HTTP://A.TEST",
        "http://a.test, http://a.test.",
        "http://a.test, http://a.test:80",
        "http://a.test, https://a.test",
        "http://a.test:80, https://a.test:443",
        "http://a.test:9000, https://a.test:9000",
        "http://localhost:9, http://127.0.0.1:9",
        "http://localhost:9, http://127.8.0.1:9",
        "http://localhost:9, http://127.1:9",
        "http://localhost:9, http://api.localhost:9",
        "http://localhost:9, http://[::1]:9",
        "http://localhost:9, http://[0:0:0:0:0:0:0:1]:9",
        "http://localhost:9, http://[::ffff:127.0.0.1]:9",
        "http://localhost:9, http://[::ffff:7f00:1]:9",
        "http://localhost:9, http://0.0.0.0:9",
        "http://localhost:9, http://[::]:9",
        "http://10.1.2.3, http://[::ffff:10.1.2.3]",
        "http://[2001:db8::1], http://[2001:DB8:0::0:1]",
        "http://[fe80::1%25eth0], http://[fe80::1]",
    })
    void isOneInAnySpelling(String one, String other) {
        assertThat(Server.isOne(one, other)).isTrue();
        assertThat(Server.isOne(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.test, http://b.test",
        "http://a.test, http://a.test:8080",
        "http://a.test:81, http://a.test:82",
        "http://a.test, http://www.a.test",
        "http://localhost, http://localhost.test",
        "http://10.1.2.3, http://10.1.2.4",
        "http://[2001:db8::1], http://[2001:db8::2]",
        "http://[2001:db8::1]:9, http://[2001:db8::1]:8",
        "http://a.test, ''",
        "'', ''",
    })
    void isAnother(String one, String other) {
        assertThat(Server.isOne(one, other)).isFalse();
        assertThat(Server.isOne(other, one)).isFalse();
    }
}
