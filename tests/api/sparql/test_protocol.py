"""The protocol: the same answer whichever way a query comes, and what each status means."""

import json
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from tests.api.sparql.conftest import EX, LIMITS

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
PLUS = f'SELECT ?s {{ ?s <{LABEL}> ?o FILTER(?o = "a+b%2Bc & d" || ?o = "日本") }} ORDER BY ?s'
DAY = "SELECT ?asOf { VALUES ?asOf { UNDEF } }"
DIRECT = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
KINDS = {"Accept": "text/csv"}


def by_get(client: TestClient, query: str, **headers: str) -> Response:
    return client.get("/sparql?" + urlencode({"query": query}), headers=headers)


def problem(response: Response, status: int) -> dict[str, object]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["access-control-allow-origin"] == "*"
    found: dict[str, object] = response.json()
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]
    return found


def test_the_same_rows_come_whichever_way_the_query_is_sent(client: TestClient) -> None:
    answers = [
        by_get(client, PLUS, **KINDS),
        client.get("/sparql?query=" + quote(PLUS), headers=KINDS),
        client.post("/sparql", content=urlencode({"query": PLUS}), headers={**FORM, **KINDS}),
        client.post("/sparql", content="query=" + quote(PLUS, safe=""), headers={**FORM, **KINDS}),
        client.post("/sparql", content=PLUS.encode(), headers={**DIRECT, **KINDS}),
        client.post(
            "/sparql",
            content=PLUS.encode(),
            headers={"Content-Type": 'application/sparql-query; charset="UTF-8"', **KINDS},
        ),
    ]
    for answer in answers:
        assert answer.status_code == 200, answer.text
        assert answer.text == f"s\r\n{EX}jpn\r\n{EX}plus\r\n"


def test_another_charset_is_decoded_as_it_says(client: TestClient) -> None:
    query = 'SELECT ("é" AS ?x) {}'
    headers = {"Content-Type": "application/sparql-query; charset=ISO-8859-1", **KINDS}
    assert client.post("/sparql", content=query.encode("latin-1"), headers=headers).text == "x\r\né\r\n"
    unknown = {"Content-Type": "application/sparql-query; charset=utf-7"}
    assert "utf-7" in str(problem(client.post("/sparql", content=b"ASK {}", headers=unknown), 415)["detail"])


def test_head_has_the_headers_of_get_and_no_body(client: TestClient) -> None:
    get, head = by_get(client, PLUS), client.head("/sparql?" + urlencode({"query": PLUS}))
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "kaname-release", "vary"):
        assert head.headers[name] == get.headers[name]


def test_options_tell_what_may_be_sent_to_every_origin(client: TestClient) -> None:
    headers = {"Origin": "https://other.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/sparql", headers=headers)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["allow"]
    assert "access-control-allow-credentials" not in answer.headers


def test_other_methods_are_not_allowed(client: TestClient) -> None:
    for method in ("PUT", "PATCH", "DELETE"):
        answer = client.request(method, "/sparql?query=ASK%7B%7D")
        problem(answer, 405)
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/turtle, application/sparql-results+json;q=0.1", "application/sparql-results+json"),
    ],
)
def test_tables_come_in_the_accepted_format(client: TestClient, accept: str, content_type: str) -> None:
    answer = by_get(client, PLUS, Accept=accept)
    assert answer.headers["content-type"] == content_type
    assert answer.headers["vary"] == "Accept"
    if content_type.endswith("json"):
        assert len(answer.json()["results"]["bindings"]) == 2
    elif content_type.endswith("xml"):
        assert len(ET.fromstring(answer.content).findall(".//{*}result")) == 2


@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld", "rdfxml", "trig", "nquads"])
def test_triples_come_in_every_format(client: TestClient, name: str) -> None:
    query = f"CONSTRUCT WHERE {{ <{EX}jpn> ?p ?o }}"
    answer = client.get("/sparql?" + urlencode({"query": query, "format": name}))
    assert answer.status_code == 200
    assert "日本" in answer.text or "\\u65E5" in answer.text


