"""The register searched against a plain look at every row: the same petitions, the same order, whatever was registered and typed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update

from app.regulation.terms import Form
from app.store import accounts, register_pages, register_search, search
from app.store.database import Store, Transaction
from app.store.register_marks import CaseState, PageFilter
from app.store.register_pages import Place
from app.store.register_search import Found
from app.store.schema.cases import matters
from app.store.schema.register import Purpose, petitioners, petitions, protected_access, protected_petitioners, subject_classes
from app.store.search import Texts
from app.store.search_tokens import digits, plain
from tests.store.making import add_matter, add_petition, add_unit

FIRST_DAY = date(1996, 1, 1)
NAMES = ("张三", "张三丰", "王建国", "李𬌗四", "AB厂")
GISTS = ("反映提留款超收", "征地补偿款", "土地 征用", "ab厂欠薪", "")
ME, OTHER = 1, 2


@dataclass(frozen=True)
class Kept:
    """A petition as the plain look knows it."""

    id: int
    received_on: date
    unit: int
    form: str
    level: int
    people: int
    represented: int | None
    shown_level: int
    repeat: int
    protected: bool
    voided: int
    late: int
    purpose: Purpose | None
    subject: int | None
    case: CaseState
    name: str
    id_number: str
    phone: str
    gist: str
    initials: str
    named: bool


KEPT = st.builds(
    Kept,
    id=st.just(0),
    received_on=st.integers(0, 12).map(lambda days: FIRST_DAY + timedelta(days=days)),
    unit=st.integers(1, 3),
    form=st.sampled_from(["visit", "letter"]),
    level=st.integers(0, 4),
    people=st.sampled_from([1, 4, 5, 40]),
    represented=st.sampled_from([None, 3, 60]),
    shown_level=st.integers(-1, 3),
    repeat=st.integers(0, 1),
    protected=st.booleans(),
    voided=st.integers(0, 1),
    late=st.integers(0, 1),
    purpose=st.sampled_from([None, *Purpose]),
    subject=st.sampled_from([None, 1, 2]),
    case=st.sampled_from(CaseState),
    name=st.sampled_from(NAMES),
    id_number=st.sampled_from(["", "372501194803120418", "37250119480312041X"]),
    phone=st.sampled_from(["", "0635-8210418", "13563510418"]),
    gist=st.sampled_from(GISTS),
    initials=st.sampled_from(["zs", "zsf", "wjg"]),
    named=st.booleans(),
)
FLAG = st.sampled_from([None, None, True, False])
FILTERS = st.builds(
    PageFilter,
    unit_id=st.sampled_from([None, None, 1, 2]),
    since=st.sampled_from([None, None, FIRST_DAY + timedelta(days=3)]),
    until=st.sampled_from([None, None, FIRST_DAY + timedelta(days=9)]),
    form=st.sampled_from([None, None, Form.VISIT, Form.LETTER]),
    level=st.sampled_from([None, None, 1, 2]),
    voided=FLAG,
    collective=FLAG,
    skipping=FLAG,
    repeat=FLAG,
    protected=FLAG,
    late=FLAG,
    purpose=st.sampled_from([None, None, Purpose.ACCUSATION]),
    subject_class_id=st.sampled_from([None, None, 1]),
    case=st.sampled_from([None, None, *CaseState]),
    collective_from=st.sampled_from([5, 1, 50]),
)
TYPED = st.sampled_from(
    [
        *(*NAMES, *GISTS, "张", "三", "厂", "0418", "041x", "210418", "3725011948", "0635-82104"),
        *("zs", "WJ", "补偿 张三", "征用 土地", "％", '"', "-- *"),
    ]
)


def write(transaction: Transaction, kept: list[Kept]) -> list[Kept]:
    """Registers them; gives them with their ids."""
    for unit in (1, 2, 3):
        add_unit(transaction, f"T{unit}")
    for account in ("wo", "bie"):
        accounts.add(transaction, account, account, at="1996")
    transaction.execute(insert(subject_classes), [{"id": 1, "name": "农村"}, {"id": 2, "name": "工资"}])
    return [_write(transaction, number, each) for number, each in enumerate(kept, 1)]


def _write(transaction: Transaction, number: int, kept: Kept) -> Kept:
    matter = None
    if kept.case is not CaseState.NONE:
        matter = add_matter(transaction, f"S{number}", kept.unit, kept.received_on)
        if kept.case is CaseState.CONCLUDED:
            done = {"concluded_on": kept.received_on, "concluded_year": kept.received_on.year}
            transaction.execute(update(matters).where(matters.c.id == matter).values(**done))
        if kept.subject is not None:
            transaction.execute(update(matters).where(matters.c.id == matter).values(subject_class_id=kept.subject))
    own = {name: getattr(kept, name) for name in ("form", "level", "people", "represented", "shown_level", "repeat", "voided", "late")}
    secrecy = "protected" if kept.protected else "ordinary"
    subject = kept.subject if matter is None else None
    add_petition(
        transaction, f"1996-{number:05}", kept.unit, kept.received_on, id=number, matter_id=matter, gist=kept.gist or None,
        purpose=kept.purpose, subject_class_id=subject, secrecy=secrecy, **own,
    )  # fmt: skip
    people = protected_petitioners if kept.protected else petitioners
    person = {"name": kept.name, "id_number": kept.id_number or None, "phone": kept.phone or None}
    transaction.execute(insert(people).values(petition_id=number, **person))
    search.index(transaction, number, Texts((kept.name,), (kept.id_number,), (kept.phone,), (kept.gist,), (kept.initials,)))
    if kept.protected and kept.named:
        access = {"petition_id": number, "account_id": ME, "granted_by": OTHER, "reason": "演示", "granted_at": "1996"}
        transaction.execute(insert(protected_access).values(**access))
    return Kept(**{**vars(kept), "id": number})


def fits(kept: Kept, shown: PageFilter) -> bool:
    many = max(kept.people, kept.represented or 0) >= shown.collective_from
    skips = kept.form == "visit" and kept.level > 0 and kept.shown_level < kept.level - 1
    return all(
        wanted is None or holds == wanted
        for wanted, holds in (
            (shown.unit_id, kept.unit),
            (shown.form, kept.form),
            (shown.level, kept.level),
            (shown.voided, bool(kept.voided)),
            (shown.collective, kept.form == "visit" and many),
            (shown.skipping, skips),
            (shown.repeat, bool(kept.repeat)),
            (shown.protected, kept.protected),
            (shown.late, bool(kept.late)),
            (shown.purpose, kept.purpose),
            (shown.subject_class_id, kept.subject),
            (shown.case, kept.case),
        )
    ) and (shown.since or date.min) <= kept.received_on <= (shown.until or date.max)


def said(kept: Kept, term: str) -> bool:
    """One term found in one petition, by looking."""
    number = digits(term) if all(sign in "0123456789.-+() xX" for sign in term) else ""
    numbers = [digits(kept.id_number), digits(kept.phone)]
    by_number = len(number) >= 4 and any(
        each.endswith(number) or (len(number) > 4 and each.startswith(number)) for each in numbers if each
    )
    letters = len(term) >= 2 and term.isascii() and term.isalpha() and kept.initials.startswith(term)
    return by_number or letters or term in plain(kept.name) or (len(term) > 1 and term in plain(kept.gist))


def looked_for(kept: list[Kept], typed: str, shown: PageFilter) -> list[int]:
    wanted = plain(typed).split()
    seen = [each for each in kept if fits(each, shown) and (not each.protected or each.named)]
    return [each.id for each in reversed(seen) if wanted and all(said(each, term) for term in wanted)]


def emptied(store: Store, act: Callable[[Transaction], None]) -> None:
    """Acts on the store and leaves it as it was."""
    with store.writing() as transaction:
        act(transaction)
        transaction.rollback()


def ids(found: list[Found]) -> list[int]:
    return [each.petition_id for each in found]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(KEPT, max_size=12), st.lists(st.tuples(TYPED, FILTERS), min_size=1, max_size=8))
def test_a_search_finds_what_a_look_at_every_row_finds(store: Store, kept: list[Kept], asked: list[tuple[str, PageFilter]]) -> None:
    def act(transaction: Transaction) -> None:
        register = write(transaction, kept)
        for typed, shown in asked:
            wanted = register_search.terms(typed)
            found = ids(register_search.find(transaction, wanted, shown, ME, limit=50))
            assert found == looked_for(register, typed, shown), (typed, shown)
            upward = ids(register_search.find(transaction, wanted, shown, ME, limit=50, newest_first=False))
            assert upward == found[::-1]
            assert ids(register_search.find(transaction, wanted, shown, ME, after=found[0], limit=50) if found else []) == found[1:]

    emptied(store, act)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(KEPT, max_size=15), st.lists(FILTERS, min_size=1, max_size=8))
def test_pages_under_any_filter_are_the_rows_that_fit_in_their_order_both_ways(
    store: Store, kept: list[Kept], asked: list[PageFilter]
) -> None:
    def act(transaction: Transaction) -> None:
        register = write(transaction, kept)
        for shown in asked:
            fitting = sorted((each for each in register if fits(each, shown)), key=lambda each: (each.received_on, each.id))
            upward = [each.id for each in fitting]
            assert [*walked(transaction, shown, newest_first=True)] == upward[::-1]
            assert [*walked(transaction, shown, newest_first=False)] == upward
            assert register_pages.count(transaction, shown, 1_000) == len(upward)

    emptied(store, act)


def walked(transaction: Transaction, shown: PageFilter, *, newest_first: bool) -> Iterator[int]:
    """Page by page, three rows each."""
    place = None
    while rows := register_pages.page(transaction, place, 3, shown, newest_first=newest_first):
        yield from (row.id for row in rows)
        place = Place(rows[-1].received_on, rows[-1].id)


def values_of(kept: Kept) -> dict[str, Any]:
    own = {name: getattr(kept, name) for name in ("form", "level", "people", "represented", "shown_level", "repeat", "voided", "late")}
    secrecy = "protected" if kept.protected else "ordinary"
    return own | {"received_on": kept.received_on, "unit_id": kept.unit, "purpose": kept.purpose, "secrecy": secrecy}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.tuples(KEPT, KEPT), max_size=8), st.lists(FILTERS, min_size=1, max_size=8))
def test_the_marks_follow_every_change_of_a_petition_and_of_its_matter(
    store: Store, kept: list[tuple[Kept, Kept]], asked: list[PageFilter]
) -> None:
    def act(transaction: Transaction) -> None:
        present = []
        for before, (_, changed) in zip(write(transaction, [first for first, _ in kept]), kept, strict=True):
            transaction.execute(update(petitions).where(petitions.c.id == before.id).values(**values_of(changed)))
            case = before.case
            if case is not CaseState.NONE:
                case = CaseState.OPEN if case is CaseState.CONCLUDED else CaseState.CONCLUDED
                on = changed.received_on if case is CaseState.CONCLUDED else None
                transaction.execute(update(matters).where(matters.c.number == f"S{before.id}").values(concluded_on=on))
            present.append(Kept(**{**vars(changed), "id": before.id, "case": case, "subject": before.subject}))
        for shown in asked:
            assert {*walked(transaction, shown, newest_first=True)} == {each.id for each in present if fits(each, shown)}

    emptied(store, act)


def test_numbers_are_found_whole_or_by_their_beginning_and_lead_over_a_matter(store: Store) -> None:
    with store.writing() as transaction:
        unit = add_unit(transaction)
        matter = add_matter(transaction, "S1996-00007", unit)
        for number in (1, 2, 12):
            add_petition(transaction, f"1996-{number:05}", unit, id=number, matter_id=matter if number < 12 else None)
        add_petition(transaction, "来12", unit, id=13)
        assert register_search.numbered(transaction, "1996-00012") == ([12], [])
        assert register_search.numbered(transaction, "1996-0000") == ([2, 1], [])
        assert register_search.numbered(transaction, "s1996-00007") == ([], [2, 1])
        assert register_search.numbered(transaction, "来12") == ([13], [])
        assert register_search.numbered(transaction, "1996") == ([], [])
        assert register_search.numbered(transaction, "张-三") == ([], [])
