"""Tables of every format and form say the same by a mapping; the worked example of the documents does what it says."""

import re
import zipfile
from pathlib import Path

import polars as pl
import pytest
from pyoxigraph import RdfFormat, parse

from graph.errors import BuildError, RefusedFile, SourceError
from ingest.mapping import texts
from ingest.source import SourceReading
from tests.ingest import mapped
from tests.ingest.reading import by_mapping

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "mapping.md"
FIRMS = """
{table}
[columns.home]
code = "iso3"
[[thing]]
class = "Firm"
id = "firm-{{id}}"
[thing.facts]
"rdfs:label" = {{ text = "{{name}}", language = "en" }}
"kn:homeState" = {{ thing = "{{home}}" }}
"""
ROWS = [("a", "A & Sons", "JPN"), ("b", 'The "B" Firm', "USA")]
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'


def told(folder: Path, name: str, content: bytes, table: str = "", body: str = FIRMS) -> SourceReading:
    files = folder / "files"
    files.mkdir(parents=True, exist_ok=True)
    (files / name).write_bytes(content)
    card = mapped.CARD.format(tolerance=0.5, redistributable="true")
    (folder / "mapping.toml").write_text(card + body.format(table=table), encoding="utf-8")
    return by_mapping(files)


def said(reading: SourceReading, predicate: str) -> set[tuple[str, str]]:
    found = (s.split(" ", 2) for s in reading.statements)
    short = ((s.rpartition("/")[2][:-1], p, o) for s, p, o in found)
    return {(s, o) for s, p, o in short if p.endswith(f"{predicate}>")}


