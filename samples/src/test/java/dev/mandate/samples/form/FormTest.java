package dev.mandate.samples.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.client.upstream.Problem.FieldError;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FormTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void anOpenFormIgnoresWhatItDoesNotKnow() {
        RequestForm form = RequestForm.of(json("{\"name\":\"a\",\"more\":1}"));
        assertThat(form.text("name", 10)).isEqualTo("a");
        assertThatCode(form::check).doesNotThrowAnyException();
    }

    @Test
    void aClosedFormNamesWhatItDoesNotKnow() {
        RequestForm form = RequestForm.closed(json("{\"rows\":[{\"id\":1,\"a\":0},{\"id\":2}],\"b\":null}"));
        assertThat(form.objects("rows", 5).stream().map(row -> row.number("id", 9)))
                .containsExactly(1L, 2L);
        assertThat(refused(form)).containsExactlyInAnyOrder("rows[0].a", "b");
    }

    @Test
    void whatIsOptionalIsKnown() {
        RequestForm form = RequestForm.closed(json("{\"b\":null}"));
        assertThat(form.optionalText("a", 10)).isEmpty();
        assertThat(form.isNull("b")).isTrue();
        assertThat(form.isNull("c")).isFalse();
        assertThatCode(form::check).doesNotThrowAnyException();
    }

    @Test
    void anAnswerNamesNoMoreThanItCanShow() {
        StringBuilder body = new StringBuilder("{\"0\":0");
        for (int i = 1; i < 1000; i++) {
            body.append(",\"").append("x".repeat(100)).append(i).append("\":0");
        }
        assertThat(refused(RequestForm.closed(json(body.append('}').toString()))))
                .hasSize(20)
                .allMatch(field -> field.length() <= 64);
    }

    private static List<String> refused(RequestForm form) {
        List<FieldError> errors = assertThatThrownBy(form::check)
                .asInstanceOf(InstanceOfAssertFactories.throwable(InvalidFormException.class))
                .actual()
                .errors();
        return errors.stream().map(FieldError::field).toList();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