def test_a_format_that_does_not_exist_is_not_acceptable(client: TestClient) -> None:
    assert "text/csv" in str(problem(by_get(client, PLUS, Accept="image/png"), 406)["detail"])
    assert "turtle" in str(problem(by_get(client, "DESCRIBE <a:b>", Accept="text/csv"), 406)["detail"])
    problem(client.get("/sparql?query=ASK%7B%7D&format=excel"), 406)


def test_graphs_named_in_the_request_are_the_dataset(client: TestClient) -> None:
    query = f"SELECT ?s {{ ?s <{LABEL}> ?o }}"
    fields = [("query", query), ("default-graph-uri", EX + "graph/b"), ("format", "csv")]
    assert client.get("/sparql?" + urlencode(fields)).text == f"s\r\n{EX}kor\r\n"
    assert client.post("/sparql", content=urlencode(fields), headers=FORM).text == f"s\r\n{EX}kor\r\n"
    direct = "/sparql?" + urlencode(fields[1:])
    assert client.post(direct, content=query.encode(), headers=DIRECT).text == f"s\r\n{EX}kor\r\n"
    named = [
        ("query", "SELECT ?s { GRAPH ?g { ?s ?p ?o } }"),
        ("named-graph-uri", EX + "graph/none"),
        ("format", "csv"),
    ]
    assert client.get("/sparql?" + urlencode(named)).text == "s\r\n"


def test_a_syntax_error_has_line_and_column(client: TestClient) -> None:
    found = problem(by_get(client, "SELECT * {\n ?s ?p . }"), 400)
    assert (found["line"], found["column"]) == (2, 8)
    assert "line 2, column 8" in str(found["detail"])


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("query=ASK%7B%7D&query=ASK%7B%7D", "2 times"),
        ("query=ASK%7B%7D&timeout=soon", "soon"),
        ("query=ASK%7B%7D&timeout=-1", "-1"),
        ("query=ASK%7B%7D&timeout=nan", "nan"),
        ("query=ASK%7B%7D&overflow=maybe", "maybe"),
        ("query=ASK%7B%7D&asOf=yesterday", "yesterday"),
        ("query=ASK%7B%7D&asOf=2016-05-24", "VALUES ?asOf"),
        ("query=%FF", "0xFF"),
        ("query=", "SELECT, ASK"),
        ("query=ASK%7B%7D&default-graph-uri=no+iri", "cannot be evaluated"),
        ("query=ASK%7B%7D&" + "a=1&" * 300, "200 parameters"),
    ],
)
def test_a_wrong_parameter_is_named_with_its_value(client: TestClient, address: str, words: str) -> None:
    assert words in str(problem(client.get("/sparql?" + address), 400)["detail"])


def test_a_post_without_a_query_is_told_so(client: TestClient) -> None:
    assert "no query" in str(problem(client.post("/sparql", content="", headers=FORM), 400)["detail"])


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/json", "multipart/form-data; boundary=x"])
def test_another_body_is_not_supported(client: TestClient, content_type: str) -> None:
    answer = client.post("/sparql", content=b"ASK {}", headers={"Content-Type": content_type})
    problem(answer, 415)
    assert "application/sparql-query" in answer.headers["accept-post"]


def test_a_compressed_body_is_not_supported(client: TestClient) -> None:
    problem(client.post("/sparql", content=b"\x1f\x8b", headers={**DIRECT, "Content-Encoding": "gzip"}), 415)


def test_a_body_over_the_limit_is_not_read_to_its_end(client: TestClient) -> None:
    big = b"ASK {} # " + b"x" * LIMITS.query_bytes
    problem(client.post("/sparql", content=big, headers=DIRECT), 413)
    problem(client.post("/sparql", content=b"query=" + b"%23" * 200_000, headers=FORM), 413)


@pytest.mark.parametrize("fields", [{"update": "CLEAR ALL"}, {"query": "ASK {}", "update": "CLEAR ALL"}])
def test_an_update_is_told_that_the_service_only_reads(client: TestClient, fields: dict[str, str]) -> None:
    assert "no updates" in str(problem(client.post("/sparql", content=urlencode(fields), headers=FORM), 403)["detail"])
    problem(client.get("/sparql?" + urlencode(fields)), 403)
    update = {"Content-Type": "application/sparql-update"}
    problem(client.post("/sparql", content=b"CLEAR ALL", headers=update), 403)


