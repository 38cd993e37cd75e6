"""四无 (一、1) of one unit's year."""

from app.regulation.decisions import FourNoes
from app.regulation.parameters import Parameters
from app.regulation.tally import Tally
from app.regulation.terms import Level


def four_noes(counted: Tally, parameters: Parameters) -> FourNoes:
    """一、1 1.达到“四无”要求。即本乡镇、办事处、市直各部门无进京赴省上访，无集体上访，无信访老户，无信访积案。"""
    lowest = Level.CITY if parameters.readings.four_noes_level == "city" else Level.PREFECTURE
    petitions = counted.facts.petitions
    far = sum(petitions.collective[Level.PROVINCE - 1 :]) + sum(petitions.individual[Level.PROVINCE - 1 :])
    return FourNoes(
        no_province_or_beijing=not far,
        no_collective=not any(counted.collective[lowest:]),
        no_long_standing=not counted.facts.long_standing,
        no_backlog=not counted.backlog,
    )


CLAUSES = {"1.1": four_noes}
