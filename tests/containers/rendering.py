"""What the manifests render, and what the checks beside the checkout say of it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MANIFESTS = ROOT / "deploy" / "k8s"
OVERLAYS = ("local", "production")
VALIDATE = ROOT.parent / "shared" / "k8s" / "validate"
TOOLS = Path(os.environ.get("K8S_TOOLS_DIR") or Path.home() / ".cache" / "footprint-k8s" / "bin")
PYTHON = shutil.which("python3") or sys.executable
"""The machine's own, which has PyYAML where the checks run."""

AS_JSON = "import json, sys, yaml; json.dump(list(yaml.load_all(sys.stdin, yaml.BaseLoader)), sys.stdout)"


def tool(name: str) -> str:
    """Where it is. Leaves the test out where it is missing, at home; under CI that is a failure."""
    found = TOOLS / name if (TOOLS / name).exists() else shutil.which(name)
    return str(found) if found else _missing(f"{name} is not installed")


def rendered(overlay: str) -> list[Any]:
    """The objects of an overlay, every scalar as text."""
    return parsed(_run(tool("kustomize"), "build", str(MANIFESTS / "overlays" / overlay)).stdout)


def parsed(text: str) -> list[Any]:
    """YAML documents, every scalar as text."""
    done = _run(PYTHON, "-c", AS_JSON, given=text)
    if "No module named 'yaml'" in done.stderr:
        _missing(f"{PYTHON} has no PyYAML")
    documents: list[Any] = json.loads(done.stdout)
    return documents


def validated(overlays: Path) -> "subprocess.CompletedProcess[str]":
    """What the checks say of every overlay in the folder."""
    for name in ("kustomize", "kubeconform"):
        tool(name)
    if not VALIDATE.exists():
        _missing(f"the checks are not at {VALIDATE}")
    return _run(PYTHON, str(VALIDATE), str(overlays))


def _run(*words: str, given: str | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(words, input=given, capture_output=True, text=True, check=False)  # noqa: S603 - as found above


def _missing(why: str) -> Any:
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
