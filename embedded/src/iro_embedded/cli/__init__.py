"""The `iro` command: one room per command, opened when it is asked for."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from iro_embedded.cli.answering import sentences_not_tracebacks

_ROOMS = {
    "run": "running",
    "import": "importing",
    "demo": "demo",
    "figures": "figures",
    "clock": "clock",
    "token": "token",
    "log": "log",
    "parked": "parked",
    "rebuild": "rebuilding",
    "topics": "topics",
}


class _Rooms(TyperGroup):
    """Opens a command's room only when it is asked for: the law's clocks need no web framework."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_ROOMS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _ROOMS:
            return None
        command = typer.main.get_command(import_module(f"iro_embedded.cli.{_ROOMS[cmd_name]}").app)
        command.name = cmd_name
        return command

    def invoke(self, ctx: Any) -> Any:
        with sentences_not_tracebacks():
            return super().invoke(ctx)


app = typer.Typer(cls=_Rooms, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def _iro() -> None:
    """Footprint: the back end of an Independent Reviewing Officer service, all of it in one process."""


def main() -> None:
    """Entry point of `iro`. Exits 0 when done, 1 when refused or failed, 2 when asked wrongly."""
    app(prog_name="iro")
