"""Certificates: checked by default, and the reason said plainly."""

from dataclasses import replace

from model import Capture, CheckState, FetchFailure
from tests.crawler.crawls import FAST, answers, order
from tests.site import Site, pages
from tests.site.certificate import self_signed


def test_an_untrusted_certificate_is_refused_and_said(tmp_path):
    """A certificate nobody vouches for ends the fetch, unless the person turned the check off."""
    with Site(self_signed(tmp_path)) as site:
        site.put("/", pages.page())
        found, _ = answers([order(site.url("/"))])
        failure = found[site.url("/")]
        assert isinstance(failure, FetchFailure)
        assert failure.state is CheckState.ERROR
        assert failure.reason.startswith("certificate not trusted: ")
        assert site.log == []
        found, _ = answers([order(site.url("/"))], replace(FAST, verify_certificates=False))
        assert isinstance(found[site.url("/")], Capture)
