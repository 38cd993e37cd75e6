"""The command `due`: cases overdue and soon due, with why that date."""

from argparse import Namespace

from app import lazy
from app.commands.login import opened
from app.commands.output import mark_sample, out


def due(wanted: Namespace) -> int:
    """Lists the cases."""
    with opened(wanted) as office:
        listed = office.matters.due_list(within=wanted.within, as_of=wanted.as_of)
        mark_sample(office.sample)
        out(lazy.attribute("app.services.due_text", "due_text")(listed))
    return 0