def test_service_and_updates_sent_as_queries_are_refused(client: TestClient) -> None:
    problem(by_get(client, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), 403)
    problem(by_get(client, "CLEAR ALL"), 403)


def test_the_day_of_the_request_is_bound_and_named(client: TestClient) -> None:
    fields = {"query": DAY, "asOf": "2016-05-24", "format": "csv"}
    for answer in (
        client.get("/sparql?" + urlencode(fields)),
        client.post("/sparql", content=urlencode(fields), headers=FORM),
        client.post("/sparql?asOf=2016-05-24&format=csv", content=DAY.encode(), headers=DIRECT),
    ):
        assert answer.text == "asOf\r\n2016-05-24\r\n"
        assert answer.headers["kaname-as-of"] == "2016-05-24"


def test_an_open_day_is_today_and_a_stated_one_is_kept(client: TestClient) -> None:
    today = by_get(client, DAY)
    assert today.headers["kaname-as-of"] == "2026-03-01"
    assert "2026-03-01" in today.text
    stated = by_get(client, DAY.replace("UNDEF", '"1951-09-08"^^<http://www.w3.org/2001/XMLSchema#date>'))
    assert stated.headers["kaname-as-of"] == "1951-09-08"
    assert by_get(client, "ASK {}").headers["kaname-as-of"] == "none"
    assert by_get(client, "ASK {}").headers["kaname-release"] == "2026-02-28"


def test_an_answer_that_the_client_has_is_not_sent_again(client: TestClient) -> None:
    tag = by_get(client, PLUS).headers["etag"]
    again = by_get(client, PLUS, **{"If-None-Match": f'"other", {tag}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag
    assert by_get(client, PLUS, **{"If-None-Match": tag, "Accept": "text/csv"}).status_code == 200
    assert by_get(client, DAY, **{"If-None-Match": tag}).status_code == 200


def test_the_tag_differs_by_day_format_dataset_and_overflow(client: TestClient) -> None:
    variants = [{}, {"asOf": "2016-05-24"}, {"format": "csv"}, {"default-graph-uri": EX}, {"overflow": "cut"}]
    answers = [client.get("/sparql?" + urlencode({"query": DAY, **variant})) for variant in variants]
    assert len({answer.headers["etag"] for answer in answers}) == len(variants)


def test_a_query_that_answers_differently_each_time_has_no_tag(client: TestClient) -> None:
    answer = by_get(client, "SELECT (RAND() AS ?x) {}")
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_too_many_rows_are_an_error_unless_the_client_asks_for_the_first(client: TestClient) -> None:
    query = "SELECT * { ?s ?p ?o }"
    assert "1,000 rows" in str(problem(by_get(client, query), 413)["detail"])
    cut = client.get("/sparql?" + urlencode({"query": query, "overflow": "cut"}))
    assert cut.status_code == 200
    assert cut.headers["kaname-truncated"] == "after 1000 rows"
    assert len(cut.json()["results"]["bindings"]) == 1_000
    assert "kaname-truncated" not in by_get(client, query + " LIMIT 1000").headers


def test_the_deadline_is_a_gateway_timeout(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    found = problem(client.get("/sparql?" + urlencode({"query": query, "timeout": "0.3"})), 504)
    assert "0.3 s" in str(found["detail"])


def test_without_a_query_a_tool_gets_the_description_and_a_browser_the_page(client: TestClient) -> None:
    turtle = client.get("/sparql")
    assert turtle.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "sd:Service" in turtle.text
    linked = client.get("/sparql", headers={"Accept": "application/ld+json"})
    assert json.loads(linked.content)
    page = client.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})
    assert page.text == "<h1>Ask</h1>"
    problem(client.get("/sparql", headers={"Accept": "image/png"}), 406)


def test_the_documentation_names_every_parameter(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]["/sparql"]
    names = {parameter["name"] for parameter in paths["get"]["parameters"]}
    assert names == {"query", "default-graph-uri", "named-graph-uri", "asOf", "timeout", "format", "overflow"}
    assert "application/sparql-query" in paths["post"]["requestBody"]["content"]
