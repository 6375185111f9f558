from concurrent.futures import ThreadPoolExecutor

from model import CorpusDocument
from tests.storage.samples import NOW, article, claim


def add(store, text, origin, claims=()):
    return store.add_document(
        article(text), claims, origin=origin, now=NOW, extractor="e1", reader="r1"
    )


def test_a_document_is_a_version_without_a_page(store):
    """It comes back whole, with its address and no source."""
    version, is_new = add(store, "seed", "a.md", [claim(), claim("5")])
    assert is_new
    assert (version.article, version.claims) == (article("seed"), (claim(), claim("5")))
    assert (version.page, version.source, version.capture_sha256) == (None, None, None)
    assert (version.url, version.seq, version.captured_at) == (article().url, 1, NOW)
    [document] = store.documents()
    assert document == CorpusDocument("a.md", version, document.id)
    assert store.document("a.md") == store.document(str(document.id)) == document
    assert store.document("b.md") is None
    assert store.pages() == ()


def test_a_text_is_not_added_twice(store):
    """Neither from the same file nor from a copy of it."""
    first, _ = add(store, "seed", "a.md")
    assert add(store, "seed", "a.md") == (first, False)
    assert add(store, "seed", "copy of a.md") == (first, False)
    assert [document.origin for document in store.documents()] == ["a.md"]


def test_a_file_that_changed_is_the_next_version(store):
    """The old one stays, and a file put back as it was is current again."""
    first, _ = add(store, "one", "a.md")
    second, is_new = add(store, "two", "a.md")
    assert (is_new, second.seq) == (True, 2)
    third, is_new = add(store, "one", "a.md")
    assert (is_new, third.seq) == (True, 3)
    assert store.version(first.id) == first
    assert [document.version for document in store.documents()] == [third]


def test_documents_are_listed_in_the_order_they_came(store):
    """Whichever was changed last."""
    for text, origin in (("one", "b.md"), ("two", "a.md"), ("three", "b.md")):
        add(store, text, origin)
    found = [(each.origin, each.version.article.text) for each in store.documents()]
    assert found == [("b.md", "three"), ("a.md", "two")]


def test_an_origin_that_looks_like_a_number_comes_first(store):
    """A file called "1" is found by its name, whatever its number."""
    add(store, "one", "a.md")
    add(store, "two", "1")
    assert store.document("1").origin == "1"
    assert store.document(str(store.document("a.md").id)).version.article.text in ("one", "two")


def test_documents_added_at_once_are_added_once(store):
    """Four threads with one text make one document."""
    with ThreadPoolExecutor(4) as threads:
        added = list(threads.map(lambda n: add(store, "seed", f"{n}.md")[1], range(4)))
    assert sorted(added) == [False, False, False, True]
    assert len(store.documents()) == 1
