"""`iro import ssda903`: brings a council's SSDA903 return in."""

from pathlib import Path
from typing import Annotated

import typer

from iro_chassis.roles import Role
from iro_embedded.authority import checked_authority
from iro_embedded.cli.answering import CannotAnswer, document, lines, remark
from iro_embedded.cli.options import USUAL_DATA, Data, Json, Token, Url
from iro_embedded.cli.progress import progress_of
from iro_embedded.cli.reaching import Where, reached
from iro_embedded.cli.working import work
from iro_embedded.pages.wording import counted, words
from iro_embedded.ssda903 import ImportResult, ImportStopped, NoSuchFolder, import_return

app = typer.Typer(no_args_is_help=True)

_Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder with the return's CSV files, of any year.")]
_Authority = Annotated[str, typer.Option("--authority", help="The council's ONS code, such as E10000011.")]
_Rejections = Annotated[Path, typer.Option("--rejections", help="Where the rejected rows are listed.", dir_okay=False)]


@app.callback()
def _import() -> None:
    """Brings in what other systems keep."""


@app.command()
def ssda903(  # noqa: PLR0913 -- the public command's own words
    folder: _Folder,
    *,
    authority: _Authority,
    rejections: _Rejections = Path("rejections.csv"),
    json: Json = False,
    data: Data = USUAL_DATA,
    url: Url = None,
    token: Token = None,
) -> None:
    """Reads an SSDA903 return and lists the rejected rows with reasons; read again, it takes and corrects nothing."""
    if not folder.is_dir():
        raise CannotAnswer(f"{folder} is no folder: name the one that holds the return's CSV files")

    async def bring_in() -> ImportResult:
        where = Where(data, url, token)
        async with reached(where, Role.INFORMATION_SYSTEM, authority=checked_authority(authority)) as client:
            with progress_of("rows") as progress:
                return await import_return(client, folder, authority, progress=progress)

    try:
        result = work(bring_in)
    except (ImportStopped, NoSuchFolder) as stopped:
        raise CannotAnswer(str(stopped)) from None
    _list_rejections(result, rejections)
    for name in result.not_read:
        remark(f"not read, not counted: {name}")
    if json:
        document(result.document())
    else:
        lines(_summary(result, rejections))


def _list_rejections(result: ImportResult, file: Path) -> None:
    try:
        result.write_rejections(file)
    except OSError as failure:
        raise CannotAnswer(f"--rejections {file} cannot be written ({failure.strerror}): name another") from None


def _summary(result: ImportResult, rejections: Path) -> list[str]:
    rejected = sum(result.rejected.values())
    came_to = f"{result.taken:,} taken, {result.known:,} known, {result.corrected:,} corrected, {rejected:,} rejected"
    told = [
        f"{counted(result.rows, 'row')}: {came_to}",
        *(f"  rejected, {words(code)}: {n:,}" for code, n in result.rejected.items()),
        *(f"  taken, but look at it, {words(code)}: {n:,}" for code, n in result.findings.items()),
    ]
    return [*told, f"the rejected rows with their reasons: {rejections}"] if rejected else told
