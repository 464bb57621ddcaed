"""What the page of one child shows: its year in order on one sheet, and what is open for it."""

from iro_embedded.pages.asking import Answer, Services, ask


async def footprint(services: Services, child: str, period: str) -> Answer:
    """What was told of the child in the period, and what is open at its end. Raises NotAnswered."""
    return await ask(services.metrics, f"children/{child}/footprint", period=period)
