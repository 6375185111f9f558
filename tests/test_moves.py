"""Pages that move: the history goes along, to a new address and onto a page found there before."""

from dataclasses import replace

from model import CheckState
from tests.lines import line, look, write_home
from tests.site import Site, pages

GOAL = "Yangpu aims to raise the revenue of its online new economy to {} by the end of 2027. "
TALK = "The district head answered questions from residents for over an hour after the report. "


def article(amount="300 billion yuan"):
    return pages.page("Yangpu sets out its goals", GOAL.format(amount) + 3 * TALK)


def test_a_page_that_moved_takes_its_history_along(tmp_path):
    """What changed on the way is told, and the next look asks where it lives now."""
    with Site() as site:
        site.put("/old", article())
        with line(write_home(tmp_path, [site.url("/old")])) as (home, parser):
            look(home, parser)
            site.put("/old", pages.redirect("/new", 301))
            site.put("/new", article("350 billion yuan"))
            assert look(home, parser)["/old"].changes == 1
            (page,) = home.store.pages("site")
            assert page.url == site.url("/new")
            assert look(home, parser)["/new"].state is CheckState.UNCHANGED
            assert site.hits("/old") == 2
            assert home.store.page_by_url(site.url("/old")).id == page.id


def test_what_a_page_says_in_the_run_that_it_is_joined_in_is_kept(tmp_path):
    """Both answers wait for the end of the crawl: one leads to the other page, which says where it
    lives and has a new amount. That is a version of the page that goes on, and told.
    """
    canonical = '<link rel="canonical" href="{}"></head>'
    with Site() as site:
        site.put("/old", article())
        site.put("/new?print=1", article())
        watched = [site.url("/old"), site.url("/new?print=1")]
        with line(write_home(tmp_path, watched)) as (home, parser):
            look(home, parser)
            raised = article("350 billion yuan")
            link = canonical.format(site.url("/new")).encode()
            site.put("/old", pages.redirect("/new?print=1", 301))
            site.put("/new?print=1", replace(raised, body=raised.body.replace(b"</head>", link)))
            look(home, parser)
            (page,) = home.store.pages("site")
            (said,) = home.store.latest_version(page.id).claims
            assert said.quantity.value == 350_000_000_000
            assert len(home.store.changes(run=2)) == 1


def test_a_page_that_moved_onto_one_found_there_before_becomes_one_with_it(tmp_path):
    """One page is left, and what changed during the move is told once."""
    with Site() as site:
        site.put("/old", article())
        folder = write_home(tmp_path, [site.url("/old"), site.url("/new")])
        with line(folder) as (home, parser):
            look(home, parser)
            site.put("/old", pages.redirect("/new", 301))
            site.put("/new", article("350 billion yuan"))
            checks = look(home, parser)
            assert checks["/old"].state is CheckState.MOVED
            assert checks["/old"].changes == 1
            (page,) = home.store.pages("site")
            assert (page.url, len(home.store.versions(page.id))) == (site.url("/new"), 2)
            assert look(home, parser)["/new"].state is CheckState.UNCHANGED


def test_an_address_that_leads_elsewhere_does_not_move(tmp_path):
    """Neither for a while, nor to a front page, nor to another article."""
    other = pages.page("Another matter", "The library opens a reading room for children. " * 12)
    with Site() as site:
        for path in ("/for-a-while", "/home", "/another"):
            site.put(path, article())
        paths = ("/for-a-while", "/home", "/another")
        with line(write_home(tmp_path, [site.url(path) for path in paths])) as (home, parser):
            look(home, parser)
            site.put("/new", article())
            site.put("/other", other)
            site.put("/", other)
            site.put("/for-a-while", pages.redirect("/new", 302))
            site.put("/home", pages.redirect("/", 301))
            site.put("/another", pages.redirect("/other", 301))
            checks = look(home, parser)
            assert checks["/home"].state is CheckState.SOFT404
            assert checks["/another"].state is CheckState.MOVED
            assert {page.url for page in home.store.pages("site")} == {
                site.url(path) for path in paths
            }
