"""The real files, which no release may hold: a test on them needs the folder that KANAME_SHARED names."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def real_files(folder: str) -> Path:
    """Return a folder of real files; without it, fail where CI=true and skip anywhere else."""
    place = os.environ.get("KANAME_SHARED") or ROOT.parent / "shared"
    files = Path(place) / "data" / folder
    if files.is_dir():
        return files
    reason = f"the real files of {folder} are not here; set KANAME_SHARED to the folder that holds data/{folder}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
