"""Accounts and roles: who may make whom, what a role opens, and that there is always one who keeps the accounts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import NotAllowed, NotFound, Refusal, StoreRefusal
from app.office import Office
from app.services.accounts import AccountService
from app.services.actor import RIGHTS, Right, Role
from app.services.front_door import FIRST_ROLES
from app.store import key_file, keys
from tests.services.offices import PASSWORD, new_office

OTHER = "another password"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = new_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def service(office: Office) -> AccountService:
    return quick(office)


def quick(office: Office) -> AccountService:
    return AccountService(office.entered, cost=keys.QUICK)


def enter(office: Office, name: str, password: str = OTHER) -> Office:
    return Office.open(office.desk.store.path, name, password)


def roles_of(office: Office, name: str) -> frozenset[Role]:
    entered = enter(office, name)
    roles = entered.desk.actor.roles
    entered.close()
    return roles


def test_the_first_account_has_every_role_but_the_auditors(service: AccountService) -> None:
    (line,) = service.every()
    assert line.roles == FIRST_ROLES == set(Role) - {Role.AUDITOR}
    assert line.reads_audit_seals


@pytest.mark.parametrize("role", sorted(Role))
def test_a_new_account_comes_in_with_its_own_roles(office: Office, service: AccountService, role: Role) -> None:
    service.create("new", "新人", OTHER, [role])
    assert roles_of(office, "new") == {role}


def test_the_first_account_gives_the_administrators_role_to_the_one_who_takes_it(office: Office, service: AccountService) -> None:
    service.create("clerk", "接待员", OTHER, [Role.CLERK])
    assert Role.ADMINISTRATOR in next(line for line in service.every() if line.name == "director").roles
    service.create("admin", "管理员", OTHER, [Role.ADMINISTRATOR])
    assert Role.ADMINISTRATOR not in roles_of(office, "clerk")
    again = Office.open(office.desk.store.path, "director", PASSWORD)
    assert again.desk.actor.roles == FIRST_ROLES - {Role.ADMINISTRATOR}
    again.close()


def test_who_gave_the_role_away_may_not_act_on_it_even_before_he_logs_out(service: AccountService) -> None:
    service.create("admin", "管理员", OTHER, [Role.ADMINISTRATOR])
    for forbidden in (
        lambda: service.create("x", "某", OTHER, [Role.CLERK]),
        lambda: service.set_roles("admin", [Role.CLERK]),
        lambda: service.set_password("admin", OTHER),
        lambda: service.remove("admin"),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_an_administrator_alone_sees_no_petition_and_keeps_the_accounts(office: Office, service: AccountService) -> None:
    service.create("admin", "管理员", OTHER, [Role.ADMINISTRATOR])
    admin = enter(office, "admin")
    assert not admin.desk.actor.may(Right.READ_REGISTER)
    assert not admin.desk.actor.may(Right.READ_AUDIT)
    quick(admin).create("clerk", "接待员", OTHER, [Role.CLERK])
    assert [line.name for line in quick(admin).every()] == ["director", "admin", "clerk"]
    admin.close()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_keeps_accounts(office: Office, service: AccountService, role: Role) -> None:
    service.create("new", "新人", OTHER, [role])
    entered = enter(office, "new")
    for forbidden in (
        lambda: quick(entered).every(),
        lambda: quick(entered).create("x", "某", OTHER, [Role.CLERK]),
        lambda: quick(entered).set_roles("new", [Role.ADMINISTRATOR]),
        lambda: quick(entered).set_password("director", OTHER),
        lambda: quick(entered).remove("director"),
        lambda: quick(entered).change_store_key(),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    entered.close()


def test_every_right_is_someones_and_nobody_but_the_auditor_reads_only_the_audit() -> None:
    assert set().union(*RIGHTS.values()) == set(Right)
    assert RIGHTS[Role.AUDITOR] == {Right.READ_AUDIT, Right.OPEN, Right.CHECK}


@pytest.mark.parametrize(
    ("name", "display_name", "password", "roles", "said"),
    [
        ("director", "某", OTHER, [Role.CLERK], "已经有过"),
        ("", "某", OTHER, [Role.CLERK], "账号名"),
        (" x", "某", OTHER, [Role.CLERK], "账号名"),
        ("a\nb", "某", OTHER, [Role.CLERK], "账号名"),
        ("x" * 65, "某", OTHER, [Role.CLERK], "账号名"),
        ("new", " ", OTHER, [Role.CLERK], "姓名"),
        ("new", "某", "1234567", [Role.CLERK], "8 个字符"),
        ("new", "某", OTHER, [], "岗位"),
    ],
)
def test_what_cannot_be_an_account_is_told_and_nothing_is_made(
    service: AccountService, name: str, display_name: str, password: str, roles: list[Role], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        service.create(name, display_name, password, roles)
    assert [line.name for line in service.every()] == ["director"]
    assert list(key_file.read(service.desk.store.path).accounts) == ["director"]


def test_roles_are_given_and_taken_and_the_former_ones_stay_on_record(office: Office, service: AccountService) -> None:
    service.create("new", "新人", OTHER, [Role.CLERK])
    service.set_roles("new", [Role.CASE_OFFICER, Role.DOCUMENT_STAFF])
    assert roles_of(office, "new") == {Role.CASE_OFFICER, Role.DOCUMENT_STAFF}
    (entry,) = [entry for entry in office.audit_log.entries() if entry.action == "roles_changed"]
    assert entry.detail["taken"] == ["clerk"]
    assert entry.detail["roles"] == ["case_officer", "document_staff"]


def test_there_is_always_an_administrator(service: AccountService) -> None:
    with pytest.raises(Refusal, match="没有管理员"):
        service.set_roles("director", [Role.DIRECTOR])
    with pytest.raises(Refusal, match="自己"):
        service.remove("director")
    assert Role.ADMINISTRATOR in service.every()[0].roles


def test_a_removed_account_does_not_come_in_and_its_keys_are_gone(office: Office, service: AccountService) -> None:
    service.create("clerk", "接待员", OTHER, [Role.CLERK])
    service.remove("clerk")
    with pytest.raises(StoreRefusal, match="不对"):
        enter(office, "clerk")
    assert "clerk" not in key_file.read(office.desk.store.path).accounts
    assert [(line.name, line.removed, line.roles) for line in service.every()][1:] == [("clerk", True, frozenset())]
    with pytest.raises(Refusal, match="已经有过"):
        service.create("clerk", "另一人", OTHER, [Role.CLERK])
    with pytest.raises(NotFound):
        service.set_roles("clerk", [Role.CLERK])


def test_keys_that_a_cut_off_removal_left_open_nothing_and_go_at_the_next_login(office: Office, service: AccountService) -> None:
    service.create("clerk", "接待员", OTHER, [Role.CLERK])
    kept = key_file.read(office.desk.store.path).accounts["clerk"]
    service.remove("clerk")
    with key_file.changing(office.desk.store.path) as content:
        content.accounts["clerk"] = kept
    with pytest.raises(NotAllowed, match="停用"):
        enter(office, "clerk")
    Office.open(office.desk.store.path, "director", PASSWORD).close()
    assert "clerk" not in key_file.read(office.desk.store.path).accounts


def test_ones_own_password_is_changed_with_the_former_one(office: Office, service: AccountService) -> None:
    service.create("clerk", "接待员", OTHER, [Role.CLERK])
    clerk = enter(office, "clerk")
    with pytest.raises(StoreRefusal, match="不对"):
        quick(clerk).change_password("wrong password", "third password")
    with pytest.raises(StoreRefusal, match="8 个字符"):
        quick(clerk).change_password(OTHER, "short")
    quick(clerk).change_password(OTHER, "third password")
    clerk.close()
    with pytest.raises(StoreRefusal):
        enter(office, "clerk", OTHER)
    enter(office, "clerk", "third password").close()


def test_a_lost_password_is_given_anew_and_a_lock_with_it(office: Office, service: AccountService) -> None:
    service.create("clerk", "接待员", OTHER, [Role.CLERK])
    for _ in range(5):
        with pytest.raises(StoreRefusal):
            enter(office, "clerk", "wrong password")
    service.set_password("clerk", "third password")
    enter(office, "clerk", "third password").close()


def test_a_reader_of_the_audit_gets_its_key_at_once_from_who_has_it(office: Office, service: AccountService) -> None:
    service.create("auditor", "监督员", OTHER, [Role.AUDITOR])
    auditor = enter(office, "auditor")
    assert auditor.entered.audit_key == office.entered.audit_key
    auditor.close()


def test_a_reader_made_by_an_administrator_alone_gets_the_key_when_another_reader_logs_in(office: Office, service: AccountService) -> None:
    service.create("admin", "管理员", OTHER, [Role.ADMINISTRATOR])
    admin = enter(office, "admin")
    assert admin.entered.audit_key is None
    quick(admin).create("auditor", "监督员", OTHER, [Role.AUDITOR])
    admin.close()
    before = enter(office, "auditor")
    assert before.entered.audit_key is None
    before.close()
    Office.open(office.desk.store.path, "director", PASSWORD).close()
    after = enter(office, "auditor")
    assert after.entered.audit_key == office.entered.audit_key
    after.close()


def test_who_may_no_longer_read_the_audit_loses_its_key(office: Office, service: AccountService) -> None:
    service.create("auditor", "监督员", OTHER, [Role.AUDITOR])
    service.set_roles("auditor", [Role.CLERK])
    entered = enter(office, "auditor")
    assert entered.entered.audit_key is None
    entered.close()


def test_the_stores_key_is_changed_and_the_old_paper_opens_nothing(tmp_path: Path) -> None:
    office, paper = Office.create(tmp_path / "局.db", account="director", password=PASSWORD, display_name="局长", cost=keys.QUICK)
    new_paper = quick(office).change_store_key()
    assert office.health.check() == ()
    office.close()
    with pytest.raises(StoreRefusal):
        Office.open_with_recovery_key(tmp_path / "局.db", paper, account="director", new_password=OTHER, cost=keys.QUICK)
    Office.open_with_recovery_key(tmp_path / "局.db", new_paper, account="director", new_password=OTHER, cost=keys.QUICK).close()


def test_an_administrator_alone_changes_the_stores_key_with_the_paper(tmp_path: Path) -> None:
    office, paper = Office.create(tmp_path / "局.db", account="director", password=PASSWORD, display_name="局长", cost=keys.QUICK)
    quick(office).create("admin", "管理员", OTHER, [Role.ADMINISTRATOR])
    office.close()
    admin = Office.open(tmp_path / "局.db", "admin", OTHER)
    with pytest.raises(Refusal, match="恢复密钥"):
        quick(admin).change_store_key()
    with pytest.raises(StoreRefusal):
        quick(admin).change_store_key("0" * 65)
    quick(admin).change_store_key(paper)
    admin.close()
    Office.open(tmp_path / "局.db", "director", PASSWORD).close()


def test_every_change_leaves_a_record(office: Office, service: AccountService) -> None:
    service.create("clerk", "接待员", OTHER, [Role.CLERK])
    service.set_roles("clerk", [Role.CASE_OFFICER])
    service.set_password("clerk", "third password")
    service.remove("clerk")
    service.change_password(PASSWORD, "fourth password")
    recorded = [(entry.action, entry.subject) for entry in office.audit_log.entries()]
    assert recorded[-5:] == [
        ("account_created", "clerk"),
        ("roles_changed", "clerk"),
        ("password_reset", "clerk"),
        ("account_removed", "clerk"),
        ("password_changed", "director"),
    ]


def test_beside_an_administrator_alone_nobody_holds_that_role_with_another(office: Office, service: AccountService) -> None:
    service.create("admin", "管理员", OTHER, [Role.ADMINISTRATOR])
    admin = enter(office, "admin")
    with pytest.raises(Refusal, match="专职管理员"):
        quick(admin).create("both", "兼任", OTHER, [Role.CLERK, Role.ADMINISTRATOR])
    with pytest.raises(Refusal, match="专职管理员"):
        quick(admin).set_roles("director", [Role.DIRECTOR, Role.ADMINISTRATOR])
    quick(admin).create("second", "第二位", OTHER, [Role.ADMINISTRATOR])
    with pytest.raises(Refusal, match="专职管理员"):
        quick(admin).set_roles("second", [Role.ADMINISTRATOR, Role.CLERK])
    assert roles_of(office, "second") == {Role.ADMINISTRATOR}
    admin.close()


def test_a_right_taken_away_binds_at_once_and_one_given_from_the_next_login(office: Office, service: AccountService) -> None:
    service.create("clerk", "接待员", OTHER, [Role.CLERK, Role.CASE_OFFICER])
    clerk = enter(office, "clerk")
    assert clerk.registration.subject_classes() is not None
    service.set_roles("clerk", [Role.CASE_OFFICER, Role.AUDITOR])
    with pytest.raises(NotAllowed):
        clerk.registration.subject_classes()
    assert clerk.desk.actor.roles == {Role.CASE_OFFICER}
    with pytest.raises(NotAllowed):
        clerk.audit_log.page()
    service.remove("clerk")
    with pytest.raises(NotAllowed, match="停用"):
        clerk.matters.due_list()
    clerk.close()
    assert office.audit_log.page().rows[0].action == "logout"


def test_an_account_gets_another_display_name_and_keeps_its_login_name(office: Office, service: AccountService) -> None:
    service.create("clerk", "接待员", OTHER, [Role.CLERK])
    service.rename("clerk", " 王接待（演示） ")
    assert [(line.name, line.display_name) for line in service.every()][1:] == [("clerk", "王接待（演示）")]
    for wrong in ("", "  ", "一" * 41, "a\nb"):
        with pytest.raises(Refusal, match="姓名"):
            service.rename("clerk", wrong)


def test_a_locked_window_opens_with_the_password_and_five_wrong_ones_close_the_gate_for_the_login_too(
    office: Office, service: AccountService
) -> None:
    service.locked()
    service.unlock(PASSWORD)
    for _ in range(5):
        with pytest.raises(StoreRefusal, match="不对"):
            service.unlock("wrong password")
    for attempt in (lambda: service.unlock(PASSWORD), lambda: enter(office, "director", PASSWORD)):
        with pytest.raises(StoreRefusal, match="分钟后再试"):
            attempt()
    recorded = [entry.action for entry in office.audit_log.entries()]
    assert recorded[-8:] == ["locked", "unlocked", *["unlock_refused"] * 6]


def test_the_window_locks_after_ten_minutes_or_as_the_administrator_set(office: Office) -> None:
    assert office.bureau.idle_minutes() == 10
    office.bureau.set_idle_minutes(0)
    assert office.bureau.idle_minutes() == 0
    for wrong in (-1, 121):
        with pytest.raises(Refusal, match="锁屏"):
            office.bureau.set_idle_minutes(wrong)
