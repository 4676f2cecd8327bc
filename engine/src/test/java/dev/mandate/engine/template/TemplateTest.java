package dev.mandate.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mandate.engine.uri.CanonicalPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "//",
                "/a//b",
                "/.",
                "/a/../b",
                "/%2e%2e/a",
                "/{}",
                "/{a",
                "/a}",
                "/a;b",
                "/a%2Fb",
                "/a%",
                "/é",
                "/a?b",
                "/a#b",
                "/{a}/{a}",
                "/{a}-{a}"
            })
    void refusesWhatNoRequestCanMean(String text) {
        assertThatThrownBy(() -> Template.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("[^\n]+");
    }

    @Test
    void readsBackItsOwnText() {
        assertThat(Template.parse("/v1/calls/{sid}.json")).hasToString("/v1/calls/{sid}.json");
    }

    @Test
    void comparesLiteralsInCanonicalForm() {
        assertThat(Template.parse("/%61/caf%c3%a9").matches(CanonicalPath.parse("/a/caf%C3%A9")))
                .isTrue();
    }

    @Test
    void hasOneShapeWhateverItsParametersAreCalled() {
        assertThat(Template.parse("/Contacts/{ContactID}").shape())
                .isEqualTo(Template.parse("/Contacts/{ContactNumber}").shape());
    }

    @Test
    void tellsATrailingSlashApart() {
        assertThat(Template.parse("/a/").matches(CanonicalPath.parse("/a"))).isFalse();
        assertThat(Template.parse("/a/{b}").matches(CanonicalPath.parse("/a/"))).isFalse();
        assertThat(Template.parse("/").matches(CanonicalPath.parse("/"))).isTrue();
    }

    @Test
    void matchesOneSegmentOrMoreByATail() {
        Template template = Template.parse("/files/{path...}");
        assertThat(template.matches(CanonicalPath.parse("/files/a"))).isTrue();
        assertThat(template.matches(CanonicalPath.parse("/files/a/b/"))).isTrue();
        assertThat(template.matches(CanonicalPath.parse("/files"))).isFalse();
        assertThat(template.matches(CanonicalPath.parse("/files/"))).isFalse();
        assertThat(template.value("path", CanonicalPath.parse("/files/a%20b/c")))
                .contains("a b/c");
        assertThat(template.parameters()).containsExactly("path");
        assertThat(template.shape())
                .isEqualTo(Template.parse("/files/{rest...}").shape());
        assertThat(Template.parse("/{path...}/b").isOpen()).isFalse();
    }

    @Test
    void findsTheDecodedValueOfAParameter() {
        CanonicalPath path = CanonicalPath.parse("/a/b%20c/d");
        assertThat(Template.parse("/a/{x}/{y}").value("x", path)).contains("b c");
        assertThat(Template.parse("/a/{x}/{y}").value("z", path)).isEmpty();
    }
}
