"""Code tables of the encodings that Vietnamese papers used before Unicode.

Source:
    TCVN 5712:1993 (VN1, of which the ABC fonts, .VnTime and others, use the upper half), RFC 1456 (VISCII), the
    VPS and VNI Windows charts of the Vietnamese Unicode project. TCVN and VISCII are tested against glibc.
"""

from __future__ import annotations

import itertools
import unicodedata

# 0xA1 to 0xFF. 0xB0 to 0xB4 are tone marks that stand behind their vowel.
_TCVN3 = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮ"
    "ẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔ"
    "ỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)

# 0x80 to 0xFF. 0xA0 is a letter in VISCII.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ"
    "\u00a0ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺß"
    "àáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ"
)

# Capitals for which there was no room in the upper half took the place of control characters.
_VISCII_LOW = dict(zip((0x02, 0x05, 0x06, 0x14, 0x19, 0x1E), "ẲẴẪỶỸỴ", strict=True))
_VPS_LOW = dict(
    zip(
        (0x02, 0x03, 0x04, 0x05, 0x06, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x19, 0x1C, 0x1D),
        "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ",
        strict=True,
    )
)


def _table(first: int, letters: str, low: dict[int, str] | None = None) -> dict[int, str]:
    return dict(enumerate(letters, first)) | (low or {})


TCVN3 = _table(0xA1, _TCVN3)
VISCII = _table(0x80, _VISCII, _VISCII_LOW)
VPS = _table(0x80, _VPS, _VPS_LOW)
TCVN3_MARKS = frozenset("\u0300\u0309\u0303\u0301\u0323")

# VNI sets a vowel and behind it its marks as one character: a tone, a circumflex or breve, or both.
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
VNI_MARKS = frozenset(
    "".join([*_TONES, *_CIRCUMFLEX, *_BREVE]) + "".join([*_TONES, *_CIRCUMFLEX, *_BREVE]).upper()
)
_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    """Every VNI sequence and the letter it stands for; marks behind a capital are capitals in most papers."""
    small: dict[str, str] = dict(_ALONE)
    for vowel, mark in itertools.product("aeiouyôö", _TONES):
        small[vowel + mark] = _ALONE.get(vowel, vowel) + _TONES[mark]
    small |= {vowel + mark: vowel + "\u0302" + tone for vowel in "aeo" for mark, tone in _CIRCUMFLEX.items()}
    small |= {"a" + mark: "a\u0306" + tone for mark, tone in _BREVE.items()}
    table: dict[str, str] = {}
    for sequence, letter in small.items():
        whole = unicodedata.normalize("NFC", letter)
        table[sequence] = whole
        table[sequence.upper()] = whole.upper()
        table[sequence[0].upper() + sequence[1:]] = whole.upper()
    return table


VNI = _vni()
