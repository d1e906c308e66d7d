"""Mutations: of bytes, of the text of markup, of parts of archives, of streams in PDF."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from random import Random

from lxml import etree

# What readers count, index and allocate by; what stands for something in one format or another.
_NUMBERS = (
    0,
    1,
    -1,
    2,
    7,
    127,
    128,
    255,
    256,
    32767,
    65535,
    65536,
    1048576,
    2**31 - 1,
    2**31,
    2**32,
    2**63,
    10**30,
)
_WORDS = (
    "", "NaN", "1e999", "-", "A1:XFD1048576", "XFD1048576", "../../x", "\u0000", "\ufeff", "\u202e", "\udc80",
    "&#0;", "%s", "=1+1", "<b>", "]]>", "true", "preserve", "restart", "continue", "0" * 400, "x" * 5000, "1.234.567,89",
    "\t", "|", "\n\n", "Tổng cộng", "Bảng 1.1", "TT", "I", "*", "(1)", "đ" * 300,
)  # fmt: skip
_BYTES = (
    b"\x00",
    b"\xff",
    b"\x80",
    b"\r",
    b"\t",
    b"<",
    b">",
    b"&",
    b'"',
    b"(",
    b")",
    b"[",
    b"]",
    b"/",
    b"%",
    b"\xc3",
    b"=",
)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_TAG = re.compile(rb"<[^<>]{1,300}>")
_CONTROL = re.compile(rb"\\[a-z]+-?\d*|[{}]")
# What opens or closes something in rich text, or says how much follows.
_RICH = (
    b"{", b"}", b"{\\*", b"\\cell ", b"\\row ", b"\\trowd", b"\\nestcell ", b"{\\nesttableprops", b"\\itap9 ", b"\\bin99999 ",
    b"{\\pict\\wmetafile8 ", b"{\\object\\objdata ", b"{\\field{\\*\\fldinst INCLUDETEXT \"/etc/hostname\"}}", b"\\u-1?",
    b"\\uc255 ", b"\\cellx-5", b"\\clvmrg", b"\\page ", b"\\ls32000 ", b"{\\shp{\\*\\shpinst{\\shptxt ",
)  # fmt: skip
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def mutate(data: bytes, kind: str, random: Random) -> bytes:
    """One to four mutations that the medium can have.

    Args:
        data: A paper, or one that was mutated before.
        kind: Its medium, a key of `seeds`.
        random: Where chance comes from.

    Returns:
        Other bytes, as a rule.
    """
    for _ in range(random.choice((1, 1, 1, 2, 2, 4))):
        data = random.choice(_WAYS[kind])(data, random)
    return data


def of_bytes(data: bytes, random: Random) -> bytes:
    """Change, lose, repeat, insert or swap some bytes."""
    at, length = _slice(data, random)
    end = at + length
    match random.randrange(7):
        case 0:
            return data[:at] + random.choice(_BYTES) * random.choice((1, 1, 3, 200)) + data[at:]
        case 1:
            return data[:at] + data[end:]
        case 2:
            return data[:end] + data[at:end] * random.choice((1, 2, 50)) + data[end:]
        case 3:
            return data[:at] + random.randbytes(min(length, 64)) + data[at + min(length, 64) :]
        case 4:
            return data[:at]
        case 5:
            other, _ = _slice(data, random)
            return data[:at] + data[other : other + length] + data[end:]
        case _:
            return (
                data[:at]
                + bytes((byte ^ 1 << random.randrange(8)) for byte in data[at : at + 1])
                + data[at + 1 :]
            )


def of_numbers(data: bytes, random: Random) -> bytes:
    """Replace a number that is written out."""
    return _replaced(data, _NUMBER, lambda _: str(random.choice(_NUMBERS)).encode(), random)


def of_integers(data: bytes, random: Random) -> bytes:
    """Replace an integer of two or four bytes, as compound files and their records hold them."""
    size = random.choice((2, 4))
    if len(data) < size:
        return of_bytes(data, random)
    # Headers, directories and tables of places stand at the beginning and the end of such files.
    near = random.choice((512, 4096, len(data)))
    at = (
        random.randrange(max(1, min(near, len(data)) - size + 1))
        if random.randrange(3)
        else random.randrange(len(data) - size + 1)
    )
    value = random.choice(_NUMBERS) % 256**size
    return data[:at] + value.to_bytes(size, "little") + data[at + size :]


def of_controls(data: bytes, random: Random) -> bytes:
    """Lose, repeat, nest, rename or cut off a control word or a brace of rich text."""
    ways = (
        lambda _: b"",
        lambda word: word * random.choice((2, 40, 3000)),
        lambda word: word.rstrip(b"0123456789") + str(random.choice(_NUMBERS)).encode(),
        lambda _: random.choice(_RICH),
        lambda word: random.choice(_RICH) + word,
    )
    return _replaced(data, _CONTROL, random.choice(ways), random)


def of_words(data: bytes, random: Random) -> bytes:
    """Insert a word that means something somewhere."""
    at, length = _slice(data, random)
    word = random.choice(_WORDS).encode("utf-8", "surrogatepass")
    return data[:at] + word + data[at + random.choice((0, length)) :]


def of_tags(data: bytes, random: Random) -> bytes:
    """Lose, repeat, nest or rename a tag, whether or not that leaves well-formed markup."""
    ways = (
        lambda _: b"",
        lambda tag: tag * random.choice((2, 3, 300)),
        lambda tag: b"</" + tag[1:],
        lambda tag: (
            tag[:-1] + b' rowspan="%d" colspan="%d">' % (random.choice(_NUMBERS), random.choice(_NUMBERS))
        ),
        lambda _: random.choice(
            (b"<table>", b"</table>", b"<tr>", b"<td>", b"</td>", b"<!--", b"<script>", b"<p>")
        ),
    )
    return _replaced(data, _TAG, random.choice(ways), random)


def of_tree(data: bytes, random: Random) -> bytes:
    """Move, lose, repeat, rename or fill an element of well-formed XML."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        return of_tags(data, random)
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    one, other = random.choice(elements), random.choice(elements)
    match random.randrange(7):
        case 0 if one.getparent() is not None:
            one.getparent().remove(one)
        case 1 if one not in other.iterancestors() and one is not other and one is not root:
            other.append(one)
        case 2 if one is not root:
            for _ in range(random.choice((1, 2, 40))):
                one.addnext(etree.fromstring(etree.tostring(one, with_tail=False)))
        case 3:
            one.tag = other.tag
        case 4 if one.attrib:
            one.set(random.choice(list(one.attrib)), _value(random))
        case 5:
            names = [name for element in elements for name in element.attrib]
            if names:
                one.set(random.choice(names), _value(random))
        case _:
            one.text = _value(random)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def of_archive(data: bytes, random: Random) -> bytes:
    """Mutate, lose, repeat, swap or rename a part of a zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, RuntimeError, EOFError, OSError, ValueError):
        return of_bytes(data, random)
    if not parts:
        return of_bytes(data, random)
    # Most of what readers do is told by the part with most text.
    largest = max(range(len(parts)), key=lambda index: len(parts[index][1]))
    index = random.choice((largest, random.randrange(len(parts))))
    name, content = parts[index]
    match random.randrange(12):
        case 0:
            del parts[index]
        case 1:
            parts.append((name, content))
        case 2:
            parts[index] = (name, random.choice(parts)[1])
        case 3:
            parts[index] = (random.choice(("../" + name, name.upper(), random.choice(parts)[0])), content)
        case 4:
            parts[index] = (name, of_bytes(content, random))
        case 5 | 6:
            parts[index] = (name, of_numbers(content, random))
        case _:
            parts[index] = (name, of_tree(content, random))
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore", UserWarning)  # two parts of one name are meant
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def of_pdf_stream(data: bytes, random: Random) -> bytes:
    """Mutate the content of a stream and pack it again."""
    found = list(_STREAM.finditer(data))
    if not found:
        return of_bytes(data, random)
    one = random.choice(found)
    try:
        content = zlib.decompress(one[1].strip(b"\r\n"))
    except zlib.error:
        content = one[1]
    content = random.choice((of_bytes, of_numbers, of_numbers, of_words))(content, random)
    return data[: one.start(1)] + zlib.compress(content) + b"\n" + data[one.end(1) :]


def of_encoding(data: bytes, random: Random) -> bytes:
    """Write text in another encoding, or put the mark of one before it."""
    if random.randrange(2):
        return (
            random.choice((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"+/v8-")) + data
        )
    text = data.decode("utf-8", "replace")
    return text.encode(
        random.choice(("utf-16", "utf-16-be", "utf-32", "cp1258", "utf-7", "latin-1")), "replace"
    )


def _value(random: Random) -> str:
    drawn = random.choice((str(random.choice(_NUMBERS)), random.choice(_WORDS)))
    return "".join(letter for letter in drawn if letter.isprintable() or letter in "\t\n")


def _slice(data: bytes, random: Random) -> tuple[int, int]:
    """A place and a length, short as a rule."""
    at = random.randrange(len(data) + 1)
    return at, random.choice((1, 1, 2, 4, 8, 30, 100, 1000, len(data) // 3))


def _replaced(data: bytes, pattern: re.Pattern[bytes], other: object, random: Random) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return of_bytes(data, random)
    one = random.choice(found)
    made: bytes = other(one[0])  # type: ignore[operator]
    return data[: one.start()] + made + data[one.end() :]


_MARKUP = (of_tags, of_tags, of_numbers, of_words, of_bytes, of_encoding)
_PACKED = (of_archive, of_archive, of_archive, of_archive, of_bytes)
_WAYS = {
    "text": (of_bytes, of_numbers, of_words, of_words, of_encoding),
    "html": _MARKUP,
    "mht": _MARKUP,
    "docx": _PACKED,
    "xlsx": _PACKED,
    "ods": _PACKED,
    "fods": (of_tree, of_tree, of_tree, of_bytes, of_tags),
    "xml": (of_tree, of_tree, of_tree, of_bytes, of_tags),
    "xls": (of_bytes, of_bytes, of_words, of_integers),
    "biff": (of_bytes, of_integers, of_integers, of_integers, of_words),
    "doc": (of_bytes, of_integers, of_integers, of_integers, of_words),
    "rtf": (of_controls, of_controls, of_controls, of_numbers, of_bytes, of_words),
    "odt": _PACKED,
    "pdf": (of_pdf_stream, of_pdf_stream, of_numbers, of_numbers, of_bytes),
}
