package io.multilith.impl.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.RecordFields;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Query;
import io.multilith.resource.QueryForm;
import io.multilith.resource.Searchable;
import io.multilith.resource.Sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Queries as clients send them, against a handful of records. */
class QueryReaderTest {
    private static final RecordFields TASK = RecordFields.of(Task.class);
    private static final RecordFields OPEN = RecordFields.of(JsonObject.class);

    private final JsonCodec json = new JsonCodec();
    private final List<JsonObject> tasks = List.of(task("a", "buy", 3, true, "NEW"), task("b", "sell", 1, false, "NEW"),
            task("c", "Buy more", 2, true, "DONE"), task("d", "rest", 2, false, "DONE"));

    enum State {
        NEW, DONE
    }

    record Task(String id, @Searchable String title, int size, boolean urgent, State state, LocalDate due,
            List<String> tags) {}

    @Nested
    class Native {
        @ParameterizedTest
        @CsvSource(delimiter = ' ', value = {"size=2 c,d", "size[$gte]=2 a,c,d", "size[$lt]=2 b",
                "size[$gt]=1&size[$lt]=3 c,d", "size[$ne]=2 a,b", "size[$in]=1&size[$in]=3 a,b",
                "size[$in][]=1&size[$in][]=3 a,b", "size[$in][0]=1&size[$in][1]=3 a,b", "size[$nin]=1 a,c,d",
                "urgent=true&state=NEW a", "$or[0][size]=1&$or[1][urgent]=true a,b,c",
                "$and[0][size]=2&$and[1][$or][0][title]=rest&$and[1][$or][1][size]=9 d", "due=null a,b,c,d",
                "title=null -",
                "$search=buy a,c", "$sort[size]=-1&$sort[title]=1 a,c,d,b", "$sort[state]=1&$sort[size]=1 c,d,b,a",
                "$limit=2 a,b", "$limit=2&$skip=1 b,c", "$skip=9 -", "$limit=0 -", "size%5B%24gte%5D=3 a",
                "title=Buy+more c", "& a,b,c,d", "$limit=1000000000 a,b,c,d"})
        void finds(String query, String ids) {
            assertThat(ids(query)).isEqualTo(ids);
        }

        @Test
        void selects_fields() {
            assertThat(read("$select[]=title&$select[]=size").select()).containsExactly("title", "size");
            assertThat(read("$select=title").select()).containsExactly("title");
        }

        @Test
        void goes_on_after_a_place() {
            var query = read("$sort[size]=-1").query();
            var cursor = Cursor.write(query.sort(), new Cursor.Begin(query.place(tasks.get(2)), 0));

            assertThat(ids("$sort[size]=-1&$after=" + cursor)).isEqualTo("d,b");
        }

        @Test
        void keeps_the_order_in_which_fields_are_sorted() {
            assertThat(read("$sort[urgent]=1&$sort[state]=1&$sort[size]=-1").query().sort()).containsExactly(
                    new Sort("urgent", false), new Sort("state", false), new Sort("size", true));
        }
    }

    @Nested
    class OtherDialects {
        @ParameterizedTest
        @CsvSource(delimiter = ' ', value = {"sort=[\"size\",\"DESC\"]&range=[0,1] a,c", "filter={\"size\":2} c,d",
                "filter={\"id\":[\"a\",\"d\"]} a,d", "filter={\"q\":\"buy\"} a,c", "range=[1,1] b", "filter={} a,b,c,d",
                "_start=1&_end=3 b,c", "_sort=size&_order=DESC&_end=2 a,c", "_sort=size&_order=desc&id=a&id=b a,b",
                "_end=9&state=DONE&urgent=true c", "_end=9&q=buy a,c", "_sort=state,size&_order=asc,desc c,d,a,b"})
        void find(String query, String ids) {
            assertThat(ids(query)).isEqualTo(ids);
        }

        @ParameterizedTest
        @ValueSource(strings = {"range=[0,9]&$limit=2", "filter={\"size\":1}&size=1", "sort=[\"size\",\"UP\"]",
                "sort=[\"size\"]", "range=[0]", "range=[-1,4]", "range=[0,1e99]", "filter={\"$where\":\"1\"}",
                "filter={\"nope\":1}", "range=[0,9]&range=[0,9]", "_start=-1", "_end=x", "_start=0&size[$gt]=1",
                "_start=0&$limit=3", "_sort=nope&_order=asc", "_sort=size&_order=up", "_end=2&_end=3"})
        void refuse_what_they_do_not_know(String query) {
            assertThat(refusal(query)).isNotEmpty();
        }
    }