def workbook(path: Path) -> bytes:
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{c.replace("&", "&amp;")}</t></is></c>' for c in row) + "</row>"
        for row in [("id", "name", "home"), *ROWS]
    )
    with zipfile.ZipFile(path, "w") as book:
        types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        book.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}worksheet+xml"/></Types>',
        )
        rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        book.writestr(
            "_rels/.rels",
            f'{package}<Relationship Id="r1" Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{package}<Relationship Id="r1" Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{rels}">'
            '<sheets><sheet name="Firms" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        book.writestr("xl/worksheets/sheet1.xml", SHEET.format(rows=cells))
    return path.read_bytes()


def formats(folder: Path) -> dict[str, tuple[bytes, str]]:
    frame = pl.DataFrame(ROWS, schema=["id", "name", "home"], orient="row")
    frame.write_parquet(folder / "t.parquet")
    return {
        "t.csv": (frame.write_csv().encode(), ""),
        "t.tsv": (frame.write_csv(separator="\t").encode(), ""),
        "t.jsonl": (frame.write_ndjson().encode(), ""),
        "t.parquet": ((folder / "t.parquet").read_bytes(), ""),
        "t.xlsx": (workbook(folder / "t.xlsx"), ""),
        "t.dat": (b"a preamble\n" + frame.write_csv(separator=";").encode("cp1252"),
                  '[table]\nformat = "csv"\ndelimiter = ";"\nskip_lines = 1\nencoding = "cp1252"'),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.jsonl", "t.parquet", "t.xlsx", "t.dat"])
def test_every_format_says_the_same(tmp_path: Path, name: str) -> None:
    content, table = formats(tmp_path)[name]
    reading = told(tmp_path / "source", name, content, table)
    assert reading.quarantine == ()
    assert said(reading, "label") == {("firm-a", '"A & Sons"@en'), ("firm-b", '"The \\"B\\" Firm"@en')}
    assert {o.rpartition("/")[2] for _, o in said(reading, "homeState")} == {"jpn>", "usa>"}


WIDE = """
[table]
unpivot = {{ columns = ["m[0-9]"], name = "slot", value = "member" }}
[columns.member]
code = "cow"
code_on = "start"
[columns.start]
parts = {{ year = "y", month = "mo", day = "d" }}
[columns.end]
last_day = true
[[thing]]
class = "Participation"
id = "part-{{id}}-{{member}}"
[thing.facts]
"kn:involves" = {{ thing = "{{member}}" }}
"kn:validFrom" = {{ date = "start" }}
"kn:validTo" = {{ date = "end" }}
"""


def test_a_wide_table_with_dates_in_parts_and_codes_as_of_a_day(tmp_path: Path) -> None:
    table = b"id,y,mo,d,end,m1,m2\n1,1960,1,19,1970-01-19,2,740\n2,1955,5,,,260,\n3,1955,,4,,2,\n"
    reading = told(tmp_path, "t.csv", table, body=WIDE.replace("[table]", "[table]\nignore = []"))
    assert said(reading, "validFrom") == {
        ("part-1-usa", '"1960-01-19"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("part-1-jpn", '"1960-01-19"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("part-2-deu", '"1955-05-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
    }
    assert {o[1:11] for _, o in said(reading, "validTo")} == {"1970-01-20"}
    assert said(reading, "validFromLatest") == {("part-2-deu", '"1955-05-31"^^<http://www.w3.org/2001/XMLSchema#date>')}
    assert said(reading, "datePrecision") == {
        ("part-1-usa", '"day"'),
        ("part-1-jpn", '"day"'),
        ("part-2-deu", '"month"'),
    }
    assert {(f.line, f.column) for f in reading.quarantine} == {(4, "start")}


def test_lists_in_json_are_cells_of_several_values(tmp_path: Path) -> None:
    body = FIRMS + '"dcterms:subject" = {{ text = "{{makes}}" }}\n[columns.makes]\nsplit = ";"\n'
    line = b'{"id":"a","name":"A","home":"JPN","makes":["radar","sonar"]}\n'
    assert said(told(tmp_path, "t.jsonl", line, body=body), "subject") == {("firm-a", '"radar"'), ("firm-a", '"sonar"')}


def test_a_column_that_nobody_reads_is_an_error_and_so_is_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="column 'extra' is not read"):
        told(tmp_path, "t.csv", b"id,name,home,extra\na,A,JPN,x\n")
    with pytest.raises(SourceError, match="column 'home' is missing"):
        told(tmp_path, "t.csv", b"id,name\na,A\n")
    with pytest.raises(RefusedFile, match=r"t\.csv:1: the column 'id' stands twice"):
        told(tmp_path, "t.csv", b"id,id,home\na,A,JPN\n")


def test_a_column_that_is_read_and_made_into_rows_too_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="column 'mo' is read and also made into rows"):
        told(tmp_path, "t.csv", b"id,y,mo,d,end,m1\n1,1960,1,19,,2\n", body=WIDE.replace("m[0-9]", "m*"))


def test_a_mapping_that_names_what_is_not_in_the_vocabulary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="property 'kn:homeland' is not in the vocabulary"):
        told(tmp_path, "t.csv", b"id,name,home\na,A,JPN\n", body=FIRMS.replace("kn:homeState", "kn:homeland"))
    with pytest.raises(BuildError, match=r"field 'table\.colour'"):
        told(tmp_path, "t.csv", b"id,name,home\na,A,JPN\n", '[table]\ncolour = "red"')


def test_the_worked_example_of_the_documents_does_what_it_says(tmp_path: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    blocks = {kind: re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL) for kind in ("csv", "toml")}
    assert all(blocks.values())
    files = tmp_path / "files"
    files.mkdir()
    for block, place in ((blocks["csv"], files / "pacts.csv"), (blocks["toml"], tmp_path / "mapping.toml")):
        place.write_text(block[1] if block else "", encoding="utf-8")
    reading = by_mapping(files)
    assert (reading.quarantine, dict(reading.rows)) == ((), {"pacts.csv": 2})
    assert {s for s, _ in said(reading, "involves")} == {
        "part-pact-1-jpn-party-1", "part-pact-1-usa-party-1", "part-pact-2-jpn-party-1", "part-pact-2-aus-party-1",
    }  # fmt: skip
    assert {o[1:11] for _, o in said(reading, "validTo")} == {"2010-07-01"}


NUMBERS = """
[columns.troops]
number = "integer"
[[thing]]
class = "Presence"
id = "presence-{{no}}"
[thing.facts]
"rdfs:label" = {{ text = "{{troops}} troops", language = "en" }}
"kn:value" = {{ number = "troops" }}
"kn:numberOrdered" = {{ number = "troops" }}
"rdfs:seeAlso" = {{ iri = "{{page}}" }}
"kn:volumeEach" = {{ number = "{{each}}" }}
"""


def test_a_number_is_a_literal_as_a_fact_and_plain_words_in_a_text(tmp_path: Path) -> None:
    table = b"no,troops,page,each\n1,1200,https://example.org/1,2.50\n"
    reading = told(tmp_path, "t.csv", table, body=NUMBERS)
    assert said(reading, "label") == {("presence-1", '"1200 troops"@en')}
    # The column holds whole numbers, and the property's values are decimals.
    assert said(reading, "value") == {("presence-1", '"1200"^^<http://www.w3.org/2001/XMLSchema#decimal>')}
    assert said(reading, "numberOrdered") == {("presence-1", '"1200"^^<http://www.w3.org/2001/XMLSchema#integer>')}
    # The rule of a column that a number fact alone names is that of a decimal.
    assert said(reading, "volumeEach") == {("presence-1", '"2.5"^^<http://www.w3.org/2001/XMLSchema#decimal>')}
    assert len(list(parse(" .\n".join((*reading.statements, "")), format=RdfFormat.N_TRIPLES))) == len(
        reading.statements
    )


def test_what_is_no_address_leaves_its_row_out(tmp_path: Path) -> None:
    reading = told(
        tmp_path,
        "t.csv",
        b"no,troops,page,each\n1,1,not a page,1\n2,1,https://example.org/,1\n",
        body=NUMBERS,
    )
    (fault,) = reading.quarantine
    assert (fault.line, fault.column, fault.value) == (2, "page", "not a page")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('number = "integer"', 'pattern = "(?=x)"', "columns.troops.pattern"),
        ('number = "integer"', 'date = ["%d %H"]', "%H is not known; use %Y, %m, %d, %b, %B"),
        ('number = "integer"', 'date = ["%d %Y"]', "needs a year, a month with a day"),
        ('number = "integer"', 'date = ["%Y %Y"]', "needs a year, a month with a day"),
        ('language = "en"', 'language = "en us"', "language"),
        ('"rdfs:label"', '"rdfs:la bel"', "property 'rdfs:la bel' is not in the vocabulary"),
        ('number = "troops"', 'number = "tanks"', "column 'tanks'"),
    ],
)
def test_a_mapping_that_could_write_no_statement_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    table = b"no,troops,page,each\n1,1200,https://example.org/1,2\n"
    with pytest.raises((BuildError, SourceError), match=re.escape(message)):
        told(tmp_path, "t.csv", table, body=NUMBERS.replace(old, new))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (FIRMS.replace("[columns.home]", "[columns.home.state]"), '[columns."home.state"]'),
        (FIRMS.replace('"Firm"', '"Frim"'), "did you mean Firm?"),
        (FIRMS.replace("kn:homeState", "kn:homestate"), "did you mean kn:homeState"),
    ],
)
def test_what_a_mapping_gets_wrong_is_told_with_what_was_meant(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(BuildError, match=re.escape(message)):
        told(tmp_path, "t.csv", b"id,name,home\na,A,JPN\n", body=body)


def test_another_sign_between_columns_is_guessed_in_the_message_alone(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"is the sign between columns ';'\? Give table.delimiter"):
        told(tmp_path, "t.csv", b"id;name;home\na;A;JPN\n")


def test_words_are_put_right_one_by_one_and_blanks_part_thousands(tmp_path: Path) -> None:
    body = NUMBERS.replace(
        "[columns.troops]", '[table]\nthousands_mark = " "\n[columns.troops]\ncorrections = {{ many = "9 000" }}'
    )
    table = "no,troops,page,each\n1,many,,\n2,1\u00a0200,,\n3,12 00,,\n".encode()
    reading = told(tmp_path, "t.csv", table, body=body)
    assert {(s, o.split('"')[1]) for s, o in said(reading, "value")} == {("presence-1", "9000"), ("presence-2", "1200")}
    assert [fault.value for fault in reading.quarantine] == ["12 00"]


def test_a_number_is_taken_out_of_words_and_its_unit_is_changed(tmp_path: Path) -> None:
    rule = 'pattern = "(?:US)?[$]?([0-9.]+)%?"\ntimes = 0.01'
    body = NUMBERS.replace('number = "integer"', rule)
    rows = b"no,troops,page,each\n1,12.5%,,1\n2,$300,,1\n3,12 percent,,1\n"
    reading = told(tmp_path, "t.csv", rows, body=body)
    assert {value.split('"')[1] for _, value in said(reading, "value")} == {"0.125", "3"}
    (fault,) = [fault for fault in reading.quarantine if fault.line == 4]
    assert fault.problem.startswith("not of the pattern (?:US)?[$]?([0-9.]+)%?; left out")


def test_an_object_that_is_null_is_blank_in_each_of_its_fields(tmp_path: Path) -> None:
    rows = b'{"id": "a", "name": "A", "seat": {"home": "JPN"}}\n{"id": "b", "name": "B", "seat": null}\n'
    body = FIRMS.replace("{{home}}", "{{seat.home}}").replace("[columns.home]", '[columns."seat.home"]')
    reading = told(tmp_path, "t.jsonl", rows, body=body)
    assert said(reading, "label") == {("firm-a", '"A"@en')}
    assert [(fault.line, fault.column) for fault in reading.quarantine] == [(2, "seat.home")]


def test_one_list_of_objects_is_read_as_objects_with_their_lines(tmp_path: Path) -> None:
    rows = b'[\n {"id": "a", "name": "A", "home": "JPN"},\n {"id": "b", "name": "B",\n  "home": "XXX"}]'
    reading = told(tmp_path, "t.json", rows)
    assert said(reading, "label") == {("firm-a", '"A"@en')}
    assert [(fault.line, fault.value) for fault in reading.quarantine] == [(3, "XXX")]


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.jsonl", "t.json"])
def test_a_line_without_end_is_refused_before_memory_is_taken_for_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedFile, match=rf"{name}:2: a line of more than 4 MB; write the table with an end after"):
        told(tmp_path, name, b"id,name,home\n" + b"x" * (texts.MAX_LINE + 1))


