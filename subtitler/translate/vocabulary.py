"""A Marian folder's sentencepiece models and vocabularies: text -> token ids -> text.

Read here and not by transformers' MarianTokenizer, which takes a `</s>` or `>>kor<<` inside a transcript for a command,
turns a piece it does not know into `<unk>` without a word, and warns of packages that it then does not use.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from subtitler.core.errors import ModelBrokenError
from subtitler.core.language import Language

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

WORD_START = "▁"
UNKNOWN = "<unk>"
END = "</s>"

# The Hub port of opus-mt-tc-big-en-ko has ids for 21 % of its source pieces and writes fluent nonsense; sound ports
# have them for more than 99.9 %. The floor is that of other projects.
MIN_COVERAGE = 0.9

_PREFIXES = {Language.EN: (">>eng<<", ">>en<<"), Language.KO: (">>kor<<", ">>ko<<")}


class Tokens(NamedTuple):
    """`words` names the word of each token, counted from 0 as spaces divide the text, and None for a mere mark."""

    ids: tuple[int, ...]
    words: tuple[int | None, ...]
    word_count: int
    unknown: int


class Side:
    """One language's half: how text is cut into sentencepiece pieces, and the id of each."""

    def __init__(self, pieces: "SentencePieceProcessor", ids: Mapping[str, int]) -> None:
        self._pieces = pieces
        self._ids = ids
        self._by_id = {number: piece for piece, number in ids.items()}

    @property
    def end(self) -> int:
        return self._ids[END]

    @property
    def unknown(self) -> int:
        return self._ids[UNKNOWN]

    def id_of(self, piece: str) -> int | None:
        return self._ids.get(piece)

    @property
    def highest_id(self) -> int:
        return max(self._ids.values())

    @property
    def coverage(self) -> float:
        """The share of the pieces that have an id."""
        model = self._pieces
        written = [
            model.id_to_piece(number)
            for number in range(model.get_piece_size())
            if not (model.is_control(number) or model.is_unknown(number) or model.is_unused(number))
        ]
        return sum(piece in self._ids for piece in written) / len(written)

    def encode(self, text: str) -> Tokens:
        """The tokens of `text`, and of nothing else: no prefix, no end."""
        pieces: list[str] = self._pieces.encode(text, out_type=str)
        return self._tokens(tuple(self._ids.get(piece, self.unknown) for piece in pieces), pieces)

    def tokens(self, ids: Sequence[int]) -> Tokens:
        """What a network wrote, as tokens of the text that `decode` gives."""
        return self._tokens(tuple(ids), [self._by_id.get(number, "") for number in ids])

    def _tokens(self, ids: tuple[int, ...], pieces: Sequence[str]) -> Tokens:
        words: list[int | None] = []
        count = 0
        is_start = True
        for piece in pieces:
            is_start = is_start or piece.startswith(WORD_START)
            if is_start and piece.strip(WORD_START):
                count += 1
                is_start = False
            words.append(count - 1 if any(map(str.isalnum, piece)) else None)
        return Tokens(ids=ids, words=tuple(words), word_count=count, unknown=ids.count(self.unknown))

    def decode(self, ids: Sequence[int]) -> str:
        text: str = self._pieces.decode_pieces([self._by_id[number] for number in ids if number in self._by_id])
        return text.replace(WORD_START, " ").strip()


class Vocabulary(NamedTuple):
    """`prefixes` are the source tokens that choose the target language, where the model has them."""

    source: Side
    target: Side
    prefixes: Mapping[Language, int]

    def silent_ids(self) -> tuple[int, ...]:
        """The target tokens that stand for no text, so that a translation never contains them."""
        codes = (code for codes in _PREFIXES.values() for code in codes)
        found = (self.target.id_of(token) for token in (UNKNOWN, *codes))
        return tuple(number for number in found if number is not None)


def load_vocabulary(folder: Path, *, is_separate: bool) -> Vocabulary:
    """The vocabulary in `folder`; `is_separate` when source and target have one each.

    Raises ModelBrokenError when a file is missing or damaged, or when they do not belong together.
    """
    source_ids = _read_ids(folder / "vocab.json")
    target_ids = _read_ids(folder / "target_vocab.json") if is_separate else source_ids
    source = Side(_read_pieces(folder / "source.spm"), source_ids)
    target = Side(_read_pieces(folder / "target.spm"), target_ids)
    for side, name in ((source, "source"), (target, "target")):
        if (coverage := side.coverage) < MIN_COVERAGE:
            raise ModelBrokenError(
                place=str(folder),
                finding=f"only {coverage:.0%} of the pieces in {name}.spm are in its vocabulary, so it reads or writes "
                "mostly <unk>: a conversion that kept one vocabulary of two, as the tc-big models on the Hub",
                way_out="use the model's original release, or choose another",
            )
    found = {language: next((source_ids[code] for code in codes if code in source_ids), None)
             for language, codes in _PREFIXES.items()}  # fmt: skip
    return Vocabulary(source, target, {language: number for language, number in found.items() if number is not None})


def read_json(file: Path) -> dict[str, Any]:
    """The object in a model's JSON file. Raises ModelBrokenError."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _broken(file, "is missing") from None
    except (OSError, ValueError) as error:
        raise _broken(file, "cannot be read as JSON") from error
    if not isinstance(found, dict):
        raise _broken(file, "holds no JSON object")
    return found


def _read_ids(file: Path) -> dict[str, int]:
    ids = read_json(file)
    if not all(isinstance(number, int) for number in ids.values()) or not {UNKNOWN, END} <= ids.keys():
        raise _broken(file, f"is no vocabulary with {UNKNOWN} and {END}")
    return ids


def _read_pieces(file: Path) -> "SentencePieceProcessor":
    from sentencepiece import SentencePieceProcessor  # noqa: PLC0415 - heavy

    if not file.is_file():
        raise _broken(file, "is missing")
    try:
        return SentencePieceProcessor(model_file=str(file))
    except (OSError, RuntimeError) as error:
        raise _broken(file, "is no sentencepiece model") from error


def _broken(file: Path, finding: str) -> ModelBrokenError:
    return ModelBrokenError(place=str(file), finding=finding, way_out="copy the model's folder again, whole")
