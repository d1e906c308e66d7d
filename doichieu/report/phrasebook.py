"""A phrasebook: what readers and the matcher say in one language, said in the other."""

from __future__ import annotations

import re
from functools import cache

from doichieu.report.phrases import PHRASES

_HOLE = "{}"
# As Python groups it.
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+")


def in_language(text: str, lang: str) -> str:
    """A phrase in a language.

    Args:
        text: A phrase in Vietnamese or in English, alone or with others inside it.
        lang: "vi" or "en".

    Returns:
        The phrase in that language; one that the book lacks stays as it is.
    """
    for pattern, there in _patterns(lang):
        match = pattern.fullmatch(text)
        if match is not None:
            parts = there.split(_HOLE)
            held = [_held(one, lang, before) for before, one in zip(parts, match.groups(), strict=False)]
            return "".join(part for pair in zip(parts, [*held, ""], strict=True) for part in pair)
    return text


def _held(text: str, lang: str, before: str) -> str:
    """What a hole holds: another phrase, a count grouped as the language does; in quotes what a paper prints."""
    if before.endswith("“"):
        return text
    return text.replace(",", ".") if lang == "vi" and _COUNT.fullmatch(text) else in_language(text, lang)


@cache
def _patterns(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the other language with the phrase of this one; those that say most of themselves come first."""
    pairs = [(vi, en) if lang == "en" else (en, vi) for vi, en in PHRASES]
    pairs.sort(key=lambda pair: -len(pair[0].replace(_HOLE, "")))
    return tuple(
        (re.compile("(.*?)".join(map(re.escape, here.split(_HOLE))), re.DOTALL), there)
        for here, there in pairs
    )
