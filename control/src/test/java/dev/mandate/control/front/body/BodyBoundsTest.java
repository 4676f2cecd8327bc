package dev.mandate.control.front.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.control.api.ApiSettings;
import dev.mandate.control.decision.DecisionSettings;
import dev.mandate.control.feed.FeedSettings;
import dev.mandate.control.limit.HeldBytes;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Which setting bounds the body of which path. */
class BodyBoundsTest {
    private static <T> T bound(String prefix, Class<T> type, Map<String, String> set) {
        return new Binder(new MapConfigurationPropertySource(set)).bindOrCreate(prefix, type);
    }

    private static int bound(String path, Map<String, String> set) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        return new BodyBounds(
                        bound("mandate.body", BodySettings.class, set),
                        bound("mandate.api", ApiSettings.class, set),
                        bound("mandate.decisions", DecisionSettings.class, set),
                        bound("mandate.feed", FeedSettings.class, set),
                        new HeldBytes(1, 1))
                .of(request)
                .most();
    }

    @Test
    void boundsCallsOfGatewaysApartFromTokens() {
        Map<String, String> set = Map.of("mandate.body.token", "200", "mandate.body.internal", "5000");
        assertThat(bound("/oauth2/token", set)).isEqualTo(200);
        assertThat(bound("/nothing", set)).isEqualTo(200);
        assertThat(bound("/internal/keys", set)).isEqualTo(5000);
        assertThat(bound("/internal/anything", set)).isEqualTo(5000);
        assertThat(bound("/internal/keys", Map.of("mandate.body.token", "200"))).isEqualTo(16_384);
    }

    @Test
    void leavesRoomForTheKeyOfAGateway() {
        assertThatThrownBy(() -> bound("mandate.body", BodySettings.class, Map.of("mandate.body.internal", "200")))
                .rootCause()
                .hasMessage("`mandate.body.internal` must be 4096 to 1000000000, not `200`");
    }
}
