"""What participation-service is told: the children's part in reviews, wishes, contacts, and those who stand by them."""

from iro_embedded.demo.voice.surveys_told import surveys_told
from iro_embedded.demo.voice.telling import voice_told

__all__ = ["surveys_told", "voice_told"]
