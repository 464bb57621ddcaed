"""Which account of the operating system PostgreSQL runs under: one's own, or, for root, one of its own."""

import logging
import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

_NAME = "pgserver"
_log = logging.getLogger(__name__)


class NoAccount(Exception):
    """PostgreSQL refuses to run as root, and no account could be made for it."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account by its numbers."""

    uid: int
    gid: int


def account_for(cluster: Path, programs: Path) -> Account | None:
    """None where the caller's own account serves; for root, the cluster's owner, or an account made for it.

    PostgreSQL refuses to run as root. Its account is let through (not into) the folders that lead to the cluster and
    to the programs. Raises NoAccount.
    """
    if os.geteuid() != 0:
        return None
    for folder in (*cluster.parents, programs, *programs.parents):
        _let_through(folder)
    owner = cluster.stat()
    if owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    entry = _own_account()
    os.chown(cluster, entry.pw_uid, entry.pw_gid)
    return Account(entry.pw_uid, entry.pw_gid)


def _let_through(folder: Path) -> None:
    mode = stat.S_IMODE(folder.stat().st_mode)
    if not mode & stat.S_IXOTH:
        _log.warning("others may now pass through %s, so that PostgreSQL's account reaches its files", folder)
        folder.chmod(mode | stat.S_IXOTH)


def _own_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(_NAME)
    except KeyError:
        pass
    try:
        subprocess.run(  # noqa: S603 -- a fixed command, no shell
            ("/usr/sbin/useradd", "--system", "--shell", "/usr/sbin/nologin", _NAME), check=True, capture_output=True
        )
        return pwd.getpwnam(_NAME)
    except (OSError, subprocess.CalledProcessError, KeyError):
        raise NoAccount(
            f"PostgreSQL refuses to run as root and the account {_NAME} could not be made: "
            "run iro as an ordinary user, or make that account"
        ) from None