def test_lines_of_objects_that_are_none_say_so(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match=r"t.jsonl:1: no line is an object; the first: Expecting value"):
        told(tmp_path, "t.jsonl", b"id,name\n1,A\n")


def test_columns_that_are_not_read_are_named_up_to_twenty_and_counted(tmp_path: Path) -> None:
    names = ["id", "name", "hom", *(f"v{n}" for n in range(30))]
    with pytest.raises(SourceError) as error:
        told(tmp_path, "t.csv", (",".join(names) + "\n").encode())
    lines = str(error.value).splitlines()
    assert "t.csv:1: column 'home' is missing; did you mean 'hom'?" in lines
    assert lines[-1] == "t.csv:1: 11 more columns are not read; `*` in table.ignore stands for any letters"
    assert len(lines) == 23


def test_a_table_of_more_columns_than_anyone_reads_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="more than 20,000 columns; write it in the long form"):
        told(tmp_path, "t.csv", ",".join(f"c{n}" for n in range(20_001)).encode())


def test_a_break_within_a_cell_moves_the_lines_below_it(tmp_path: Path) -> None:
    rows = b'id,name,home\n\na,"A\nof\r\nthree lines",JPN\n,,\nb,B,XXX\nc,C\n'
    reading = told(tmp_path, "t.csv", rows)
    assert [(fault.line, fault.value) for fault in reading.quarantine] == [(7, "XXX"), (8, "c,C")]
    assert {value for _, value in said(reading, "locator")} == {'"t.csv, line 3"'}
    assert reading.rows == {"t.csv": 1}


