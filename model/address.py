"""What every part of the program knows of addresses."""


def other_scheme(url: str) -> str | None:
    """The address by https for one by http, and the other way round: one page, by whichever its
    site answers. None for all else, and where a port is named, for it belongs to one of the two.
    """
    scheme, mark, rest = url.partition("://")
    other = {"http": "https", "https": "http"}.get(scheme)
    if not mark or other is None or ":" in rest.partition("/")[0]:
        return None
    return f"{other}://{rest}"
