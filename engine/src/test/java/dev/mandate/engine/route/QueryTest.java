package dev.mandate.engine.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    private static List<String> values(String text) {
        return new Query(text).values("id");
    }

    @Test
    void findsEveryValueInOrder() {
        assertThat(values("id=1&x=2&id=3")).containsExactly("1", "3");
        assertThat(Query.NONE.values("id")).isEmpty();
    }

    @Test
    void decodesNamesAndValuesAsFormsDo() {
        assertThat(values("%69%64=a%20b+c")).containsExactly("a b c");
        assertThat(values("id=%C3%A9")).containsExactly("é");
        assertThat(values("id=a=b")).containsExactly("a=b");
    }

    @Test
    void takesANameWithoutValueForAnEmptyOne() {
        assertThat(values("id")).containsExactly("");
        assertThat(values("id=&id")).containsExactly("", "");
    }

    @Test
    void keepsCaseAndNeighboursApart() {
        assertThat(values("ID=1&xid=2&idx=3&id[]=4&x;id=5")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id=%", "id=%4", "id=%zz", "id=%FF", "id=%C0%AF", "i%d=1", "%FF=1", "id=é"})
    void refusesWhatItCannotRead(String text) {
        assertThatThrownBy(() -> values(text)).isInstanceOf(MalformedRequest.class);
    }
}
