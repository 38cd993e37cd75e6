"""ID numbers: what they tell, and each way one can be wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services import id_number

TODAY = date(1996, 12, 20)


def test_a_sound_number_tells_birth_date_and_sex() -> None:
    told = id_number.read("372501194803120418", TODAY)
    assert (told.sound, told.birth_on, told.sex) == (True, date(1948, 3, 12), "男")


def test_an_old_number_of_15_digits_tells_them_too() -> None:
    told = id_number.read("372501480312042", TODAY)
    assert (told.sound, told.birth_on, told.sex) == (True, date(1948, 3, 12), "女")


def test_blanks_full_width_digits_and_a_small_x_are_taken() -> None:
    number = "11010519491231002X"
    assert id_number.read(" 110105 19491231 ００２x", TODAY).number == number
    assert id_number.read(number, TODAY).sound


def test_nothing_typed_is_no_fault() -> None:
    assert id_number.read("  ", TODAY).sound


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("372501194803120417", "校验位"),
        ("37250119480312041", "17 位"),
        ("3725011948031204180", "19 位"),
        ("37250119480312A418", "不是数字"),
        ("37250119480312041A", "不是数字"),
        ("372501194802300418", "出生日期"),
        ("372501199703120418", "出生日期"),
        ("3725014803120²2", "不是数字"),
    ],
)
def test_what_is_wrong_is_said_with_its_mend(typed: str, said: str) -> None:
    told = id_number.read(typed, TODAY)
    assert not told.sound
    assert said in told.wrong
    assert told.mend


@given(st.text(max_size=24))
def test_no_text_breaks_the_reading(typed: str) -> None:
    told = id_number.read(typed, TODAY)
    assert told.sound or told.mend


SEVENTEEN = st.from_regex(r"372501(19[3-8][0-9])(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True)


@given(SEVENTEEN, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(seventeen: str, place: int, change: int) -> None:
    sound = seventeen + id_number.check_digit(seventeen)
    wrong = sound[:place] + str((int(sound[place]) + change) % 10) + sound[place + 1 :]
    assert id_number.read(sound, TODAY).sound
    assert not id_number.read(wrong, TODAY).sound
