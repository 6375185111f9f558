"""Whether an Office file, a ZIP archive of XML, is safe to unpack.

Its directory says how large each part is, and Python's zipfile unpacks no more of it than that.
"""

import io
import zipfile

from crawler.files.problem import FileError

MAX_UNPACKED = 200 * 1024 * 1024  # bytes of all parts
MAX_PART = 100 * 1024 * 1024  # bytes of one part; as a tree it takes several times that
MAX_PARTS = 10_000
_MAX_RATIO = 200  # of unpacked to packed; the XML of a real file reaches about 50
_SMALL = 10 * 1024 * 1024  # bytes unpacked that harm nobody, whatever the ratio


def checked(body: bytes) -> zipfile.ZipFile:
    """The archive, opened.

    Raises: FileError when it is broken, locked, or would unpack to more than we take.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise FileError(f"it is broken: {error}") from error
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS:
        raise FileError(f"it has more than {MAX_PARTS} parts")
    if total > MAX_UNPACKED or any(part.file_size > MAX_PART for part in parts):
        raise FileError(f"it unpacks to {total // 1024**2} MiB, more than is taken")
    if total > _SMALL and total > _MAX_RATIO * len(body):
        raise FileError(f"it unpacks to {total // len(body)} times its size, as no document does")
    if any(part.flag_bits & 1 for part in parts):
        raise FileError("it is protected by a password: ask its publisher for an open copy")
    return archive
