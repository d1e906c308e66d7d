"""The recogniser of printed Vietnamese: lines of a picture in, texts with their doubts out.

The model is that of the package `trueocr` (Apache-2.0, 4 MB, ONNX, on one core 1-2 ms a line). Its network ends
in the letters alone; asking ONNX Runtime for the tensor before them gives every letter's probability, which the
package itself does not hand out.
"""

from __future__ import annotations

import json
import math
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onnxruntime
import trueocr
from trueocr.preprocess import crop_line, pad_batch, width_batches

from doichieu.extract.scan.ctc import alignment, candidates, doubts_of, greedy, log_likelihoods, shares_of
from doichieu.extract.scan.language import likelier, log_prior
from doichieu.extract.scan.likeness import lookalikes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.scan.ctc import Array, Letter

_SCORES = "/LogSoftmax_output_0"
# The network looks at a line with the paper above and below it.
_WINDOW = 3
_PAD_Y = 0.2
# Margins left and right, in heights of the line: near the edge of the picture the network loses letters.
_MARGINS = (0.5, 0.7, 0.9)
_MIDDLE = 1
_WIDEST = 2048
_LEAST_SHARE = 0.01
# Weight of the language beside what the network sees.
_LANGUAGE = 0.7
_ROUNDS = 3
# A reading that the language prefers to one that looks this much likelier (a logarithm) is never surer than this.
_CLEAR, _OVERRULED = 2.3, 0.85


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line of text may say.

    Attributes:
        text: Likeliest text, NFC, single spaces.
        confidence: Its probability among the texts that are possible, 0 to 1.
        others: Other texts with their probabilities, likeliest first.
        edges: For each character of `text` its centre along the line, in parts of the line's width.
    """

    text: str
    confidence: float
    others: tuple[tuple[str, float], ...]
    edges: tuple[float, ...]


@lru_cache(maxsize=1)
def recogniser() -> Recogniser:
    """The recogniser of this process."""
    return Recogniser()


class Recogniser:
    """Reads lines of text."""

    def __init__(self) -> None:
        folder = Path(trueocr.__file__).parent / "models"
        self._alphabet: list[str] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["charset"]
        self._numbers = {char: number for number, char in enumerate(self._alphabet, start=1)}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        model = (folder / "rec.onnx").read_bytes() + _also_output(_SCORES)
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def read(self, picture: Array, boxes: Sequence[Rect], before: Sequence[int | None] = ()) -> list[Reading]:
        """Read lines.

        Args:
            picture: Grey page, 0 black to 255 white.
            boxes: Lines in pixels: left, top, right, bottom.
            before: For each line the index of the one that it goes on, which stands before it in `boxes`.

        Returns:
            A reading for each line.
        """
        variants = [self._scores(picture, boxes, margin) for margin in _MARGINS]
        readings: list[Reading] = []
        for index, scores in enumerate(zip(*variants, strict=True)):
            above = before[index] if before else None
            readings.append(self._decode(list(scores), "" if above is None else readings[above].text))
        return readings

    def _scores(self, picture: Array, boxes: Sequence[Rect], margin: float) -> list[tuple[Array, float]]:
        lines = [_crop(picture, box, margin) for box in boxes]
        results: list[Any] = [None] * len(lines)
        for batch in width_batches([line.shape[1] for line in lines]):
            tensor, widths = pad_batch([lines[index] for index in batch])
            scores, lengths = self._session.run([_SCORES, "lengths"], {"x": tensor, "widths": widths})
            for row, index in enumerate(batch):
                x0, y0, x1, y1 = boxes[index]
                margins = margin * max(1.0, y1 - y0) / max(1.0, x1 - x0)
                results[index] = (scores[row, : int(lengths[row])], margins)
        return results

    def _decode(self, variants: list[tuple[Array, float]], above: str) -> Reading:
        readings = [greedy(scores) for scores, _ in variants]
        texts = candidates(readings)
        sure = min((letter.probability for line in readings for letter in line), default=1.0)
        if len(texts) == 1 and not likelier(self._raw(texts[0]), above):
            return self._reading([(self._text(texts[0]), sure, texts[0])], readings, variants)
        scores = [scores for scores, _ in variants]
        logs: dict[tuple[int, ...], float] = {}
        looks: dict[tuple[int, ...], float] = {}
        ranked: list[tuple[str, float, tuple[int, ...]]] = []
        for _ in range(_ROUNDS):
            # Readings of one line are no independent witnesses, so their logarithms are averaged.
            seen = sum(log_likelihoods(variant, texts) for variant in scores) / len(scores)
            for tokens, log in zip(texts, seen, strict=True):
                looks[tokens] = float(log)
                logs[tokens] = float(log) + _LANGUAGE * log_prior(self._text(tokens), above)
            ranked = self._ranked(logs)
            best = ranked[0][2]
            texts = [
                text
                for text in dict.fromkeys(
                    [
                        *candidates([doubts_of(best, readings)]),
                        *self._others(best, above),
                    ]
                )
                if text not in logs
            ]
            if not texts:
                break
        reading = self._reading(ranked, readings, variants)
        if max(looks.values()) - looks[ranked[0][2]] > _CLEAR:
            return replace(reading, confidence=min(reading.confidence, _OVERRULED))
        return reading

    def _others(self, tokens: tuple[int, ...], above: str) -> list[tuple[int, ...]]:
        """What a text can be that looks so, and with a word in use for one that differs in its accents."""
        text = self._raw(tokens)
        return [
            tuple(self._numbers[char] for char in other)
            for other in (*lookalikes(text), *likelier(text, above))
            if all(char in self._numbers for char in other)
        ]

    def _ranked(self, logs: dict[tuple[int, ...], float]) -> list[tuple[str, float, tuple[int, ...]]]:
        """Texts with their shares, likeliest first; the same text spelt twice counts once."""
        merged: dict[str, tuple[float, float, tuple[int, ...]]] = {}
        for tokens, share in zip(logs, shares_of(list(logs.values())), strict=True):
            text = self._text(tokens)
            total, best, kept = merged.get(text, (0.0, -1.0, tokens))
            merged[text] = (total + share, max(best, share), tokens if share > best else kept)
        ranked = [(text, total, tokens) for text, (total, _, tokens) in merged.items()]
        return sorted(ranked, key=lambda entry: -entry[1])

    def _reading(
        self,
        ranked: Sequence[tuple[str, float, tuple[int, ...]]],
        readings: Sequence[Sequence[Letter]],
        variants: Sequence[tuple[Array, float]],
    ) -> Reading:
        text, share, tokens = ranked[0]
        others = tuple((other, part) for other, part, _ in ranked[1:] if part >= _LEAST_SHARE)
        return Reading(text, min(share, 1.0), others, self._centres(text, tokens, readings, variants))

    def _text(self, tokens: Sequence[int]) -> str:
        return " ".join(unicodedata.normalize("NFC", self._raw(tokens)).split())

    def _raw(self, tokens: Sequence[int]) -> str:
        return "".join(self._alphabet[token - 1] for token in tokens)

    def _centres(
        self,
        text: str,
        best: tuple[int, ...],
        readings: Sequence[Sequence[Letter]],
        variants: Sequence[tuple[Array, float]],
    ) -> tuple[float, ...]:
        """Where the characters stand along the line."""
        scores, margins = variants[_MIDDLE]
        letters = readings[_MIDDLE]
        if tuple(letter.token for letter in letters) == best:
            steps = [letter.step for letter in letters]
        else:
            steps = alignment(scores, best)
        at = [(step + 0.5) / len(scores) * (1.0 + 2.0 * margins) - margins for step in steps]
        # Spaces that folding took away, and letters composed of two tokens, are rare: then places are even.
        kept = [place for place, char in zip(at, self._raw(best), strict=False) if char != " "]
        solid = [index for index, char in enumerate(text) if char != " "]
        if len(kept) != len(solid):
            return tuple((index + 0.5) / len(text) for index in range(len(text)))
        places = [0.0] * len(text)
        for index, place in zip(solid, kept, strict=True):
            places[index] = place
        for index, char in enumerate(text):
            if char == " ":
                places[index] = (places[index - 1] + places[index + 1]) / 2
        return tuple(places)


def _crop(picture: Array, box: Rect, margin: float) -> Array:
    """The network's view of a line, with white paper left and right of it whatever stands there."""
    x0, y0, x1, y1 = box
    left, right = max(0, math.floor(x0)), math.ceil(x1)
    return crop_line(
        picture[:, left:right],
        (x0 - left, y0, x1 - left, y1),
        window=_WINDOW,
        max_width=_WIDEST,
        pad_y=_PAD_Y,
        pad_x=margin,
    )


def _also_output(name: str) -> bytes:
    """What makes an ONNX model give one more tensor when it stands behind the model's bytes.

    Serialised messages of Protocol Buffers merge when they are concatenated: this is a model whose graph has
    only an output of that name (fields 7, 12 and 1).
    """

    def field(number: int, content: bytes) -> bytes:
        if len(content) > 0x7F:
            raise ValueError(name)
        return bytes([number << 3 | 2, len(content)]) + content

    return field(7, field(12, field(1, name.encode())))
