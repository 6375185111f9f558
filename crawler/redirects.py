"""Redirects: Scrapy's, with endings that say what happened."""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.addresses import canonical_url
from crawler.twins import key_of


class TooManyRedirectsError(IgnoreRequest):
    """A page that leads on and on."""


class Redirects(RedirectMiddleware):
    """Follows redirects; each hop is a request of its own and passes the gate."""

    def process_response(  # type: ignore[override] # the third argument is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """The next hop, or the response when it leads nowhere on the web."""
        try:
            return _allowed(request, response, super().process_response(request, response))
        except ValueError:  # a target that makes no request: javascript:, http://[
            return response
        except IgnoreRequest as error:
            most = self.max_redirect_times
            raise TooManyRedirectsError(f"redirected more than {most} times") from error


def _allowed(
    request: Request, response: Response, onward: Request | Response
) -> Request | Response:
    """The next hop; the redirect itself where it leads to a page that the crawl fetches anyway, or
    knows as another: one document is fetched once.
    """
    asked = request.cb_kwargs
    if not isinstance(onward, Request) or "frontier" not in asked:
        return onward
    if not asked["frontier"].may_go(asked["step"], onward.url):
        request.meta["led_to"] = onward.url
        return response
    if key_of(onward.url) != key_of(request.url):
        # A front page that was not modified since is no article that was not; a tag is its own.
        onward.headers.pop("If-Modified-Since", None)
    return onward


def moved_to(url: str, response: Response) -> str | None:
    """Where a page asked for at ``url`` moved to for good (301, 308; or by https what was by http);
    None when it lives where it was. A temporary redirect ends the way there.
    """
    meta = response.meta
    places = [*meta.get("redirect_urls", ()), response.url][1:]
    reasons = [*meta.get("redirect_reasons", ())]
    if "led_to" in meta:
        places, reasons = [*places, meta["led_to"]], [*reasons, response.status]
    if not reasons:
        return None
    here = url
    for place, reason in zip(places, reasons, strict=False):
        if reason not in (301, 308) and key_of(place) != key_of(here):
            break
        here = place
    moved = canonical_url(here)
    return moved if moved != canonical_url(url) else None
