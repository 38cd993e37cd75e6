"""Figure: a registration saved at the counter, durable, against the same rows by hand-written SQL in one durable transaction."""

from app.bench import population
from app.bench.figures import Line
from app.bench.timing import times
from app.regulation.terms import Level
from app.services.base import Desk
from app.services.petition_form import PetitionDraft, Petitioner, Purpose
from app.services.registration import RegistrationService
from app.store import raw_registration, raw_work
from app.store.search_tokens import Texts

NAME, PHONE = "李演示", "0635-1234567"
GIST = "演示：反映村务公开不及时，征地补偿款没有全部发到户，要求查清并答复。"


def draft(place: int = 1) -> PetitionDraft:
    """A visit as the clerk enters it; each opens a matter of its own."""
    person = Petitioner(name=NAME, sex="男", phone=PHONE, address="演示镇演示村")
    return PetitionDraft(
        petitioners=(person,), level=Level.CITY, people=3, purpose=Purpose.REQUEST, gist=GIST, unit=population.code(place), shown_level=0
    )


def saving(desk: Desk, rounds: int) -> Line:
    """Both sides write to the same store in turns."""
    registration, form = RegistrationService(desk), draft()
    confirmed = [fault.field for fault in registration.check(form) if fault.may_be_kept]
    first = registration.save(form, confirmed)
    texts = Texts(names=(NAME,), phones=(PHONE,), words=(GIST,), initials=("lys",))
    year = int(first.number[:4])
    with raw_work.connection(desk.store) as raw:
        kept = raw_registration.pattern(raw, first.number, texts)
        ours, theirs = times(rounds, lambda: registration.save(form, confirmed), lambda: raw_registration.save(raw, kept, year), warm=3)
    return Line("save", "登记一件，落盘", "ms", ours, theirs, 3)
