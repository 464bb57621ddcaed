import uuid

import pytest
from pydantic import TypeAdapter

from iro_events.ids import UUID

TEXT = "0192f0c1-2345-7abc-8def-0123456789ab"


def test_an_id_as_read_is_any_other_id_in_every_respect() -> None:
    read, other = UUID(TEXT), uuid.UUID(TEXT)

    assert isinstance(read, uuid.UUID)
    assert (read, hash(read), str(read), read.int) == (other, hash(other), TEXT, other.int)
    assert {other: "the child's"}[read] == "the child's"
    assert TypeAdapter(uuid.UUID).dump_json(read) == f'"{TEXT}"'.encode()


@pytest.mark.parametrize("text", ["", "a child", TEXT[:-1], f"{TEXT}0", None, 7])
def test_what_is_no_id_is_refused(text: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        UUID(text)