    @Nested
    class Refusals {
        @ParameterizedTest
        @CsvSource(delimiter = ' ', value = {"nope=1 /nope", "size[$regex]=1 /size/$regex", "$where=1 /$where",
                "__proto__[x]=1 /__proto__", "size=big /size", "size[$gt]=null /size/$gt", "urgent=1 /urgent",
                "state=OPEN /state", "tags=a /tags", "$sort[nope]=1 /$sort/nope", "$sort[size]=up /$sort/size",
                "$sort=size /$sort", "$limit=-1 /$limit", "$limit=x /$limit", "$skip=1.5 /$skip",
                "$select[]=nope /$select/nope", "$after=xyz /$after", "$or=1 /$or", "$or[0][nope]=1 /$or/0/nope",
                "size[$in][]=x /size/$in/0", "size=1&size=2 /size", "size[=1 /size[", "size=1&size[$gt]=1 /size",
                "$and[0][$limit]=1 /$and/0/$limit", "title[$ne][x]=1 /title/$ne"})
        void name_the_part(String query, String pointer) {
            assertThat(refusal(query)).extracting(FieldError::pointer).contains(pointer);
        }

        @Test
        void bound_depth_and_size() {
            assertThat(refusal("$or[0][$or][0][$or][0][$or][0][$or][0][$or][0][size]=1")).isNotEmpty();
            assertThat(ids("$or[0][$or][0][$or][0][$or][0][$or][0][size]=1")).isEqualTo("b");
            assertThat(refusal(orOf(51))).isNotEmpty();
            assertThat(ids(orOf(50))).isEqualTo("a,b,c,d");
            assertThat(refusal(inOf(501))).isNotEmpty();
            assertThat(ids(inOf(500))).isEqualTo("a,b,c,d");
            assertThat(refusal("x&".repeat(5_000))).isNotEmpty();
            assertThat(refusal("a" + "[b]".repeat(1_000) + "=1")).isNotEmpty();
        }

        @Test
        void come_all_at_once() {
            assertThat(refusal("nope=1&size=x&$limit=-1")).hasSize(3);
        }

        @Test
        void tell_that_nothing_is_searched() {
            var failure = catchThrowableOfType(ProblemException.class,
                    () -> new QueryReader(UrlQuery.read("$search=x", json), OPEN).read());

            assertThat(failure.problem().errors()).singleElement().extracting(FieldError::pointer)
                    .isEqualTo("/$search");
        }
    }

    @Nested
    class AsJson {
        @Test
        void values_are_not_converted() {
            assertThat(refusal(new QueryForm(parse("{\"size\":\"2\"}"), false, ""), TASK)).isNotEmpty();
            assertThat(ids(new QueryForm(parse("{\"size\":{\"$gte\":2}}"), false, ""), TASK)).isEqualTo("a,c,d");
        }

        @Test
        void open_records_have_any_field() {
            assertThat(ids(new QueryForm(parse("{\"colour\":null,\"size\":{\"$in\":[1,\"x\"]}}"), false, ""), OPEN))
                    .isEqualTo("b");
            assertThat(refusal(new QueryForm(parse("{\"$where\":1}"), false, ""), OPEN)).isNotEmpty();
            assertThat(refusal(new QueryForm(parse("{\"__proto__\":1}"), false, ""), OPEN)).isNotEmpty();
        }
    }

    private static String orOf(int count) {
        return IntStream.range(0, count).mapToObj(i -> "$or[" + i + "][size][$gte]=" + i)
                .collect(Collectors.joining("&"));
    }

    private static String inOf(int count) {
        return IntStream.range(0, count).mapToObj(i -> "size[$in][]=" + i).collect(Collectors.joining("&"));
    }

    private ReadQuery read(String query) {
        return new QueryReader(UrlQuery.read(query, json), TASK).read();
    }

    private String ids(String query) {
        return ids(read(query).query());
    }

    private String ids(QueryForm form, RecordFields fields) {
        return ids(new QueryReader(form, fields).read().query());
    }

    private String ids(Query query) {
        var order = query.order();
        var found = new ArrayList<>(tasks.stream().filter(task -> query.where().matches(task))
                .filter(task -> query.isAfter(task)).toList());
        found.sort(order);
        var ids = found.stream().skip(query.skip()).limit(query.limit()).map(task -> task.getString("id"))
                .collect(Collectors.joining(","));
        return ids.isEmpty() ? "-" : ids;
    }

    private List<FieldError> refusal(String query) {
        return problem(() -> read(query));
    }

    private static List<FieldError> refusal(QueryForm form, RecordFields fields) {
        return problem(() -> new QueryReader(form, fields).read());
    }

    private static List<FieldError> problem(ThrowingCallable reading) {
        var failure = catchThrowableOfType(ProblemException.class, reading);
        assertThat(failure).isNotNull();
        assertThat(failure.problem().name()).isEqualTo(ErrorName.BAD_REQUEST);
        return failure.problem().errors();
    }

    private JsonObject parse(String text) {
        return json.parse(text).asJsonObject();
    }

    private static JsonObject task(String id, String title, int size, boolean urgent, String state) {
        return Json.createObjectBuilder().add("id", id).add("title", title).add("size", size).add("urgent", urgent)
                .add("state", state).build();
    }
}
