"""The tour drives the real window from the first run to the printed notices, and says what it saw."""

import json
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app import office
from app.commands import rendering
from ui import theme, tour


def test_the_tour_goes_through_the_day_and_leaves_pictures_documents_and_a_summary(looks: QApplication, tmp_path: Path) -> None:
    out = tmp_path / "巡 礼"
    assert tour.run(out, office, rendering.documents) == 0  # type: ignore[arg-type]
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert "stopped" not in summary
    assert summary["before"]["vetoes"] == []
    assert summary["before"]["verdict"] == "预警"
    (veto,) = summary["after"]["vetoes"]
    assert veto["clause"] == "3.2.1.2"
    assert len(veto["evidence"]) == 3
    assert summary["after"]["fines_total"] == summary["before"]["fines_total"] + 500
    assert "集体访、越级" in summary["registered"]
    assert len(summary["closed"]["fingerprint"]) == 64
    for step in summary["steps"]:
        picture = QImage(str(out / step["picture"]))
        assert (picture.width(), picture.height()) in {(1366, 768), (1367, 768), (1366, 767)}
    assert {
        (document["file"].split("-1996")[0].split("-1995")[0].split("-2012")[0], document["layout"]) for document in summary["documents"]
    } == {(kind, layout) for kind in ("veto", "forwarding-notice") for layout in ("1995", "2012")}
    for document in summary["documents"]:
        assert (out / document["file"]).read_bytes().startswith(b"%PDF")
    theme.apply(looks, theme.Look.LIGHT, 100)
