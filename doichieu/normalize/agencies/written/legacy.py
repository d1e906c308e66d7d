"""Names left in an encoding from before Unicode: "Së Néi vô", "Sôû Noäi vuï"."""

from __future__ import annotations

from doichieu.extract.legacy.decode import Encoding, decode
from doichieu.extract.legacy.traces import has_vietnamese, strange_letters

# Those that offices wrote in; the letters of the others are told from theirs by whole papers only.
_ENCODINGS = (Encoding.TCVN3, Encoding.VNI)


def decodings(text: str) -> list[tuple[str, Encoding]]:
    """What a text may say where its letters show codes of an old encoding; readers decode papers, not single names.

    Args:
        text: A cell as printed, its soft hyphens left in: in TCVN3 they are a letter.

    Returns:
        Text and encoding, each to be believed only where it is a known name; none for text with Vietnamese letters.
    """
    if text.isascii() or has_vietnamese(text) or not strange_letters(text):
        return []
    return [(decode(text, encoding), encoding) for encoding in _ENCODINGS]
