"""Letters of a legacy encoding to Unicode."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from doichieu.extract.legacy.tables import TCVN3, TCVN3_MARKS, VISCII, VNI, VPS


class Encoding(StrEnum):
    """An encoding, by the name people know it by."""

    TCVN3 = "TCVN3"
    VNI = "VNI"
    VPS = "VPS"
    VISCII = "VISCII"
    CP1258 = "Windows-1258"


# Symbol fonts keep their codes in the private use area (U+F0xx), LibreOffice those that an encoding lacks (U+F1xx).
_PRIVATE = {0xF000 + code: code for code in range(0x20, 0x100)} | {
    0xF100 + code: code for code in range(0x80, 0xA0)
}
# Programs that guess take such text for Turkish: six letters of Windows-1254 stand at the places of others.
_TURKISH = {0x11E: 0xD0, 0x130: 0xDD, 0x15E: 0xDE, 0x11F: 0xF0, 0x131: 0xFD, 0x15F: 0xFE}
_ELSEWHERE = _PRIVATE | _TURKISH
# What Windows-1252 shows for the codes 0x80 to 0x9F.
_WINDOWS = {
    ord(bytes([code]).decode("cp1252")): code
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WINDOWS_SIGNS = {code: sign for sign, code in _WINDOWS.items()}
_VOWELS = "aeiouyAEIOUY\u00a1-\u00a6\u00a8-\u00ad"
_MARKS = "".join(chr(code) for code, letter in TCVN3.items() if letter in TCVN3_MARKS)
# A tone mark of TCVN3 stands behind a vowel; elsewhere its code is a sign of its own ("m²", "30°").
_TCVN3 = re.compile(f"(?<=[{_VOWELS}])[{_MARKS}]|[\u00a1-\u00af\u00b5-\u00ff]")
# Plain letters in capitals, accented ones small: with two capitals or more, or a capital behind, no name is written so.
_ACCENTED = "à-ÿăđĩũơưạ-ỹ"
_TORN = re.compile(
    rf"[{_ACCENTED}][A-Z]|(?<![^\W\d_])(?=[A-ZÂÊÔĂĐƠƯ]*[{_ACCENTED}])[A-ZÂÊÔĂĐƠƯ{_ACCENTED}]*[A-Z][A-ZÂÊÔĂĐƠƯ{_ACCENTED}]*[A-Z]"
    rf"[A-ZÂÊÔĂĐƠƯ{_ACCENTED}]*(?![^\W\d_])"
)
_CAPITALS = re.compile(rf"[A-ZÂÊÔĂĐƠƯ{_ACCENTED}]+")
_WORD = re.compile(r"[^\W\d_]+")
# What parts the cells of a line: words on the other side of it prove nothing.
_CELLS = re.compile(r"(\t|\||\n|  +)")
# VPS and VISCII have letters at the places of "²" and "³", which papers set in their fonts all the same.
_SQUARE = re.compile(r"((?<![^\W\d_])[kcdm]?m[\u00b2\u00b3](?![^\W\d_]))")
_VNI = re.compile("|".join(map(re.escape, sorted(VNI, key=len, reverse=True))))


def decode(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """Decode text that shows the codes of a legacy encoding as Latin letters.

    Args:
        text: Text as Windows-1252 or Latin-1 shows the codes.
        encoding: What the codes mean.
        capitals: Whether the font draws small letters as capitals (".VnTimeH").

    Returns:
        Text in NFC; what is no code of the encoding stays.
    """
    plain = text.translate(_ELSEWHERE)
    if encoding is Encoding.TCVN3:
        plain = plain.translate(_WINDOWS_SIGNS)
        decoded = _TCVN3.sub(lambda match: TCVN3[ord(match.group())], plain)
    elif encoding is Encoding.VNI:
        plain = plain.translate(_WINDOWS_SIGNS)
        decoded = _VNI.sub(lambda match: VNI[match.group()], plain)
    elif encoding is Encoding.CP1258:
        decoded = plain
    else:
        table = VPS if encoding is Encoding.VPS else VISCII
        pieces = _SQUARE.split(plain.translate(_WINDOWS))
        decoded = "".join(piece.translate(table) if at % 2 == 0 else piece for at, piece in enumerate(pieces))
    decoded = unicodedata.normalize("NFC", decoded)
    if capitals:
        return decoded.upper()
    return _mended(decoded) if encoding is Encoding.TCVN3 else decoded


def text_in_1258(text: str) -> bytes:
    """Text in Windows-1258, which has vowels with a hat or horn, and tones as marks that stand behind them.

    Args:
        text: Text in any form of Unicode.

    Returns:
        Its codes.

    Raises:
        UnicodeEncodeError: It has a letter that the encoding lacks.
    """
    return b"".join(map(_char_in_1258, text))


def _char_in_1258(char: str) -> bytes:
    if 0xF180 <= ord(char) < 0xF1A0:
        return bytes([ord(char) - 0xF100])
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        apart = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in apart if mark in _TONES), "")
        return (unicodedata.normalize("NFC", apart.replace(tone, "")) + tone).encode("cp1258")


def _mended(text: str) -> str:
    """Give words in capitals their accented capitals back.

    ABC fonts have none: capitals are typed in a font of capitals (".VnTimeH"), where "ỉ" shows as "Ỉ". Text that lost
    its fonts has "TỉNH"; such a word is proof for its cell, where "Uỷ" could be either and goes with the word beside it.
    """
    if not _TORN.search(text):
        return text
    return "".join(_in_capitals(cell) if _TORN.search(cell) else cell for cell in _CELLS.split(text))


def _in_capitals(cell: str) -> str:
    """A line or cell with its words in capitals whole."""
    words = list(_WORD.finditer(cell))
    capitals = [_capitals(match[0]) for match in words]
    # A word of one plain letter goes with the next one, the last one with the one before.
    for at in range(len(words) - 1, -1, -1):
        if capitals[at] is None:
            beside = capitals[at + 1] if at + 1 < len(words) else _before(capitals[:at])
            capitals[at] = bool(beside)
    pieces: list[str] = []
    end = 0
    for match, whole in zip(words, capitals, strict=True):
        pieces += [cell[end : match.start()], match[0].upper() if whole else match[0]]
        end = match.end()
    return "".join([*pieces, cell[end:]])


def _before(capitals: list[bool | None]) -> bool:
    return next((whole for whole in reversed(capitals) if whole is not None), False)


def _capitals(word: str) -> bool | None:
    """Whether a word is one in capitals; None where it has one plain letter or none ("Uỷ", "ấp")."""
    if not _CAPITALS.fullmatch(word):
        return False
    plain = sum(char.isupper() for char in word)
    if plain > 1:
        return True
    return None if len(word) - plain == 1 or plain == 0 else False
