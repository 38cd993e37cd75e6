"""Figures of what a clerk waits for all day: a page of the register, earlier petitions while typing, the due list, what-if."""

from collections.abc import Callable, Mapping
from typing import Any

from app.bench import population
from app.bench.figures import Line
from app.bench.standings import YEAR
from app.bench.timing import times
from app.services.annual_review import AnnualReview
from app.services.annual_what_if import imagined
from app.services.base import Desk
from app.services.case_values import CaseOrder, CaseShown, CaseState
from app.services.cases import CaseService
from app.services.matches import MatchService
from app.services.matters import MatterService
from app.services.registration import RegistrationService
from app.services.registration_values import PageKey

Render = Callable[[str, Mapping[str, Any], str | None], bytes]
SECOND = 1_000.0
COMMON_NAME, PHRASE, ID_END = "王建", "征地补偿", "4321"
IMAGINED = "city:5:skip"
LATEST_FIRST = CaseOrder(by_due=False, descending=True)


def desk_work(desk: Desk, rounds: int) -> list[Line]:
    """Each against its plain bar; all warm."""
    register, matches = RegistrationService(desk), MatchService(desk)
    middle = PageKey(population.one_year(YEAR, 1).petitions[0].received_on, 0)
    cases, of_unit = CaseService(desk), CaseShown(CaseState.ALL, unit=population.code(1))
    review, changed = AnnualReview(desk), [imagined(IMAGINED)]
    return [
        _plain("page_first", "登记簿第一页", 30, rounds, register.register_page),
        _plain("page_middle", "登记簿中间一页", 30, rounds, lambda: register.register_page(middle)),
        _plain("due", "到期超期清单", 30, rounds, MatterService(desk).due_list),
        _plain("cases_open", "案件：未办结第一页", 30, rounds, cases.page),
        _plain("cases_all", "案件：全部，按受理，第一页", 30, rounds, lambda: cases.page(CaseShown(CaseState.ALL), LATEST_FIRST)),
        _plain("cases_unit", "案件：一个单位的全部", 30, rounds, lambda: cases.page(of_unit, LATEST_FIRST)),
        _plain("match_name", "边输边查：两字姓名", 50, rounds, lambda: matches.matches(COMMON_NAME)),
        _plain("match_id", "边输边查：证件后四位", 50, rounds, lambda: matches.matches("", id_number=ID_END)),
        _plain("match_phrase", "边输边查：四字词语", 50, rounds, lambda: matches.matches("", gist=PHRASE)),
        _plain("what_if", "设想（第一次以后）", 20, rounds, lambda: review.what_if(YEAR, population.code(1), changed)),
    ]


def notices(render: Render, rounds: int) -> Line:
    """One-page notices drawn as PDF in a second, warm."""
    (taken,) = times(rounds, lambda: render("forwarding-notice", {}, None), warm=2)
    return Line("notice", "每秒公文（一页通知，PDF）", "份", tuple(SECOND / each for each in taken), (), 20, least=True)


def _plain(key: str, what: str, bar: float, rounds: int, work: Callable[[], object]) -> Line:
    (taken,) = times(rounds, work, warm=2)
    return Line(key, what, "ms", taken, (), bar)
