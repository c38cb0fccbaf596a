"""The page of a relation is headed by its own name, or else by what it joins."""

import re

from fastapi.testclient import TestClient


def heading(client: TestClient, name: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", client.get(f"/entity/{name}", params={"lang": "en"}).text)
    assert found
    return found[1]


def test_what_has_a_name_is_headed_by_it(client: TestClient) -> None:
    assert heading(client, "dep-d27") == "155 mm shells"


def test_what_has_none_is_headed_by_its_ends(client: TestClient) -> None:
    told = heading(client, "part-agr-us-jpn-1960-jpn-party-1")
    assert told == "Japan – Treaty of Mutual Cooperation and Security between Japan and the United States of America"
