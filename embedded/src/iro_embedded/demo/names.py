"""Names that nobody bears: a plant and a stone."""

from collections.abc import Iterator
from itertools import cycle

from iro_embedded.demo.lots import Lots

PLANTS = (
    *("Alder", "Aspen", "Bracken", "Briar", "Bryony", "Burdock", "Campion", "Catkin", "Cedar", "Clover", "Comfrey"),
    *("Cowslip", "Fennel", "Fern", "Foxglove", "Gorse", "Hawthorn", "Hazel", "Heather", "Hyssop", "Juniper", "Larch"),
    *("Linden", "Lovage", "Mallow", "Marjoram", "Medlar", "Nettle", "Oxlip", "Pimpernel", "Quince", "Rowan", "Rush"),
    *("Sedge", "Sorrel", "Tamarisk", "Tansy", "Teasel", "Vetch", "Willow", "Woodruff", "Yarrow"),
)
STONES = (
    *("Agate", "Alabaster", "Basalt", "Beryl", "Breccia", "Chalk", "Chert", "Cobble", "Dolerite", "Dolomite"),
    *("Feldspar", "Flint", "Gabbro", "Garnet", "Gneiss", "Granite", "Greywacke", "Gritstone", "Gypsum", "Ironstone"),
    *("Jasper", "Limestone", "Marble", "Marl", "Millstone", "Mudstone", "Obsidian", "Onyx", "Opal", "Pebble"),
    *("Porphyry", "Pumice", "Quartz", "Sandstone", "Schist", "Shale", "Shingle", "Slate", "Travertine", "Tuff"),
)


class Names:
    """Gives each family a stone and each of its children a plant; no two children of the borough share both."""

    def __init__(self) -> None:
        self._stones = cycle(STONES)
        self._plants: dict[str, Iterator[str]] = {
            stone: cycle(Lots("plants of", stone).shuffled(PLANTS)) for stone in STONES
        }

    def family(self, children: int) -> list[str]:
        """The names of one family's children."""
        stone = next(self._stones)
        return [f"{next(self._plants[stone])} {stone}" for _ in range(children)]
