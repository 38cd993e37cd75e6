"""Fills a new store with the sample bureau: the workbook's rows, 1995 closed, and steps only the program itself can record."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from app.clock import FixedClock
from app.regulation.terms import AskingLevel
from app.services.annual_review import AnnualReview
from app.services.base import Desk
from app.services.exchange import ExchangeService
from app.services.exchange.sheets import SHEETS
from app.services.exchange.writing import SheetWriter, workbook
from app.services.matters import MatterService
from app.services.sample import book, visits
from app.store import settings

CLOSING_DAY = date(1996, 1, 8)
"""The day 1995 was closed."""


def fill(desk: Desk) -> None:
    """Makes the store behind ``desk`` the sample bureau (演示), whose own day is 1996-12-20. The store must be new."""
    today = _on(desk, book.LAST_DAY)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.xlsx"
        write(path)
        ExchangeService(today).import_workbook(path)
    AnnualReview(_on(desk, CLOSING_DAY)).close(1995, None)
    _steps(desk)
    visits.register(lambda day: _on(desk, day))
    with desk.store.writing() as transaction:
        settings.write(transaction, "sample_day", book.LAST_DAY.isoformat())


def write(path: Path) -> None:
    """Writes the sample's rows as an import workbook."""
    with workbook(path) as open_book:
        for name, rows in book.rows().items():
            writer = SheetWriter(open_book, name)
            headers = SHEETS[name].headers
            writer.head(headers)
            for row in rows:
                writer.row([row.get(header) for header in headers])


def _on(desk: Desk, day: date) -> Desk:
    return replace(desk, clock=FixedClock(day))


def _steps(desk: Desk) -> None:
    """What an import never says: an assignment refused, one not acknowledged, a higher opinion not carried out (4.1, 4.5)."""
    refused, silent, disobeyed = _open_matters()
    _at(desk, date(1996, 11, 4)).assign(refused, asking_level=AskingLevel.CITY, document="聊信交〔1996〕201号")
    _at(desk, date(1996, 11, 7)).refuse(refused, reason="称该厂已承包给个人，不属本局职责（演示）")
    _at(desk, date(1996, 12, 2)).assign(silent, asking_level=AskingLevel.CITY, document="聊信交〔1996〕214号")
    _at(desk, date(1996, 12, 12)).urge(silent, words="请于三日内签收并报办理打算（演示）")
    _at(desk, date(1996, 9, 2)).record_higher_opinion(disobeyed, office="地区信访局", words="限一个月内清退超收部分（演示）")
    _at(desk, date(1996, 10, 14)).record_not_carried_out(disobeyed)


def _at(desk: Desk, day: date) -> MatterService:
    return MatterService(_on(desk, day))


def _open_matters() -> tuple[str, str, str]:
    """The matters of three scenes still open at the year's end: the mill's, the knitting factory's, the village levies'."""
    wanted = ("棉纺织厂集资款到期不还", "针织厂下岗职工生活费", "张庄村1995年提留款超收")
    numbers = {row["摘要"]: row["事项编号"] for row in book.rows()["事项"]}
    return numbers[wanted[0]], numbers[wanted[1]], numbers[wanted[2]]
