"""Comparison keys of agency names: what two spellings of one name have in common.

A key keeps letters and tone but not case, punctuation, connectives, the place of the tone mark
(hóa, hoá) or the choice between final i and y (Quy, Qui), which Vietnamese spelling leaves open.
"""

from __future__ import annotations

import re
from functools import lru_cache

from doichieu.normalize.agencies.spelling.marks import TONE_OF, TONELESS, UNMARKED
from doichieu.normalize.text import clean

Words = tuple[str, ...]
# Names, words and tokens that are kept.
_KEPT = 16384
_WORD = re.compile(r"[^\W_]+")
# Signs between words other than an apostrophe, which may stand in one.
_SPACED = str.maketrans(dict.fromkeys(",.;:-/&()+", " "))
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´]\s*(?=\w)")
# What the final i and y stand behind for each other: Quy and Qui, Lý and Lí.
_BEFORE_Y = frozenset({"qu", "h", "k", "l", "m", "r", "s", "t", "v"})
_DOTTED_HEAD = re.compile(r"^(u\.?\s?b\.?\s?n\.?\s?d\.?\s+)?t\.\s?([px])\b\.?", re.IGNORECASE)
# "T. xã Hòa Thành", "UBND T.phố".
_DOTTED_KIND = re.compile(r"^(ubnd )?t\.\s?(?=(xã|phố|trấn)\b)")
_KIND_BEFORE = {"xã": "thị ", "phố": "thành ", "trấn": "thị "}
# "U BND huyện", "UBNDhuyện": a space too many or too few after recognition.
_WRITTEN_UBND = "ubnd "
_UBND_OF_WARD = "ubnd p"
_UBND = re.compile(r"^u\.?\s?b\.?\s?n\.?\s?d\.?\s*(?=\w)")
# "U.B.N.D", "T.T.Huế": letters with a dot after each are one abbreviation.
_DOTTED_LETTERS = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_]\b)?")
# "S. TN&MT", "CA tỉnh", "CATP": heads of one or two letters, which mean nothing anywhere else.
_DEPARTMENT = re.compile(r"^s\.\s?(?=[^\W\d])")
_POLICE = re.compile(r"^ca\s?(?=(?:tp|tỉnh|thành phố)(?:\W|$))")
_NUMBERED_WARD = re.compile(r"^(ubnd )?p(?=\d)")
_NUMBERED_DISTRICT = re.compile(r"^(ubnd )?q\.?\s?(\d{1,2})$")
# Connectives that one paper prints and the next leaves out ("Kế hoạch và Đầu tư", "Kế hoạch - Đầu tư").
_CONNECTIVES = frozenset({"va2", "va"})
# Written-out heads that papers shorten; longest first. Keys of the parts, as `_token` writes them.
_SHORT = {
    "ubnd": "uy3 ban nhân dân",
    "hdnd": "hôi5 dông2 nhân dân",
    "hđnd": "hôi5 đông2 nhân dân",
    "bql": "ban quan3 li1",
    "bqlkkt": "ban quan3 li1 khu kinh tê1",
    "bqlkcn": "ban quan3 li1 khu công nghiêp5",
    "kkt": "khu kinh tê1",
    "kktck": "khu kinh tê1 cưa3 khâu3",
    "kcn": "khu công nghiêp5",
    "kcx": "khu chê1 xuât1",
    "bhxh": "bao3 hiêm3 xa4 hôi5",
    "cntt": "công nghê5 thông tin",
    "vp": "văn phong2",
    "vpubnd": "văn phong2 uy3 ban nhân dân",
    "nhnn": "ngân hang2 nha2 nươc1",
    "ttx": "thông tân1 xa4",
    "ub": "uy3 ban",
    "tp": "thanh2 phô1",
    "tx": "thi5 xa4",
    "ttr": "thanh tra",
    "bch": "ban chi3 huy",
    "ttra": "thanh tra",
    "tpho": "thanh2 phô1",
    "tw": "trung ương",
}
# Words of highland names that official papers write in several ways (Đắk Hà, Đăk Hà, Đak Hà).
_ONE_SPELLING = {"đăk1": "đăk", "đak": "đăk", "păk": "păc1", "păk1": "păc1"}
_SHORT_TOKENS = {short: tuple(full.split()) for short, full in _SHORT.items()}
_GLUED = frozenset({"tp", "tx"})
# "UBKTTW", "CSCLTW": no Vietnamese word ends so.
_GLUED_END = "tw"
_GLUED_HEAD = re.compile(r"^(tp|tx)(?=[^\W\d_]{2,}$)")


