package dev.mandate.engine.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReadingTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID=1",
                "id[]=4",
                "id%00=1",
                "id%00x=1",
                "+id=1",
                "i.d=1",
                "i_d",
                "x=1;id=2",
                "id=1;",
                "x%3Bid=5",
                "%EF%BD%89d=1",
                "%C4%B1d=1",
                "%69%44=1",
                "?id=1",
                "id=1&iD=2",
                "[id]=1"
            })
    void findsWhatSomeReaderTakesForTheName(String text) {
        assertThat(new Query(text).hasOtherSpelling("id")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "id=1", "id=1&id=2", "%69d=1", "idx=1", "xid=1", "x[id]=1", "x=1%3B", "&&=&id", "id2=1"})
    void takesOtherNamesForWhatTheyAre(String text) {
        assertThat(new Query(text).hasOtherSpelling("id")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter=1",
                "filter[]=1",
                "filter[][b]=1",
                "filter[]x=1",
                "filter[=1",
                "filter%00x=1",
                "Filter=1",
                "+filter=1",
                "filter[clientId]x=1",
                "filter[clientId]%00=1",
                "filter[clientId][]=1",
                "filter[clientId].x=1",
                "filter[clientId]&filter[client_id]",
                "filter[clientId",
                "filter.clientId=1",
                "filter_clientId=1",
                "filter['clientId']=1"
            })
    void findsWhatReplacesTheMember(String text) {
        assertThat(new Query(text).hasOtherSpelling("filter[clientId]")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter[clientId]=1",
                "filter%5BclientId%5D=1",
                "filter[other]=1",
                "filter.other=1",
                "filter[clientIds]=1",
                "filters=1",
                "filters[clientId]=1",
                "clientId=1",
                "my[filter]=1",
                "filter[0]=1"
            })
    void leavesOtherMembersAlone(String text) {
        assertThat(new Query(text).hasOtherSpelling("filter[clientId]")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "filter.clientId, filter",
        "filter.clientId, filter[]",
        "filter.clientId, filter.clientId.x",
        "a[b][c], a",
        "a[b][c], a[b]",
        "a[b][c], a[b][]",
        "a[b][c], a[b]x",
        "ids[], ids",
        "ids[], ids[0]",
        "id, id[x]",
        "id, id[0]",
        "id, id.x",
        "id, id]x"
    })
    void findsMembersAndOwnersOfTheName(String name, String other) {
        assertThat(new Query(other + "=1").hasOtherSpelling(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "filter.clientId, filter.other",
        "a[b][c], a[b][d]",
        "a[b][c], a[b].d",
        "a[b][c], a[d]",
        "[id], x",
        "id, client.id"
    })
    void leavesMembersOfOthersAlone(String name, String other) {
        assertThat(new Query(other + "=1").hasOtherSpelling(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF=1", "%69d%5B%FF=W2", "x=1&i%d", "é=1"})
    void refusesNamesThatItCannotRead(String text) {
        assertThatThrownBy(() -> new Query(text).hasOtherSpelling("id")).isInstanceOf(MalformedRequest.class);
        assertThatThrownBy(() -> new Query(text).has("id")).isInstanceOf(MalformedRequest.class);
    }

    @Test
    void testsEveryNameAsLenientReadersSeeIt() {
        List<String> names = new ArrayList<>();
        new Query("a=1&b;c=2&=3&&%64+%65=4=5&%FFf%&g%zz=%").anyName(name -> !names.add(name));
        assertThat(names).containsExactly("a", "b", "c", "", "", "d e", "\uFFFDf%", "g%zz");
        assertThat(new Query("a=1&b=2").anyName("b"::equals)).isTrue();
        assertThat(Query.NONE.anyName(name -> true)).isFalse();
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
