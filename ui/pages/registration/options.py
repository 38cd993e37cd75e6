"""What the form's choices offer: the field's own words, each with its pinyin initials."""

from app.services.petition_form import (
    FORM_WORDS,
    LEVEL_WORDS,
    PURPOSE_WORDS,
    REPLY_LEVEL_WORDS,
    SECRECY_WORDS,
    SOURCE_WORDS,
    Form,
    Level,
    Purpose,
    Secrecy,
    Source,
)
from ui.widgets.inputs import Option

SEXES = [Option("", "—"), Option("男", "男", "nan"), Option("女", "女", "nv")]
FORMS = [Option(Form.VISIT, FORM_WORDS[Form.VISIT], "lf"), Option(Form.LETTER, FORM_WORDS[Form.LETTER], "lx")]
SOURCES = [Option(Source.IN_PERSON, SOURCE_WORDS[Source.IN_PERSON], "br"), Option(Source.FORWARDED, SOURCE_WORDS[Source.FORWARDED], "sjzl")]
LEVELS = [Option(level, LEVEL_WORDS[level], initials) for level, initials in zip(Level, ("dw", "s", "dq", "sheng", "jing"), strict=True)]
REPLY_LEVELS = [
    Option(level, word, initials)
    for (level, word), initials in zip(REPLY_LEVEL_WORDS.items(), ("wu", "dw", "s", "dq", "sheng"), strict=True)
]
SECRECIES = [
    Option(Secrecy.ORDINARY, SECRECY_WORDS[Secrecy.ORDINARY], "pt"),
    Option(Secrecy.PROTECTED, SECRECY_WORDS[Secrecy.PROTECTED], "bm"),
]
_PURPOSE_INITIALS = {
    Purpose.OPINION: "yjjy",
    Purpose.APPEAL: "ss",
    Purpose.REQUEST: "qj",
    Purpose.ACCUSATION: "jfkg",
    Purpose.INQUIRY: "zx",
    Purpose.OTHER: "qt",
}
PURPOSES = [Option(None, "—"), *(Option(purpose, word, _PURPOSE_INITIALS[purpose]) for purpose, word in PURPOSE_WORDS.items())]
NO_CASE_PURPOSES = frozenset({Purpose.INQUIRY, Purpose.OPINION})
"""Only these may be marked 不立案."""

CASE = [Option(False, "立案", "la"), Option(True, "不立案", "bla")]
