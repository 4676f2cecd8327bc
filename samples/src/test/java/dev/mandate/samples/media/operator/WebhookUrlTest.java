package dev.mandate.samples.media.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.samples.form.InvalidFormException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://vendor.example/hook", "https://a-1.vendor.example:8443/hook?x=1"})
    void takesHttpsHostNames(String url) {
        assertThat(WebhookUrl.parse(url, false).uri()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://vendor.example/hook",
                "https://10.0.0.1/hook",
                "https://127.1/hook",
                "https://2130706433/",
                "https://0x7f.0.0.1/",
                "https://[::1]/hook",
                "https://[::ffff:10.0.0.1]/",
                "https://localhost/hook",
                "https://a.localhost/hook",
                "https://user@vendor.example/",
                "https://vendor.example/#x",
                "https:///hook",
                "ftp://vendor.example/",
                "vendor.example",
                "not a url"
            })
    void refusesEverythingElse(String url) {
        assertThatThrownBy(() -> WebhookUrl.parse(url, false)).isInstanceOf(InvalidFormException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9000/hook", "http://localhost:9000/", "http://[::1]:9000/"})
    void theDemoMayUseThisMachine(String url) {
        assertThat(WebhookUrl.parse(url, true).uri()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://vendor.example/hook", "http://10.0.0.1/", "https://192.168.0.1/"})
    void theDemoMayUseNothingElseThatIsRefused(String url) {
        assertThatThrownBy(() -> WebhookUrl.parse(url, true)).isInstanceOf(InvalidFormException.class);
    }
}
