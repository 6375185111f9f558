"""Redirects: Scrapy's, with endings that say what happened."""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response


class TooManyRedirectsError(IgnoreRequest):
    """A page that leads on and on."""


class Redirects(RedirectMiddleware):
    """Follows redirects; each hop is a request of its own and passes the gate."""

    def process_response(  # type: ignore[override] # the third argument is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """The next hop, or the response when it leads nowhere on the web."""
        try:
            return super().process_response(request, response)
        except ValueError:  # a target that makes no request: javascript:, http://[
            return response
        except IgnoreRequest as error:
            most = self.max_redirect_times
            raise TooManyRedirectsError(f"redirected more than {most} times") from error
