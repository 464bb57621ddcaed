"""Fills an empty data folder with a made-up council: planned as dated commands, sent as anybody sends them."""

from iro_embedded.demo.borough import Borough
from iro_embedded.demo.filling import Filled, FillingFailed, NotOurs, fill

__all__ = ["Borough", "Filled", "FillingFailed", "NotOurs", "fill"]
