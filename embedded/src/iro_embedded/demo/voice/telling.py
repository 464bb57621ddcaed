"""All that participation-service is told of one child."""

from collections.abc import Sequence

from iro_embedded.demo.diary import PARTICIPATION, DatedCommand
from iro_embedded.demo.known_child import KnownChild
from iro_embedded.demo.voice.advocates_told import tell_advocates
from iro_embedded.demo.voice.contacts_told import tell_contacts
from iro_embedded.demo.voice.parts_told import tell_parts
from iro_embedded.demo.voice.visitors_told import tell_visitor
from iro_embedded.demo.voice.wishes_told import tell_wishes


def voice_told(known: KnownChild) -> Sequence[DatedCommand]:
    """Its part in reviews, its wishes, its contacts with the IRO, its advocate and its visitor, in order."""
    diary = known.diary(PARTICIPATION, known.told)
    tell_parts(diary, known)
    tell_advocates(diary, known)
    tell_wishes(diary, known)
    tell_contacts(diary, known)
    tell_visitor(diary, known)
    return diary.commands()
