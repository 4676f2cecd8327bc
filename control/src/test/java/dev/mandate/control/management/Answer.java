package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back. */
record Answer(int status, String body, HttpHeaders headers) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    JsonNode json() {
        return JSON.readTree(body);
    }

    String text(String member) {
        return json().path(member).asString("");
    }

    List<String> texts(String list) {
        List<String> texts = new ArrayList<>();
        json().path(list).forEach(node -> texts.add(node.asString()));
        return texts;
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    String etag() {
        return header("ETag");
    }

    @CanIgnoreReturnValue
    Answer is(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    /** A problem in the form that all have. */
    @CanIgnoreReturnValue
    Answer is(int expected, String code) {
        is(expected);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(text("code")).as(body).isEqualTo(code);
        assertThat(text("type")).startsWith("http").endsWith("/.well-known/mandate-problems/" + code);
        assertThat(json().path("status").asInt()).isEqualTo(expected);
        assertThat(text("detail")).isNotEmpty().doesNotContain("\n").doesNotContain("Exception");
        return this;
    }

    /** A 400 that names the field. */
    @CanIgnoreReturnValue
    Answer names(String field) {
        is(400, "invalid_request");
        assertThat(json().path("errors").path(0).path("field").asString("?"))
                .as(body)
                .isEqualTo(field);
        return this;
    }
}
