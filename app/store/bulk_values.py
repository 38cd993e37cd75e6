"""The rows of the import workbook (2.2) as plain values: what a sheet says, and what the store says of the same identity."""

from datetime import date
from typing import NamedTuple


class UnitRow(NamedTuple):
    """A row of 单位; `kind` is a UnitKind's value, `deposit_standard` in 分. Identity: code."""

    code: str
    name: str
    short_name: str | None
    kind: str
    parent: str | None
    organ_in_charge: str | None
    deposit_standard: int | None
    opened_on: date | None
    closed_on: date | None


class PersonRow(NamedTuple):
    """A row of 人员; `post` is a Post's value. Identity: unit, name, post, from_on."""

    unit: str
    name: str
    post: str
    phone: str | None
    from_on: date | None
    to_on: date | None


class MatterRow(NamedTuple):
    """A row of 事项; `assigned_level` is an AskingLevel's value, `signature` a Signature's. Identity: number."""

    number: str
    gist: str
    subject_class: str | None
    unit: str
    accepted_on: date
    assigned_on: date | None
    assigned_level: str | None
    assigned_document: str | None
    marked_collective: bool
    extended_on: date | None
    extension_reason: str | None
    reported_on: date | None
    explained_on: date | None
    concluded_on: date | None
    outcome: str | None
    reply_number: str | None
    replied_on: date | None
    signature: str | None
    no_reply_needed: bool
    long_standing_on: date | None
    accusation: bool


class PetitionRow(NamedTuple):
    """A row of 来访来信; `form` is a Form's value, `level` and `shown_level` as in terms (-1: none shown). Identity: number."""

    number: str
    received_on: date
    form: str
    level: int
    people: int
    represented: int | None
    name: str
    sex: str | None
    paper: str | None
    phone: str | None
    address: str | None
    unit: str
    matter: str | None
    shown_level: int
    serious: str | None
    gist: str | None


class EntryRow(NamedTuple):
    """A row of 录入项. Identity: year, unit, item."""

    year: int
    unit: str
    item: str
    number: int
    basis: str | None


class DepositRow(NamedTuple):
    """A row of 保证金; `amount` in 分. Identity: voucher."""

    voucher: str
    on: date
    unit: str
    amount: int
    words: str


ImportRow = UnitRow | PersonRow | MatterRow | PetitionRow | EntryRow | DepositRow