class NameKey:
    """A name reduced to what is compared; never changed once made.

    Written out and no dataclass, since the matcher makes several a name: a frozen dataclass takes three times as long.

    Attributes:
        tokens: Words with their tone as a digit at the end ("hoai2", "nhơn"), abbreviated heads written out.
        folded: The same words without any mark ("hoai", "nhon").
        ascii_only: Whether the name was typed without any diacritic, as in a web address.
        letters: The folded letters without spaces.
    """

    __slots__ = ("_initials", "_spaced", "ascii_only", "folded", "letters", "tokens")

    def __init__(self, tokens: tuple[str, ...], folded: tuple[str, ...], ascii_only: bool) -> None:
        self.tokens = tokens
        self.folded = folded
        self.ascii_only = ascii_only
        self.letters = "".join(folded)
        self._spaced: tuple[str, str] | None = None
        self._initials: str | None = None

    @property
    def initials(self) -> str:
        """The first folded letter of each word; put together when first asked for."""
        if self._initials is None:
            self._initials = "".join([word[:1] for word in self.folded])
        return self._initials

    @property
    def spaced(self) -> tuple[str, str]:
        """The folded words and the words, each with spaces between; put together when first compared."""
        if self._spaced is None:
            self._spaced = (" ".join(self.folded), " ".join(self.tokens))
        return self._spaced

    def __eq__(self, other: object) -> bool:
        """Whether both have the same words."""
        return isinstance(other, NameKey) and self.tokens == other.tokens

    def __hash__(self) -> int:
        """The hash of the words."""
        return hash(self.tokens)

    def __repr__(self) -> str:
        """The words."""
        return f"NameKey({' '.join(self.tokens)!r})"

    def __add__(self, other: NameKey) -> NameKey:
        """The key of both names, one after the other."""
        return NameKey(
            self.tokens + other.tokens, self.folded + other.folded, self.ascii_only and other.ascii_only
        )

    def __getitem__(self, part: slice) -> NameKey:
        """The key of some of the words."""
        return NameKey(self.tokens[part], self.folded[part], self.ascii_only)


def key_of(text: str) -> NameKey:
    """The key of a name.

    Args:
        text: A name, in any Unicode form.

    Returns:
        Its key; NFD and NFC, capitals and small letters, and any dash or space give the same.
    """
    return key_of_clean(clean(text))


@lru_cache(maxsize=_KEPT)
def key_of_clean(text: str) -> NameKey:
    """The key of a name that `clean` or `bare` made."""
    low = text.casefold()
    if "." in low:
        low = _DEPARTMENT.sub("sở ", low)
        low = _DOTTED_HEAD.sub(lambda found: f"{found[1] or ''}t{found[2]} ", low)
        low = _DOTTED_KIND.sub(lambda found: (found[1] or "") + _KIND_BEFORE[found[2]], low)
        low = _DOTTED_LETTERS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", low)
    if low[:2] == "ca":
        low = _POLICE.sub("công an ", low)
    if low[:1] == "u" and low[:5] != _WRITTEN_UBND:
        low = _UBND.sub("ubnd ", low)
    if low[:1] == "p" or low[:6] == _UBND_OF_WARD:
        low = _NUMBERED_WARD.sub(r"\1p ", low)
    if low[-1:].isdigit():
        low = _NUMBERED_DISTRICT.sub(r"\1quận \2", low)
    tokens: list[str] = []
    folded: list[str] = []
    # Most names are words and spaces, which `split` parts in a third of the time.
    # Most names are words, spaces and a few other signs, which `split` parts in a third of the time.
    spaced = low if low.replace(" ", "").isalnum() else low.translate(_SPACED)
    parts = (
        spaced.split()
        if spaced is low or spaced.replace(" ", "").isalnum()
        else _WORD.findall(_APOSTROPHE.sub("", low))
    )
    for part in parts:
        some, plain = WORDS[part]
        tokens += some
        folded += plain
    return NameKey(tuple(tokens), tuple(folded), low.isascii())


def fold_token(token: str) -> str:
    """A token of a key without tone and vowel marks, đ as d."""
    if token.isdigit():
        return token
    return token.rstrip("12345").translate(UNMARKED)


class _Words(dict[str, tuple[Words, Words]]):
    """Tokens of printed words, made when a word is first met; looking one up takes a third of what a cached call does."""

    def __missing__(self, word: str) -> tuple[Words, Words]:
        if len(self) >= _KEPT:
            self.clear()
        self[word] = found = _tokens_of(word)
        return found


WORDS = _Words()


def _tokens_of(word: str) -> tuple[Words, Words]:
    """Tokens of a printed word, and the same folded; a connective has none."""
    token = _token(word)
    if token not in _SHORT_TOKENS and token not in _CONNECTIVES and not _is_glued(word):
        return (token,), (fold_token(token),)
    if word[:2] in _GLUED and (found := _GLUED_HEAD.match(word)):
        head, rest = found[1], word[found.end() :]
        tokens = (*_expand(_token(head)), *_expand(_token(rest)))
    elif word[-2:] == _GLUED_END and len(word) > len(_GLUED_END):
        tokens = (*_expand(_token(word[:-2])), *_expand(_GLUED_END))
    else:
        tokens = _expand(token)
    kept = tuple(token for token in tokens if token not in _CONNECTIVES)
    return kept, tuple(map(fold_token, kept))


def _is_glued(word: str) -> bool:
    """Whether a word may be a head and a name without a space between."""
    return word[:2] in _GLUED or word[-2:] == _GLUED_END


def _token(word: str) -> str:
    if word.isdigit():
        return word.lstrip("0") or word
    tone = ""
    if not word.isascii():
        tone = "".join(filter(None, map(TONE_OF.get, word)))
        word = word.translate(TONELESS)
    written = one_final(word) + tone
    return _ONE_SPELLING.get(written, written)


def one_final(word: str) -> str:
    """A word without its tone, its final y written i where either may stand: "quy" and "qui"."""
    return word[:-1] + "i" if word[-1:] == "y" and word[:-1] in _BEFORE_Y else word


def _expand(token: str) -> tuple[str, ...]:
    return _SHORT_TOKENS.get(token, (token,))
