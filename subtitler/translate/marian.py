"""Translation with a MarianMT model in a folder, as Hugging Face keeps them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from subtitler.core.errors import ConfigError, ModelError
from subtitler.core.language import Pair
from subtitler.text.normalise import normalise
from subtitler.translate.attention import GUIDED_HEAD, Head, word_links
from subtitler.translate.batches import STEP, batches_of, in_batches, output_limit
from subtitler.translate.ctranslate import CTranslateBackend
from subtitler.translate.folder import read_folder
from subtitler.translate.network import Attention, Backend, Ids, Network, Output
from subtitler.translate.parts import Parts, split_to_fit
from subtitler.translate.protocol import Beginning, Decoding, Link, Progress, Translation
from subtitler.translate.vocabulary import Tokens

_T = TypeVar("_T")

# Marian models learn from sentences and get lost in anything much longer.
MAX_TOKENS = 200

# Text of a language that the model was made for stays below.
MAX_UNKNOWN_SHARE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What goes through the network at once: a sentence, or a part of one that is too long.

    `tokens` are those of the text; `ids` have the prefix before them and the end behind.
    """

    sentence: int
    text: str
    tokens: Tokens
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """`length` counts the tokens written, and the end."""

    text: str
    length: int
    is_finished: bool
    score: float
    links: tuple[Link, ...] | None


