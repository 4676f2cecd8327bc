package dev.mandate.control.token.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.control.limit.LimitSettings;
import dev.mandate.control.limit.Limits;
import dev.mandate.control.token.bearer.FailureLimit;
import dev.mandate.control.token.bearer.ProblemAnswer;
import dev.mandate.protocol.problem.ProblemTypes;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

class TokenErrorsTest {
    @Test
    void proposesNoOtherTryAfterAnUnknownFault() throws IOException {
        ProblemAnswer problems = new ProblemAnswer(new ProblemTypes(URI.create("https://api.example.com")));
        Limits limits = Limits.of(new LimitSettings(10, 1, 0, 0, 0, 0, 0, 1));
        for (AuthenticationException fault : List.of(
                new OAuth2AuthenticationException("server_error"),
                new OAuth2AuthenticationException("something_new"),
                new AuthenticationServiceException("the wires are cut"))) {
            MockHttpServletResponse response = new MockHttpServletResponse();
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setServletPath("/oauth2/token");
            new TokenErrors(problems, new FailureLimit(limits, problems))
                    .onAuthenticationFailure(request, response, fault);
            assertThat(response.getStatus()).isEqualTo(500);
            assertThat(response.getHeader("Retry-After")).isNull();
            assertThat(response.getContentAsString())
                    .contains("\"error\":\"server_error\"", "\"incident\":\"")
                    .doesNotContain("wires");
        }
    }
}
