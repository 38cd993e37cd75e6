"""Keys and the recovery key: what opens, what does not, and what a person may mistype."""

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from app.errors import StoreRefusal
from app.store import keys, recovery_key
from app.store.keys import WrongKey

SECRETS = st.binary(min_size=32, max_size=32)


def test_a_wrapped_secret_opens_with_its_key_and_for_its_purpose_alone() -> None:
    key, secret = keys.random_key(), keys.random_key()
    wrapped = keys.wrap(key, secret, "store")
    assert keys.unwrap(key, wrapped, "store") == secret
    for other, purpose in ((keys.random_key(), "store"), (key, "audit")):
        with pytest.raises(WrongKey):
            keys.unwrap(other, wrapped, purpose)


def test_the_same_secret_is_never_wrapped_to_the_same_bytes() -> None:
    key = keys.random_key()
    assert keys.wrap(key, b"secret", "store") != keys.wrap(key, b"secret", "store")


def test_a_flipped_bit_in_a_wrapped_secret_is_found_and_so_is_a_cut_one() -> None:
    key = keys.random_key()
    wrapped = keys.wrap(key, keys.random_key(), "store")
    for place in range(len(wrapped)):
        flipped = bytearray(wrapped)
        flipped[place] ^= 1
        with pytest.raises(WrongKey):
            keys.unwrap(key, bytes(flipped), "store")
        with pytest.raises(WrongKey):
            keys.unwrap(key, wrapped[:place], "store")


def test_what_is_sealed_for_an_account_opens_with_its_private_half_alone() -> None:
    private, public = keys.new_pair()
    sealed = keys.seal(public, b"store key", "store")
    assert keys.unseal(private, sealed, "store") == b"store key"
    with pytest.raises(WrongKey):
        keys.unseal(keys.new_pair()[0], sealed, "store")
    with pytest.raises(WrongKey):
        keys.unseal(private, sealed[:20], "store")


def test_a_password_gives_the_same_key_with_the_same_salt_only() -> None:
    salt = keys.random_salt()
    assert keys.from_password("一个密码啊", salt, keys.QUICK) == keys.from_password("一个密码啊", salt, keys.QUICK)
    assert keys.from_password("一个密码啊", salt, keys.QUICK) != keys.from_password("一个密码啊", keys.random_salt(), keys.QUICK)


def test_the_standard_cost_is_that_of_rfc_9106() -> None:
    assert keys.STANDARD == (3, 65_536, 4)


def test_the_derivation_is_hkdf() -> None:
    """RFC 5869's construction by another library's hands."""
    secret = keys.random_key()
    assert keys.derive(secret, "store key") == HKDF(SHA256(), 32, None, b"store key").derive(secret)


@pytest.mark.parametrize(("password", "long_enough"), [("1234567", False), ("12345678", True), ("八个汉字就够了吧", True), ("", False)])
def test_a_password_has_eight_characters_at_least(password: str, long_enough: bool) -> None:
    if long_enough:
        keys.require_password(password)
    else:
        with pytest.raises(StoreRefusal, match="8 个字符"):
            keys.require_password(password)


@given(SECRETS)
def test_a_recovery_key_read_from_paper_is_the_secret_again(secret: bytes) -> None:
    assert recovery_key.read(recovery_key.written(secret)) == secret


@given(SECRETS)
def test_small_letters_blanks_and_look_alikes_are_forgiven(secret: bytes) -> None:
    typed = recovery_key.written(secret).lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert recovery_key.read(f"  {typed}\n") == secret


@given(SECRETS, st.integers(0, 64), st.integers(1, 31))
def test_one_wrong_character_is_found_and_its_group_named(secret: bytes, place: int, step: int) -> None:
    signs = list(recovery_key.written(secret).replace("-", ""))
    signs[place] = recovery_key.ALPHABET[(recovery_key.ALPHABET.index(signs[place]) + step) % 32]
    typed = "".join(signs)
    said = f"第 {place // 5 + 1} 组"
    try:
        # A check character misses one slip in 32; the key then opens nothing.
        told = said if recovery_key.read(typed) != secret else "nothing"
    except StoreRefusal as refusal:
        told = str(refusal)
    assert said in told


def test_most_slips_are_found() -> None:
    written = recovery_key.written(bytes(range(32)))
    missed = 0
    for place, sign in enumerate(written):
        if sign == "-":
            continue
        for other in recovery_key.ALPHABET:
            if other == sign:
                continue
            try:
                recovery_key.read(written[:place] + other + written[place + 1 :])
                missed += 1
            except StoreRefusal:
                pass
    assert missed < 65 * 31 / 16


@pytest.mark.parametrize("typed", ["", "ABCDE", "0" * 64, "钥匙", "0" * 66])
def test_too_few_or_too_many_characters_are_told(typed: str) -> None:
    with pytest.raises(StoreRefusal, match="13 组"):
        recovery_key.read(typed)
