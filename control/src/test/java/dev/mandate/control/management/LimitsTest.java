package dev.mandate.control.management;

import static dev.mandate.control.management.LimitedControl.get;
import static dev.mandate.control.management.LimitedControl.spentByOthers;
import static dev.mandate.control.management.LimitedControl.status;
import static dev.mandate.control.management.LimitedControl.token;
import static dev.mandate.control.management.LimitedControl.until429;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.tenant.FirstOperator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each limit refuses, and whom it leaves alone: a control plane with limits that a test can reach. */
class LimitsTest {
    private static final String ADDRESS = "this address sends too many requests";
    private static final String FAILURES = "too many credentials from this address were refused";
    private static final String TOKENS = "this app obtains too many tokens";
    private static final String APP = "this app sends too many requests";
    private static final FirstOperator.Keys KEYS = LimitedControl.keys();

    private static Client operator() {
        return new Client(LimitedControl.server().port(), Map.of()).as(KEYS.clientId(), KEYS.clientSecret());
    }

    @Test
    void limitsAnAddressAndNoOther() {
        until429("200", ADDRESS, () -> get("127.0.0.61", "/problems/not_found"));
        assertThat(status(get("127.0.0.62", "/problems/not_found"))).isEqualTo("200");
    }

    @Test
    void limitsWhatAnAddressFails() {
        until429("401", FAILURES, () -> get("127.0.0.63", "/api/v1/spaces", "Authorization: Bearer wrong"));
        assertThat(status(get("127.0.0.64", "/api/v1/spaces"))).isEqualTo("401");
    }

    /** More than the bucket of failures holds. */
    @Test
    void countsNoRequestWithoutACredentialAsFailed() {
        String form = "grant_type=client_credentials";
        for (int i = 0; i < 70; i++) {
            assertThat(status(get("127.0.0.74", "/api/v1/spaces"))).isEqualTo("401");
            try (Wire wire = LimitedControl.from("127.0.0.75")) {
                String answer = wire.head(
                                "POST /oauth2/token HTTP/1.1",
                                "Host: a",
                                "Connection: close",
                                "Content-Type: application/x-www-form-urlencoded",
                                "Content-Length: " + form.length())
                        .send(form)
                        .answer();
                assertThat(answer).doesNotContain("too_many_requests").contains("invalid_client");
            }
        }
    }

    /** Behind a load balancer all callers are one address: who guesses there stops nobody else. */
    @Test
    void letsValidCredentialsPassThoughOthersFailAtTheirAddress() {
        String bearer = "Authorization: " + operator().headers().get("Authorization");
        until429("401", FAILURES, () -> token("127.0.0.65", KEYS.clientId(), "wrong"));
        spentByOthers("401", FAILURES, () -> get("127.0.0.65", "/api/v1/tenants", "Authorization: Bearer wrong"));
        spentByOthers("401", FAILURES, () -> token("127.0.0.65", "another", "wrong"));
        assertThat(status(token("127.0.0.65", KEYS.clientId(), KEYS.clientSecret())))
                .isEqualTo("200");
        assertThat(status(get("127.0.0.65", "/api/v1/tenants", bearer))).isEqualTo("200");
        assertThat(status(token("127.0.0.66", KEYS.clientId(), "wrong"))).isEqualTo("401");
    }

    /** An app of the operators that one test may exhaust: the first operator's own stays usable for the others. */
    private static Answer app(String name) {
        Client operator = operator();
        String user = operator.get("/api/v1/users")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        return operator.post("/api/v1/apps", Map.of("name", name, "onBehalfOf", user, "scopes", List.of("read")))
                .is(201);
    }

    private static String secret(Answer made) {
        return made.json().path("secret").path("value").asString();
    }

    @Test
    void limitsTheTokensOfAnApp() {
        Answer made = app("greedy");
        String secret = secret(made);
        until429("200", TOKENS, () -> token("127.0.0.67", made.text("id"), secret));
        spentByOthers("200", TOKENS, () -> token("127.0.0.68", made.text("id"), secret));
    }

    @Test
    void limitsTheRequestsOfAnAppFromAnywhere() {
        Answer made = app("busy");
        Client busy = new Client(LimitedControl.server().port(), Map.of()).as(made.text("id"), secret(made));
        String bearer = "Authorization: " + busy.headers().get("Authorization");
        until429("200", APP, () -> get("127.0.0.69", "/api/v1/tenants", bearer));
        spentByOthers("200", APP, () -> get("127.0.0.70", "/api/v1/tenants", bearer));
        assertThat(status(get("127.0.0.70", "/api/v1/tenants"))).isEqualTo("401");
    }

    @Test
    void limitsAGatewayByItsKey() {
        String bearer = "Authorization: Bearer " + Control.GATEWAY_KEY;
        until429("404", "this gateway sends too many requests", () -> get("127.0.0.71", "/internal/nothing", bearer));
        assertThat(status(get("127.0.0.71", "/internal/nothing"))).isEqualTo("401");
    }

    @Test
    void countsTheCallersOfAGatewayEachByTheirOwn() {
        String key = "Mandate-Gateway-Key: " + Control.GATEWAY_KEY;
        until429(
                "200",
                ADDRESS,
                () -> get("127.0.0.72", "/problems/not_found", key, "Mandate-Caller-Address: 192.0.2.1"));
        assertThat(status(get("127.0.0.72", "/problems/not_found", key, "Mandate-Caller-Address: 192.0.2.2")))
                .isEqualTo("200");
        assertThat(status(get("127.0.0.72", "/problems/not_found"))).isEqualTo("200");
    }

    @Test
    void countsWhatItRefuses() {
        until429("401", FAILURES, () -> token("127.0.0.73", "counted", "wrong"));
        try (Wire wire = Wire.from("127.0.0.73", LimitedControl.server().operationsPort())) {
            assertThat(wire.head("GET /metrics HTTP/1.1", "Host: a", "Connection: close")
                            .answer())
                    .contains("mandate_requests_refused_total{limit=\"failures\"}")
                    .doesNotContain("mandate_requests_refused_total{limit=\"failures\"} 0.0");
        }
    }
}
