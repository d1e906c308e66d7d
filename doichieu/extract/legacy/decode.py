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


# Symbol fonts keep their codes in the private use area (U+F0xx).
_PRIVATE = {0xF000 + code: code for code in range(0x20, 0x100)}
# What Windows-1252 shows for the codes 0x80 to 0x9F.
_WINDOWS = {
    ord(bytes([code]).decode("cp1252")): code
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_WINDOWS_SIGNS = {code: sign for sign, code in _WINDOWS.items()}
_VOWELS = "aeiouyAEIOUY\u00a1-\u00a6\u00a8-\u00ad"
_MARKS = "".join(chr(code) for code, letter in TCVN3.items() if letter in TCVN3_MARKS)
# A tone mark of TCVN3 stands behind a vowel; elsewhere its code is a sign of its own ("m²", "30°").
_TCVN3 = re.compile(f"(?<=[{_VOWELS}])[{_MARKS}]|[\u00a1-\u00af\u00b5-\u00ff]")
# Plain letters in capitals, accented ones small: with two capitals or more no name is written so.
_ACCENTED = "à-ÿăđĩũơưạ-ỹ"
_TORN = re.compile(
    rf"(?<![^\W\d_])(?=[A-ZÂÊÔĂĐƠƯ]*[{_ACCENTED}])[A-ZÂÊÔĂĐƠƯ{_ACCENTED}]*[A-Z][A-ZÂÊÔĂĐƠƯ{_ACCENTED}]*[A-Z]"
    rf"[A-ZÂÊÔĂĐƠƯ{_ACCENTED}]*(?![^\W\d_])"
)
_CAPITAL_WORD = re.compile(rf"(?<![^\W\d_])[A-ZÂÊÔĂĐƠƯ{_ACCENTED}]+(?![^\W\d_])")
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
    plain = text.translate(_PRIVATE)
    if encoding is Encoding.TCVN3:
        plain = plain.translate(_WINDOWS_SIGNS)
        decoded = _TCVN3.sub(lambda match: TCVN3[ord(match.group())], plain)
    elif encoding is Encoding.VNI:
        plain = plain.translate(_WINDOWS_SIGNS)
        decoded = _VNI.sub(lambda match: VNI[match.group()], plain)
    elif encoding is Encoding.CP1258:
        decoded = plain
    else:
        decoded = plain.translate(_WINDOWS).translate(VPS if encoding is Encoding.VPS else VISCII)
    decoded = unicodedata.normalize("NFC", decoded)
    if capitals:
        return decoded.upper()
    return _mended(decoded) if encoding is Encoding.TCVN3 else decoded


def _mended(text: str) -> str:
    """Give words in capitals their accented capitals back.

    ABC fonts have none: capitals are typed in a font of capitals (".VnTimeH"), where "ỉ" shows as "Ỉ". Text that lost
    its fonts has "TỉNH"; such a word is proof for its line, where "Uỷ" alone could be either.
    """
    if not _TORN.search(text):
        return text
    lines = text.split("\n")
    return "\n".join(
        _CAPITAL_WORD.sub(lambda match: match[0].upper(), line) if _TORN.search(line) else line
        for line in lines
    )
