package dev.mandate.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.protocol.problem.ProblemTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Objects;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** A caller that leaves while its answer is written is no error of this node. */
class LeftCallerTest {
    private final ProblemAdvice advice = new ProblemAdvice(new ProblemTypes(URI.create("https://api.example.com")));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNoIncidentWhateverWrapsIt(boolean framework) {
        IOException left = framework
                ? new AsyncRequestNotUsableException("left", new IOException("Broken pipe"))
                : new ClientAbortException(new IOException("Broken pipe"));
        assertThat(advice.failed(new UncheckedIOException(left))).isNull();
        assertThat(advice.failed(new HttpMessageNotWritableException("unwritten", left)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = "No space left on device")
    void isNoOtherFault(String fault) {
        ResponseEntity<byte[]> answer =
                Objects.requireNonNull(advice.failed(new UncheckedIOException(new IOException(fault))));
        assertThat(answer.getStatusCode().value()).isEqualTo(500);
    }
}
