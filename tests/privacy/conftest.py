"""What the tests of masking and of copies share: a register, today, a folder for the copies."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from referat.privacy.apply import Privacy
from referat.withholding import Register


@pytest.fixture
def privacy(tmp_path: Path) -> Privacy:
    today = dt.date(2026, 11, 24)
    return Privacy(register=Register(secret="x"), today=today, public_dir=tmp_path / "public")