def test_lines_are_counted_on_over_many_rows(tmp_path: Path) -> None:
    rows = ["id,name,home", *(f"f{n},F,JPN" for n in range(10_000)), "g,G,XXX", 'h,"H\n",JPN', "i,I,XXX"]
    reading = told(tmp_path, "t.csv", "\n".join(rows).encode())
    assert [fault.line for fault in reading.quarantine] == [10_002, 10_005]


def test_a_number_may_have_a_power_of_ten(tmp_path: Path) -> None:
    body = NUMBERS.replace('number = "integer"', 'number = "decimal"')
    rows = b"no,troops,page,each\n1,1e+05,,1\n2,2.5E-3,,1\n3,1e999,,1\n"
    reading = told(tmp_path, "t.csv", rows, body=body)
    assert {value.split('"')[1] for _, value in said(reading, "value")} == {"100000", "0.0025"}
    assert {fault.line for fault in reading.quarantine} == {3, 4}


@pytest.mark.parametrize(
    ("was", "wrong", "words"),
    [
        (
            'class = "Firm"',
            'class = "Firm"\neach = "home"',
            r"each = 'home' needs the sign .* give \[columns.home\] a split",
        ),
        ('text = "{{name}}"', 'text = "{{name"', r"'{name' has a brace without its other"),
        (
            'code = "iso3"',
            'cod = "iso3"',
            "field 'columns.home.cod': Extra inputs are not permitted; did you mean 'code'",
        ),
        ("language =", "langage =", "did you mean 'language'"),
        ('code = "iso3"', 'code = "iso3"\npattern = "(("', "not a regular expression.*unclosed group"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused_with_what_may_be(
    tmp_path: Path, was: str, wrong: str, words: str
) -> None:
    with pytest.raises(BuildError, match=words):
        told(tmp_path, "t.csv", b"id,name,home\na,A,JPN\n", body=FIRMS.replace(was, wrong))


def test_a_table_without_a_row_is_told_of(tmp_path: Path) -> None:
    assert told(tmp_path, "t.csv", b"id,name,home\n").notes == ("t.csv has no row below its header; is this the file?",)


def test_a_column_called_as_the_place_of_a_row_is_to_be_renamed(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"column 'line' cannot be read, since {line} is the place; rename it"):
        told(tmp_path, "t.csv", b"id,name,home,line\na,A,JPN,1\n")


def test_a_cell_is_read_twice_by_a_column_of_another(tmp_path: Path) -> None:
    body = """
[columns.start]
of = "period"
pattern = "([0-9]{{4}})[-–].*"
[columns.end]
of = "period"
pattern = ".*[-–]([0-9]{{4}})?"
""" + FIRMS + '"kn:validFrom" = {{ date = "start" }}\n"kn:validTo" = {{ date = "end" }}\n'  # fmt: skip
    rows = "id,name,home,period\na,A,JPN,1990-1995\nb,B,JPN,1990–\nc,C,JPN,in 1990\n"
    reading = told(tmp_path, "t.csv", rows.encode(), body=body)
    assert {(subject, value[1:5]) for subject, value in said(reading, "validFrom")} == {
        ("firm-a", "1990"), ("firm-b", "1990"),
    }  # fmt: skip
    assert {(subject, value[1:5]) for subject, value in said(reading, "validToLatest")} == {("firm-a", "1995")}
    assert {(fault.line, fault.column, fault.value) for fault in reading.quarantine} == {
        (4, "start", "in 1990"), (4, "end", "in 1990"),
    }  # fmt: skip


def test_two_orders_of_day_and_month_in_one_column_are_refused(tmp_path: Path) -> None:
    body = '[columns.founded]\ndate = ["%Y", "%d/%m/%Y", "%m/%d/%Y"]\n' + FIRMS
    with pytest.raises(BuildError, match=r"%d/%m/%Y and %m/%d/%Y both fit it; give one of them"):
        told(tmp_path, "t.csv", b"id,name,home,founded\n", body=body)
