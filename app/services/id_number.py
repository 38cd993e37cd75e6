"""The citizen's ID number (GB 11643): 15 digits of old, 18 with a check digit (MOD 11-2); what it tells and what is wrong with it."""

from datetime import date
from typing import NamedTuple

MALE, FEMALE = "男", "女"
OLD_LENGTH, LENGTH = 15, 18
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789XX")


class IdNumber(NamedTuple):
    """What a number says. ``wrong`` and ``mend`` are empty for a sound one; birth date None and sex "" where it does not tell them."""

    number: str  # without blanks, X as a capital
    birth_on: date | None
    sex: str
    wrong: str
    mend: str

    @property
    def sound(self) -> bool:
        return not self.wrong


def read(typed: str, today: date) -> IdNumber:
    """Reads a number as typed (blanks, full-width digits and a small x are taken); an empty one is sound and tells nothing."""
    number = "".join(typed.split()).translate(_FULL_WIDTH).upper()
    if not number:
        return IdNumber("", None, "", "", "")
    wrong, mend = _shape_fault(number)
    if wrong:
        return IdNumber(number, None, "", wrong, mend)
    birth_on = _birth_date(number)
    if birth_on is None or birth_on > today:
        return IdNumber(number, None, "", "证件号里的出生日期不对。", "请核对第 7 位起的年月日。")
    sex = MALE if int(number[14 if len(number) == OLD_LENGTH else 16]) % 2 else FEMALE
    if len(number) == LENGTH and number[-1] != check_digit(number[:-1]):
        mend = "请对着证件逐位核对；证件上确是这样的，可以确认后保留。"
        return IdNumber(number, birth_on, sex, "证件号的校验位不符，可能有一位记错。", mend)
    return IdNumber(number, birth_on, sex, "", "")


def check_digit(seventeen: str) -> str:
    """The 18th character that belongs to the first 17 digits."""
    return _CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True)) % 11]


def _shape_fault(number: str) -> tuple[str, str]:
    if len(number) not in (OLD_LENGTH, LENGTH):
        return f"证件号有 {len(number)} 位，应为 15 位或 18 位。", "请核对位数；不是居民身份证的，请填在“其他证件”里。"
    digits = number if len(number) == OLD_LENGTH else number[:-1]
    if not (digits.isascii() and digits.isdigit()) or not (number[-1].isdigit() or number[-1] == "X"):
        return "证件号里有不是数字的字。", "只能是数字，18 位的最后一位可以是 X。"
    return "", ""


def _birth_date(number: str) -> date | None:
    """The date in the number; the old form has two digits of the year, all of this century's birth before 2000."""
    written = f"19{number[6:12]}" if len(number) == OLD_LENGTH else number[6:14]
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:8]))
    except ValueError:
        return None
