"""Whether what is registered can be found: what the index should hold is made anew from the register and looked up."""

from collections.abc import Iterator

from app.services.registration_saving import texts
from app.services.secrecy import petitioner
from app.store import check_search
from app.store.database import Transaction
from app.store.findings import Finding
from app.store.search_tokens import columns


def examine(transaction: Transaction) -> Iterator[Finding]:
    """Petitions that no index has; of some, or all of a small register, whether they are found by all that is known of them."""
    absent = list(check_search.missing(transaction))
    yield from absent
    named = {finding.where for finding in absent}
    for each in check_search.sample(transaction):
        if each.number in named:
            continue
        tokens = " ".join(columns(texts([petitioner(person) for person in each.people], each.gist))).split()
        if not check_search.indexed(transaction, each.id, tokens):
            yield Finding(each.number, "查找索引与登记内容不符，有的词查不到它。更正这件登记的任何一项会重新编入。")
        if not check_search.marked(transaction, each.key, each.marks):
            yield Finding(each.number, "筛选标记与登记内容不符，筛选时可能不列出。更正这件登记的任何一项会重新编入。")
