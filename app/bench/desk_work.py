"""Figures of what a clerk waits for all day: a page of the register, earlier petitions while typing, the due list, what-if."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from app.bench import population
from app.bench.figures import Line
from app.bench.standings import YEAR
from app.bench.timing import times
from app.regulation.terms import Form, Level
from app.services import case_values
from app.services.annual_review import AnnualReview
from app.services.annual_what_if import imagined
from app.services.base import Desk
from app.services.cases import CaseService
from app.services.matches import MatchService
from app.services.matters import MatterService
from app.services.register_search import RegisterSearch
from app.services.register_search_values import Asked, CaseState, Spot, Turn
from app.services.registration import RegistrationService
from app.services.registration_values import PageKey
from app.store import raw_register, raw_work

COMMON_NAME, PHRASE, ID_END = "王建", "征地补偿", "4321"
IMAGINED = "city:5:skip"
LATEST_FIRST = case_values.CaseOrder(by_due=False, descending=True)


def desk_work(desk: Desk, rounds: int) -> list[Line]:
    """Each against its plain bar; all warm. What is looked up while typing also against the same work done raw."""
    every, cases = case_values.CaseState.ALL, CaseService(desk)
    whole, of_unit = case_values.CaseShown(every), case_values.CaseShown(every, unit=population.code(1))
    review, changed = AnnualReview(desk), [imagined(IMAGINED)]
    return [
        *_pages(desk, rounds),
        _plain("due", "到期超期清单", 30, rounds, MatterService(desk).due_list),
        *_matches(desk, rounds),
        _plain("cases_open", "案件：未办结第一页", 30, rounds, cases.page),
        _plain("cases_all", "案件：全部，按受理，第一页", 30, rounds, lambda: cases.page(whole, LATEST_FIRST)),
        _plain("cases_unit", "案件：一个单位的全部", 30, rounds, lambda: cases.page(of_unit, LATEST_FIRST)),
        _plain("what_if", "设想（第一次以后）", 20, rounds, lambda: review.what_if(YEAR, population.code(1), changed)),
    ]


def _pages(desk: Desk, rounds: int) -> list[Line]:
    """The register at its ends and in its middle, under filters that leave much, little and nothing, and searched."""
    register, service = RegistrationService(desk), RegisterSearch(desk)
    middle = PageKey(population.one_year(YEAR, 1).petitions[0].received_on, 0)
    spot = Spot(*middle)
    unit, rare = Asked(unit=population.code(1)), Asked(level=Level.BEIJING, protected=True, case=CaseState.OPEN)
    common = Asked(form=Form.VISIT, collective=True)
    year = Asked(text=PHRASE, form=Form.VISIT, since=date(YEAR, 1, 1), until=date(YEAR, 12, 31))
    wanted: tuple[tuple[str, str, Callable[[], object]], ...] = (
        ("page_first", "登记簿第一页", register.register_page),
        ("page_middle", "登记簿中间一页", lambda: register.register_page(middle)),
        ("page_last", "登记簿最后一页", lambda: service.page(Asked(), Turn.LAST)),
        ("page_back", "登记簿中间往回一页", lambda: service.page(Asked(), Turn.PREVIOUS, spot)),
        ("page_unit", "登记簿筛一个单位，中间一页", lambda: service.page(unit, Turn.NEXT, spot)),
        ("page_common", "登记簿筛集体访，中间一页", lambda: service.page(common, Turn.NEXT, spot)),
        ("page_rare", "登记簿几项筛选剩下很少", lambda: service.page(rare)),
        ("page_none", "登记簿几项筛选一件不剩", lambda: service.page(Asked(form=Form.LETTER, collective=True))),
        ("search_name", "登记簿查两字姓名", lambda: service.page(Asked(text=COMMON_NAME))),
        ("search_phrase", "登记簿查四字词语，限一个单位", lambda: service.page(replace(unit, text=PHRASE))),
        ("search_year", "登记簿查四字词语，限一年来访", lambda: service.page(year)),
    )
    # A search is recorded, durably, before it answers: that write has a line of its own (a registration) and its bar is not the list's.
    return [_plain(key, what, 30 if key.startswith("page") else None, rounds, work) for key, what, work in wanted]


def _matches(desk: Desk, rounds: int) -> list[Line]:
    matches = MatchService(desk)
    wanted: tuple[tuple[str, str, str, str, Callable[[], object]], ...] = (
        ("match_name", "两字姓名", "name", COMMON_NAME, lambda: matches.matches(COMMON_NAME)),
        ("match_id", "证件后四位", "id_end", ID_END, lambda: matches.matches("", id_number=ID_END)),
        ("match_phrase", "四字词语", "words", PHRASE, lambda: matches.matches("", gist=PHRASE)),
    )
    lines: list[Line] = []
    with raw_work.connection(desk.store) as raw:
        for key, what, by, typed, work in wanted:
            ours, theirs = times(3 * rounds, work, partial(raw_register.matches, raw, by, typed), warm=2)
            lines += [Line(key, f"边输边查：{what}", "ms", ours, (), 50)]
            lines += [Line(f"{key}_raw", f"边输边查：{what}，比原始做法", "ms", ours, theirs, 2)]
    return lines


def _plain(key: str, what: str, bar: float | None, rounds: int, work: Callable[[], object]) -> Line:
    (taken,) = times(rounds, work, warm=2)
    return Line(key, what, "ms", taken, (), bar)
