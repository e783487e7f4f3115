"""The built-in digits are made beside the serving, once."""

from pathlib import Path
from typing import Any

from app.digits.handwriting import built_in
from app.training.preparation import write_built_in


class Desk:
    def __init__(self) -> None:
        self.reports: list[float] = []

    def report(self, progress: float) -> None:
        self.reports.append(progress)


def test_job_reports_how_far_it_is_and_leaves_the_digits(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(built_in, "COUNTS", {"train": 300, "test": 100})
    desk = Desk()
    for _ in write_built_in(desk, str(tmp_path)):  # type: ignore[arg-type]
        pass
    found = built_in.find(tmp_path)
    assert found is not None and (len(found.train), len(found.test)) == (300, 100)
    assert desk.reports == sorted(desk.reports)
    assert 0 < desk.reports[-1] <= 1
