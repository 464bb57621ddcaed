"""What `iro run` needs with the demo borough in it: the process itself, PostgreSQL's own processes apart."""

import subprocess
from pathlib import Path

import httpx
from running_system import running_system
from table import Row

BOUND = 400.0
LOOKED_AT = ("/", "/figures", "/deadlines", "/figures/reviews-in-time", "/figures/children-looked-after")
TIMES = 20


def measure(folder: Path) -> list[Row]:
    """After the borough was made in the same process, and pages have been looked at; the most it ever held."""
    with running_system(folder / "data", "--demo") as system:
        with httpx.Client(base_url=system.address, timeout=30.0) as client:
            for _ in range(TIMES):
                for page in LOOKED_AT:
                    client.get(page).raise_for_status()
        held = _most_held(system.process)
    return [
        Row(
            what="memory of iro run with the demo borough",
            ours=f"{held:.0f} MB",
            peer="",
            ratio="",
            bound=f"under {BOUND:g} MB",
            met=held < BOUND,
        )
    ]


def _most_held(process: int) -> float:
    """Megabytes of resident memory: the peak where the kernel tells it, else what is held now."""
    status = Path(f"/proc/{process}/status")
    if status.exists():
        [peak] = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1000
    told = subprocess.run(("/bin/ps", "-o", "rss=", "-p", str(process)), check=True, capture_output=True, text=True)  # noqa: S603 - a fixed command
    return int(told.stdout) / 1000