class MarianTranslator:
    """Translates with the model in `folder`; both ways where its vocabulary chooses the target language by a prefix.

    `backend` computes it. `pair` is the direction of a folder that does not tell its own. `attention` is the head that
    links words, None for a model without one. Settings and vocabulary are read at once, the weights at the first
    sentence. Raises ModelBrokenError, and ConfigError when nothing tells the direction.
    """

    def __init__(
        self,
        folder: Path,
        *,
        name: str,
        pair: Pair | None = None,
        attention: Head | None = GUIDED_HEAD,
        backend: Backend = CTranslateBackend(),  # noqa: B008 - a frozen value
    ) -> None:
        self._name = name
        self._folder = read_folder(folder, self._name)
        self._vocabulary = self._folder.vocabulary
        self._attention = attention
        self._backend = backend
        # Room for the longest output, and in the source for its prefix and end.
        self._max_tokens = min(MAX_TOKENS, (self._folder.positions - STEP) // 2 // STEP * STEP - 2)
        self._pairs = self._folder.pairs or frozenset(() if pair is None else (pair,))
        if not self._pairs:
            raise ConfigError(
                place=str(folder), finding="does not tell its direction", way_out="say it: --pair ko-en or --pair en-ko"
            )

    @property
    def pairs(self) -> frozenset[Pair]:
        return self._pairs

    @cached_property
    def signature(self) -> str:
        head = f"{self._attention.layer}:{self._attention.head}" if self._attention else "none"
        libraries = f"{self._backend.signature} sentencepiece {version('sentencepiece')}"
        return (
            f"{self._name}@{self._folder.weights_sha256()[:12]} {libraries} beams {Decoding().beams} attention {head}"
        )

    @cached_property
    def _network(self) -> Network:
        return self._backend.load(self._folder, self._attention)

    def translate(
        self,
        sentences: Sequence[str],
        pair: Pair,
        progress: Progress | None = None,
        decoding: Decoding = Decoding(),  # noqa: B008 - a frozen value
    ) -> list[Translation]:
        """One translation a sentence. A sentence without a letter or digit is copied.

        A sentence of more than MAX_TOKENS is split at clauses, else at spaces, and a note says so. Raises ModelError,
        SentenceTooLongError for a single word that long.
        """
        self._check(pair)
        texts = [normalise(sentence).strip() for sentence in sentences]
        splits = [self._split(text, pair) if _has_words(text) else None for text in texts]
        parts = [self._part(number, text, pair) for number, split in enumerate(splits) if split for text in split.texts]
        if progress and None in splits:
            progress(splits.count(None))
        done: dict[int, _Done] = {}
        waiting = Counter(part.sentence for part in parts)
        # Made in the threads that compute: attention and all else that a batch leaves behind but its texts and links.
        for batch, found in self._in_batches(parts, lambda batch: self._translate_batch(batch, decoding)):
            done.update(zip(batch, found, strict=True))
            numbers = [parts[at].sentence for at in batch]
            waiting.subtract(numbers)
            if progress and (count := sum(not waiting[number] for number in set(numbers))):
                progress(count)
        by_sentence: list[list[tuple[_Part, _Done]]] = [[] for _ in sentences]
        for at, part in enumerate(parts):
            by_sentence[part.sentence].append((part, done[at]))
        return [
            _joined(sentence, split, pieces) if split else _copied(sentence, text)
            for sentence, text, split, pieces in zip(sentences, texts, splits, by_sentence, strict=True)
        ]

    def complete(self, beginnings: Sequence[Beginning], pair: Pair, alternatives: int = 1) -> list[list[Translation]]:
        """See Engine."""
        self._check(pair)
        found: list[list[Translation]] = [[] for _ in beginnings]
        splits = [self._split(normalise(beginning.sentence).strip(), pair) for beginning in beginnings]
        parts = [self._part(at, split.texts[0], pair) for at, split in enumerate(splits) if len(split.texts) == 1]
        begun = {part.sentence: self._vocabulary.target.encode(normalise(beginnings[part.sentence].text)).ids
                 for part in parts}  # fmt: skip
        parts = [part for part in parts if len(begun[part.sentence]) < output_limit(len(part.ids))]
        for batch, made in self._in_batches(parts, lambda batch: self._complete_batch(batch, begun, alternatives)):
            for part, several in zip((parts[at] for at in batch), made, strict=True):
                at = part.sentence
                found[at] = [_joined(beginnings[at].sentence, splits[at], [(part, done)]) for done in several]
        return found

    def _in_batches(
        self, parts: Sequence[_Part], compute: Callable[[list[_Part]], list[_T]]
    ) -> Iterator[tuple[list[int], list[_T]]]:
        """The places in `parts`, in batches, each with what `compute` makes of its parts."""
        return in_batches(
            [len(part.ids) for part in parts],
            lambda batch: compute([parts[at] for at in batch]),
            workers=lambda: self._network.workers,
        )

    def _complete_batch(self, parts: Sequence[_Part], begun: Mapping[int, Ids], alternatives: int) -> list[list[_Done]]:
        limit = output_limit(len(parts[0].ids))
        sources, beginnings = [part.ids for part in parts], [begun[part.sentence] for part in parts]
        outputs = self._network.complete(sources, beginnings, limit, alternatives)
        return [[self._done(part, output) for output in several] for part, several in zip(parts, outputs, strict=True)]

    def _translate_batch(self, parts: Sequence[_Part], decoding: Decoding) -> list[_Done]:
        outputs = self._network.generate([part.ids for part in parts], output_limit(len(parts[0].ids)), decoding)
        return [self._done(part, output) for part, output in zip(parts, outputs, strict=True)]

    def _done(self, part: _Part, output: Output) -> _Done:
        target = self._vocabulary.target
        text = normalise(target.decode(output.ids)).strip()
        links = self._links(part.text, text, part.tokens, target.tokens(output.ids), output.attention)
        return _Done(
            text=text,
            length=len(output.ids) + 1,
            is_finished=output.is_finished,
            score=output.score,
            links=links,
        )

    def link(self, sentences: Sequence[str], translations: Sequence[str], pair: Pair) -> list[tuple[Link, ...] | None]:
        """The word links that the model's attention gives between each sentence and a translation by anybody.

        None where the model has no head for them, where a text is too long for it, and where the words it sees are not
        those that spaces divide.
        """
        self._check(pair)
        found: list[tuple[Link, ...] | None] = [None] * len(sentences)
        if self._attention is None:
            return found
        sources = [self._vocabulary.source.encode(normalise(sentence)) for sentence in sentences]
        targets = [self._vocabulary.target.encode(normalise(text)) for text in translations]
        lengths = [max(len(source.ids), len(target.ids)) for source, target in zip(sources, targets, strict=True)]
        fitting = [
            at
            for at, length in enumerate(lengths)
            if sources[at].ids and targets[at].ids and length + 2 <= self._folder.positions
        ]
        for batch in batches_of([lengths[at] for at in fitting]):
            numbers = [fitting[place] for place in batch]
            attentions = self._network.attend(
                [self._source_ids(sources[at].ids, pair) for at in numbers], [targets[at].ids for at in numbers]
            )
            for at, attention in zip(numbers, attentions, strict=True):
                found[at] = self._links(sentences[at], translations[at], sources[at], targets[at], attention)
        return found

    def _links(
        self, sentence: str, translation: str, source: Tokens, target: Tokens, attention: Attention
    ) -> tuple[Link, ...] | None:
        if self._attention is None:
            return None
        if (len(sentence.split()), len(translation.split())) != (source.word_count, target.word_count):
            return None
        before = len(attention[0]) - len(source.words) - 1 if attention else 0
        return word_links(attention, (*[None] * before, *source.words, None), target.words)

    def _check(self, pair: Pair) -> None:
        if pair not in self._pairs:
            raise ModelError(
                place=self._name,
                finding=f"translates {' and '.join(sorted(map(str, self._pairs)))}, not {pair}",
                way_out=f"choose a model for {pair}",
            )

    def _prefix(self, pair: Pair) -> tuple[int, ...]:
        prefix = self._vocabulary.prefixes.get(pair.target)
        return () if prefix is None else (prefix,)

    def _source_ids(self, ids: tuple[int, ...], pair: Pair) -> tuple[int, ...]:
        return (*self._prefix(pair), *ids, self._vocabulary.source.end)

    def _split(self, text: str, pair: Pair) -> Parts:
        encode = self._vocabulary.source.encode
        return split_to_fit(text, pair.source, tokens_in=lambda part: len(encode(part).ids), limit=self._max_tokens)

    def _part(self, sentence: int, text: str, pair: Pair) -> _Part:
        tokens = self._vocabulary.source.encode(text)
        return _Part(sentence=sentence, text=text, tokens=tokens, ids=self._source_ids(tokens.ids, pair))


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _copied(sentence: str, text: str) -> Translation:
    count = len(text.split())
    links = tuple(Link(at, at, 1.0) for at in range(count)) if count == len(sentence.split()) else None
    return Translation(text=text, links=links, notes=("no words in it: copied",) if text else ())


def _joined(sentence: str, split: Parts, parts: Sequence[tuple[_Part, _Done]]) -> Translation:
    length = sum(done.length for _, done in parts)
    return Translation(
        text=" ".join(done.text for _, done in parts if done.text),
        score=sum(done.score * done.length for _, done in parts) / length,
        links=_joined_links(sentence, parts),
        notes=tuple(_notes(split, parts)),
    )


def _joined_links(sentence: str, parts: Sequence[tuple[_Part, _Done]]) -> tuple[Link, ...] | None:
    links: list[Link] = []
    source = target = 0
    for part, done in parts:
        if done.links is None:
            return None
        links += [Link(link.source + source, link.target + target, link.weight) for link in done.links]
        source += len(part.text.split())
        target += len(done.text.split())
    # Normalising may join words (`. . .`); then the links are not between the words of the sentence as it was given.
    return tuple(links) if source == len(sentence.split()) else None


def _notes(split: Parts, parts: Sequence[tuple[_Part, _Done]]) -> Iterator[str]:
    if len(parts) > 1:
        yield f"too long for the model: translated in {len(parts)} parts, split at {split.places}"
    known = sum(len(part.ids) for part, _ in parts)
    unknown = sum(part.tokens.unknown for part, _ in parts)
    if unknown > MAX_UNKNOWN_SHARE * known:
        yield f"{unknown} of {known} tokens are unknown to the model"
    if not all(done.is_finished for _, done in parts):
        yield "the translation ran into its length limit and may be cut short"
    if not all(done.text for _, done in parts):
        yield "the model wrote nothing"
