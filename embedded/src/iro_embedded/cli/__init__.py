"""The `iro` command: one room per command, put together here."""

from iro_embedded.cli.answering import Commands
from iro_embedded.cli.clock import clock

app = Commands(
    help="Footprint: the back end of an Independent Reviewing Officer service, in one process.", no_args_is_help=True
)
app.add_typer(clock, name="clock", help="The law's clocks, from the law alone: no database.")


def main() -> None:
    """Entry point of `iro`. Exits 0 when done, 1 when refused or failed, 2 when asked wrongly."""
    app()
