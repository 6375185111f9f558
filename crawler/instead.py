"""What an answer without readable text holds instead: data, a jump to another page, a frame, or a
shell that only a browser's scripts can fill.
"""

import json
import re
from urllib.parse import urljoin, urlsplit

from crawler.addresses import canonical_url
from crawler.notices import HARDLY_ANY, sentences
from crawler.sight import MAX_TEXT, Sight, words
from crawler.signs import signs
from model import CheckState

Verdict = tuple[CheckState, str]

NEEDS_BROWSER = (
    "the page has no text without its scripts: if a browser shows the article, set "
    'render = "browser" in the source\'s file'
)
_MAX_JSON = 64 * 1024
_JUMP = re.compile(
    r"\blocation(?:\.href)?\s{0,9}=\s{0,9}[\"']([^\"'\s]{1,500})[\"']"
    r"|\blocation\.(?:replace|assign)\(\s{0,9}[\"']([^\"'\s]{1,500})[\"']"
)
_REFRESH = re.compile(
    r"^\s{0,9}[\d.]{0,6}\s{0,9}[;,]\s{0,9}url\s{0,9}=\s{0,9}[\"']?([^\"'\s]{1,500})", re.I
)
_MOVED_TITLE = re.compile(
    r"(?:30[1278]\b|object moved|document moved|moved (?:permanently|temporarily))", re.I
)
_SETS_COOKIE = re.compile(r"document\.cookie\s{0,9}=|setcookie\(", re.I)
_RELOADS = re.compile(r"\blocation\b.{0,40}(?:reload\(|=|replace\()|\breload\(", re.I)
LOGIN_URL = re.compile(
    r"/(?:login|signin|sign-in|sso|passport|oauth2?|cas|idp|saml2?|wp-login)\b"
    r"|//(?:passport|sso|login|auth|idp)\.",
    re.I,
)
_ERROR_URL = re.compile(r"/(?:404|error|err|notfound|not-found|page-not-found|missing)\b", re.I)
HOME = re.compile(r"/?(?:(?:index|default|home|main)\.\w{1,5}|[a-z]{2}(?:-[a-z]{2})?/?)?", re.I)
_BY_CODE = {
    401: CheckState.LOGIN,
    403: CheckState.BLOCKED,
    404: CheckState.SOFT404,
    410: CheckState.SOFT404,
    429: CheckState.BLOCKED,
    503: CheckState.MAINTENANCE,
}


def data(sight: Sight) -> Verdict | None:
    """An answer that is data for a program, which may say in it that it failed."""
    body = sight.capture.body.strip()
    if not body.startswith((b"{", b"[")) or len(body) > _MAX_JSON:
        return None
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    flat = told if isinstance(told, dict) else {}
    codes = [_number(flat.get(k)) for k in ("status", "code", "statusCode", "errcode", "errorCode")]
    message = "; ".join(str(v)[:100] for v in flat.values() if isinstance(v, str))[:300]
    state = next((_BY_CODE[code] for code in codes if code in _BY_CODE), None)
    if state is None:
        heard = (s for part in message.split("; ") for s in sentences(part))
        said = (sign.state for part in heard for sign in signs().all if sign.says.search(part))
        state = next(said, CheckState.ERROR)
    return state, f"the answer is data for a program, not a page: {message[:80]!r}"


def _number(value: object) -> int | None:
    said = str(value)[:9]
    return int(said) if isinstance(value, int | str) and said.isdecimal() else None


def jump(sight: Sight) -> Verdict | None:
    """A page that shows next to nothing and sends browsers on."""
    if sight.tree is None or words(sight.shown) >= HARDLY_ANY:
        return None
    script = sight.text[:MAX_TEXT]
    if _SETS_COOKIE.search(script) and _RELOADS.search(script):
        return CheckState.BLOCKED, "the page only sets a cookie and loads itself again: a firewall"
    target = _target(sight)
    if target is None:
        return None
    to = _joined(sight, target)
    if not to.startswith(("http://", "https://")) or same_page(to, sight.capture.final_url):
        return None
    led = where_to(to, sight.capture.url)
    return led or (
        CheckState.MOVED,
        f"the page only sends browsers on to {to[:120]}: if the article lives there, watch that",
    )


def where_to(to: str, asked: str) -> Verdict | None:
    """What an address says that stands where no article is; None when it may be one."""
    if same_page(to, asked):
        return None
    try:
        got, wanted = urlsplit(to), urlsplit(asked)
    except ValueError:
        return None
    if LOGIN_URL.search(to) and not LOGIN_URL.search(asked):
        return CheckState.LOGIN, f"the address now leads to a login: {to[:120]}"
    if _ERROR_URL.search(got.path) and not _ERROR_URL.search(wanted.path):
        return CheckState.SOFT404, f"the address now leads to an error page: {to[:120]}"
    is_home = HOME.fullmatch(got.path) and not got.query
    if is_home and not HOME.fullmatch(wanted.path):
        return CheckState.SOFT404, f"the address now leads to a front page: {to[:120]}"
    return None


def same_page(one: str, other: str) -> bool:
    """Whether two addresses are one page."""
    return canonical_url(one) == canonical_url(other)


def _joined(sight: Sight, target: str) -> str:
    """The address that ``target`` means on the page; "" when it is none."""
    try:
        return urljoin(sight.capture.final_url, target)
    except ValueError:  # http://[
        return ""


def _target(sight: Sight) -> str | None:
    assert sight.tree is not None  # `jump` asked
    for meta in sight.tree.xpath("//meta[@http-equiv and @content]")[:20]:
        if meta.get("http-equiv").lower() == "refresh" and (
            to := _REFRESH.match(meta.get("content"))
        ):
            return to.group(1)
    if _MOVED_TITLE.match(sight.title):
        return next(iter(sight.tree.xpath("//a/@href")), None)
    found = _JUMP.search(sight.text[:MAX_TEXT])
    return (found.group(1) or found.group(2)) if found else None


def nothing(sight: Sight) -> str:
    """Why a page has no text, and what to do about it."""
    tree = sight.tree
    if not sight.capture.body.strip() or tree is None:
        return "the server sent an empty page"
    frames = tree.xpath("//frame/@src | //iframe/@src")
    frames = [src for src in frames if not src.startswith(("about:", "javascript:"))]
    if frames and words(sight.shown) < HARDLY_ANY:
        to = _joined(sight, frames[-1])
        return (
            f"the page shows other pages in frames: watch the one with the text, such as {to[:120]}"
        )
    if tree.xpath("boolean(//script)") or tree.xpath("boolean(//noscript)"):
        return NEEDS_BROWSER
    if tree.xpath("boolean(//body//img)"):
        return "the page shows pictures and no text, and pictures are not read"
    return "no article text was found on the page"
