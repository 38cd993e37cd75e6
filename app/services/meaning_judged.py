"""Whether a draft is 集体访, 越级 or 重访, each with its reason in a sentence the clerk can read out."""

from datetime import date

from app.regulation.ladder import collective, is_repeat, missing_reply_letter
from app.regulation.months import in_words
from app.regulation.parameters import Parameters
from app.regulation.terms import Form
from app.services import rules
from app.services.meaning import Verdict
from app.services.petition_form import LEVEL_WORDS, REPLY_LEVEL_WORDS, PetitionDraft
from app.store.visits import Visit


def citation(clause: str) -> str:
    """What people read for a clause id: 三（二）1（2）."""
    return rules.regulation().clause(clause).citation


def is_collective(draft: PetitionDraft, parameters: Parameters) -> bool:
    return collective(draft.form, draft.people or 0, draft.represented or 0, parameters)


def collective_verdict(draft: PetitionDraft, parameters: Parameters) -> Verdict:
    """集体访 or not, by the headcount (reading collective_min_people)."""
    people, represented, least = draft.people or 0, draft.represented or 0, parameters.collective_min_people
    holds = is_collective(draft, parameters)
    if draft.form is Form.LETTER:
        why = "来信不算集体访。"
    elif holds and people >= least:
        why = f"{people}人，{least}人以上为集体访。"
    elif holds:
        why = f"来{people}人，代表{represented}人；代表{least}人以上为集体访。"
    else:
        why = f"{people}人，不到{least}人，不是集体访。"
    return Verdict(holds, why, citation("1.1"), "collective_min_people")


def skipping_verdict(draft: PetitionDraft) -> Verdict:
    """越级 or not: which 答复意见书 is missing."""
    missing = missing_reply_letter(draft.form, draft.level, draft.shown_level)
    if missing is not None:
        why = f"到{LEVEL_WORDS[draft.level]}而未持{LEVEL_WORDS[missing]}级或更高一级的《答复意见书》。"
    elif draft.form is Form.LETTER:
        why = "来信不算越级。"
    elif draft.shown_level >= 0:
        why = f"持有{REPLY_LEVEL_WORDS.get(draft.shown_level, '')}级《答复意见书》，不是越级。"
    else:
        why = "到责任单位反映，不是越级。"
    return Verdict(missing is not None, why, citation("1.2"))


def repeat_verdict(draft: PetitionDraft, day: date, number: str, visits: tuple[Visit, ...]) -> Verdict:
    """重访 or not, by the earlier visits on the matter that is taken over."""
    clause = citation("2.3")
    if draft.form is Form.LETTER:
        return Verdict(False, "来信不算重访。", clause)
    earlier = [(visit.received_on, visit.number) for visit in visits]
    if not is_repeat((day, number), earlier):
        return Verdict(False, "这件事此前没有来访登记，是初访。", clause)
    last_on, last = max(visit for visit in earlier if visit < (day, number))
    return Verdict(True, f"这件事{in_words(last_on)}已来访（{last}），是重访。", clause)
