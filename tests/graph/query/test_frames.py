import io

import pytest

from graph.query.frames import LENGTHS, Done, Fault, Ready, Reply, Work, pack_reply, pack_work, read_work, unpack_reply

WORK = Work("ASK { '日本\ud800\n' }", "json", ("http://e/a",), None, 10, 1000, "refuse", 1.5)


def test_a_query_arrives_as_it_was_sent_and_the_end_is_seen() -> None:
    stream = io.BytesIO(pack_work(WORK) * 2)
    assert read_work(stream) == WORK
    assert read_work(stream) == WORK
    assert read_work(stream) is None


@pytest.mark.parametrize(
    "reply",
    [
        Ready(),
        Done(b"\x00\xff{}", rows=3, cut=True, grown_mb=7),
        Fault("query", "wrong «here»", 2, 3),
        Fault("start", "no store"),
    ],
)
def test_a_reply_arrives_as_it_was_sent(reply: Reply) -> None:
    frame = pack_reply(reply)
    header, body = LENGTHS.unpack(frame[: LENGTHS.size])
    rest = frame[LENGTHS.size :]
    assert len(rest) == header + body
    assert unpack_reply(rest[:header], rest[header:]) == reply
