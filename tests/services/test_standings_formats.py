"""The standings in every format: what a person reads, what a script reads, and nothing that a spreadsheet would run."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from app.errors import Refusal
from app.office import Office
from app.services.petition_form import Secrecy
from app.services.plain_table import Align, cut, pad, table, width, wrapped
from app.services.standings_csv import standings_csv
from app.services.standings_export import StandingsExport
from app.services.standings_rows import HEADERS
from app.services.standings_text import standings_table
from tests.services.counter import bureau, collective, registration
from tests.services.offices import new_office
from tests.services.workbooks import sound, write

KEYS = [
    *("code", "name", "kind", "score", "rank", "items", "not_entered", "petitions", "on_time", "four_noes", "vetoes", "rewards", "merit"),
    *("people_rewarded", "fines", "fines_total", "deposit", "key_managed", "key_managed_next_year", "accountability", "distance_to_veto"),
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("formats")
    office = new_office(folder)
    book = sound()
    book["单位"][1]["名称"] = "=HYPERLINK(1)"
    book["单位"].append({"代码": "T02", "名称": "演示旧镇", "类别": "乡镇", "停用日期": date(1996, 6, 30)})
    office.exchange.import_workbook(write(book, folder / "book.xlsx"))
    yield office
    office.close()


def test_the_json_has_the_keys_of_the_contract_in_their_order(office: Office) -> None:
    told = json.loads(StandingsExport(office.desk).text(1996, None, "json"))
    assert list(told) == ["regulation", "year", "as_of", "closed", "in_force", "fingerprint", "scoring_sheet", "readings", "units"]
    assert [list(unit) for unit in told["units"]] == [KEYS] * 3
    assert [unit["rank"] for unit in told["units"]] == [1, 2, None]
    assert list(told["units"][0]["petitions"]) == (
        ["total", "letters", "visits", "repeat", "collective", "individual", "individual_skipping", "collective_skipping"]
    )


def test_deposits_show_whole_yuan_as_whole_numbers(office: Office) -> None:
    told = json.loads(StandingsExport(office.desk).text(1996, None, "json"))
    deposit = next(unit["deposit"] for unit in told["units"] if unit["code"] == "T01")
    assert deposit == {"paid": 2000.5, "drawn": 0, "balance": 2000.5, "owed": 0}
    assert type(deposit["drawn"]) is int


def test_the_columns_of_the_table_stand_under_one_another(office: Office) -> None:
    lines = standings_table(office.review.compute(1996)).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("名次"))
    place = width(lines[start].split("四无")[0])
    for line in lines[start + 2 : start + 5]:
        before = next(index for index, sign in enumerate(line) if sign in "●○")
        assert width(line[:before]) == place


def test_the_table_says_what_it_is_made_with(office: Office) -> None:
    text = standings_table(office.review.compute(1996))
    assert "截至 1996-12-31，未定案" in text
    assert "参考" in text
    assert "（已撤）演示旧镇" in text


def test_a_csv_cell_never_begins_a_formula(office: Office) -> None:
    text = standings_csv(office.review.compute(1996))
    assert text.startswith("\ufeff名次,")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {len(row) for row in rows} == {len(HEADERS)}
    assert "'=HYPERLINK(1)" in [row[2] for row in rows]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_workbook_holds_text_as_text_and_numbers_as_numbers(office: Office, tmp_path: Path) -> None:
    StandingsExport(office.desk).write(1996, None, "xlsx", tmp_path / "out.xlsx")
    with CalamineWorkbook.from_path(str(tmp_path / "out.xlsx")) as book:
        rows = book.get_sheet_by_name("1996年度考评").to_python()
    assert tuple(rows[0]) == HEADERS
    named = {row[1]: row for row in rows[1:]}
    assert named["D01"][2] == "=HYPERLINK(1)"
    assert isinstance(named["D01"][4], float)


def test_the_workbook_is_one_to_hand_on(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    StandingsExport(office.desk).write(1996, None, "xlsx", path)
    with CalamineWorkbook.from_path(str(path)) as book:
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert list(sheets) == ["1996年度考评", "计分", "结论", "依据·来访来信", "依据·案件", "口径", "计分标准", "参数", "说明"]
    standings = office.review.compute(1996)
    wanted = [(unit.code, each.amount or "") for unit in standings.result.units for each in (*unit.vetoes, *unit.rewards, *unit.fines)]
    told = [(row[0], row[5]) for row in sheets["结论"][1:] if row[2] in ("一票否决", "奖励", "罚款")]
    assert told == wanted
    assert all(row[4] for row in sheets["结论"][1:])
    cited = {number for row in sheets["结论"][1:] for number in str(row[6]).split("、") if number}
    behind = {row[0] for name in ("依据·来访来信", "依据·案件") for row in sheets[name][1:]}
    assert cited <= behind
    assert len(sheets["口径"]) == 1 + len(standings.readings)
    with zipfile.ZipFile(path) as parts:
        for number in range(1, 9):
            sheet = parts.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert 'state="frozen"' in sheet
            assert "<autoFilter" in sheet or len(sheets[list(sheets)[number - 1]]) == 1
            assert "<f>" not in sheet


def test_the_workbook_never_tells_what_a_protected_petition_says(tmp_path: Path) -> None:
    office = bureau(tmp_path)
    secret = "演示：举报的内容"
    saved = registration(office.desk).save(collective(gist=secret, secrecy=Secrecy.PROTECTED))
    path = tmp_path / "out.xlsx"
    StandingsExport(office.desk).write(1996, None, "xlsx", path)
    with zipfile.ZipFile(path) as parts:
        text = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    assert saved.number in text
    assert secret not in text
    office.close()


def test_what_goes_out_is_on_record_and_a_look_is_not(office: Office, tmp_path: Path) -> None:
    def exports() -> int:
        return sum(entry.action == "export_standings" for entry in office.audit_log.entries())

    before = exports()
    StandingsExport(office.desk).text(1996, None, "table")
    assert exports() == before
    StandingsExport(office.desk).write(1996, None, "csv", tmp_path / "out.csv")
    assert exports() == before + 1


def test_a_file_that_cannot_be_written_is_refused_and_leaves_nothing(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="不能写入"):
        StandingsExport(office.desk).write(1996, None, "json", tmp_path / "none" / "out.json")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(Refusal, match="不能写入"):
        StandingsExport(office.desk).write(1996, None, "json", tmp_path / "folder.json")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.json"]


def test_widths_count_places_not_characters() -> None:
    assert width("侯营镇a") == 7
    assert pad("镇", 4, Align.RIGHT) == "  镇"
    assert cut("侯营镇人民政府", 7) == "侯营镇…"
    assert table(["甲"], [Align.LEFT], [["乙\n丙\x1b[31m"]])[2] == "乙 丙 [31m"


def test_a_wrapped_line_begins_with_no_closing_mark() -> None:
    assert wrapped("一二三四。五", 8) == ["一二三四。", "五"]
