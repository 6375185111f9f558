"""A small printer of PDF files for tests: text, ruled lines, running heads, page breaks.

Latin is set in Helvetica, Chinese in a font that is neither embedded nor says what its letters
mean, as many old government files do it: a reader must know the character collection itself.
"""

import re
import zlib
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842  # A4, in points
# The widths of Helvetica from the space to the tilde, in thousandths of its size.
_HELVETICA = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
]  # fmt: skip


def is_latin(text):
    return all(ord(letter) < 0x180 for letter in text)


def width_of(text, size):
    """How wide the text is printed, in points."""
    if is_latin(text):
        return sum(_HELVETICA[min(ord(c), 126) - 32] for c in text) * size / 1000
    return sum(0.5 if ord(c) < 0x180 else 1.0 for c in text) * size


@dataclass
class Page:
    """A page being printed; places are from the upper left corner."""

    parts: list = field(default_factory=list)
    turned: int = 0

    def text(self, x, y, text, size=11, *, right=False):
        """Print the text on the line at ``y``, from ``x`` on, or up to it."""
        if right:
            x -= width_of(text, size)
        font, code = ("F1", _latin(text)) if is_latin(text) else ("F2", _han(text))
        self.parts.append(f"BT /{font} {size} Tf {x:.2f} {HEIGHT - y:.2f} Td {code} Tj ET")

    def rule(self, x0, y0, x1, y1):
        """Draw a line."""
        self.parts.append(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")

    def table(self, x, y, widths, rows, *, size=10, ruled=True, height=18):
        """Print a table with its upper left corner at the place; its lower end comes back. The
        first column stands at the left, the others at the right.
        """
        edges = [x + sum(widths[:n]) for n in range(len(widths) + 1)]
        for number, cells in enumerate(rows):
            base = y + number * height + height * 0.7
            for left, end, cell in zip(edges, edges[1:], cells, strict=False):
                if left == x:
                    self.text(left + 4, base, cell, size)
                elif cell:
                    self.text(end - 4, base, cell, size, right=True)
        end = y + len(rows) * height
        if ruled:
            for number in range(len(rows) + 1):
                self.rule(x, y + number * height, edges[-1], y + number * height)
            for edge in edges:
                self.rule(edge, y, edge, end)
        return end


def _latin(text):
    safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({safe})"


def _han(text):
    return f"<{text.encode('utf-16-be').hex()}>"


def wrapped(text, size, width, indent=0.0):
    """The lines of a paragraph, each as wide as it may be."""
    words = re.findall(r"[\d.,%]+[，。、；]?|.[，。、；]?", text)
    pieces = words if not is_latin(text) else [f"{word} " for word in text.split(" ")]
    lines, line = [], ""
    for piece in pieces:
        room = width - (indent if not lines else 0)
        if line and width_of((line + piece).rstrip(), size) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def flowed(paragraphs, *, lines_on_page=34, head="", numbered=True, size=12, leading=20):
    """Pages of running text: the first paragraph is a title, later ones are indented where they
    are Chinese and stand apart where they are not.
    """
    pages = [Page()]
    left, width, used = 80, WIDTH - 160, 0
    for number, paragraph in enumerate(paragraphs):
        han = not is_latin(paragraph)
        indent = 2 * size if han and number else 0
        lines = wrapped(paragraph, size, width, indent)
        for at, line in enumerate(lines):
            if used >= lines_on_page:
                pages.append(Page())
                used = 0
            x = left + (indent if at == 0 else 0)
            pages[-1].text(x, 90 + used * leading, line, size)
            used += 1
        used += 0 if han else 0.6
    for number, page in enumerate(pages, 1):
        if head:
            page.text(left, 45, head, 9)
        if numbered:
            page.text(WIDTH / 2 - 12, HEIGHT - 40, f"- {number} -", 10)
    return pages


def pdf(pages, *, producer="Printer 1", title="", extra=b""):
    """The file's bytes."""
    count = len(pages)
    kids = " ".join(f"{7 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [5 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /W [1 95 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
        b" /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 880"
        b" /Descent -120 /ItalicAngle 0 /CapHeight 880 /StemV 93 /FontBBox [-25 -254 1000 880] >>"
        b" >>",
        f"<< /Producer ({producer}) /Title ({title}) >>".encode(),
    ]
    for number, page in enumerate(pages):
        body = zlib.compress("\n".join(page.parts).encode("latin-1"))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {page.turned}"
            f" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {8 + 2 * number} 0 R"
            " >>".encode()
        )
        head = f"<< /Length {len(body)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + body + b"\nendstream")
    return _file(objects, extra)


def _file(objects, extra):
    out, places = b"%PDF-1.7\n" + extra, []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    ends = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\n"
    return out + ends.encode() + f"startxref\n{table}\n%%EOF\n".encode()


def scanned(count=1):
    """A file whose pages are pictures."""
    page = Page(["q 400 0 0 500 90 200 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"])
    return pdf([page] * count)


# The beginning of an old Word file: the mark of its kind, and the name of its stream.
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "WordDocument\0".encode("utf-16-le")
