"""The joint cut of a sentence and its translation into pieces that fit on screen in both languages.

One dynamic program over pairs of places, one in each text, chooses the number of pieces and both sets of breaks
together. It weighs: places where no language likes a break; word links that the cut tears apart; pieces that are too
fast to read, too short or too long to stand; and, where no link tells, shares of the two texts that run apart.
The weights were chosen on `tests/gold/cuts.tsv` by `benchmarks/cut_quality.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from subtitler.core.profile import StyleProfile
from subtitler.core.translation import Link
from subtitler.cut.side import Side
from subtitler.text.marks import FORBIDDEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Costs, in the unit of break penalties (`text.breaks`)."""

    piece: float = 5.0  # each cue: as few as fit well
    link: float = 24.0  # a sure link torn over one break
    layout: float = 0.5  # the lines inside a cue, against the break between cues
    drift: float = 15.0  # the whole of one text shown against nothing of the other
    too_fast: float = 250.0  # a piece with no time at all to read it
    too_long: float = 500.0  # a piece that stands longer than allowed
    flash: float = 60.0  # a piece of no duration; fades out at `flash_ms`
    flash_ms: float = 1500.0
    lone_word: float = 25.0  # a piece of one word
    sentence_torn: float = 120.0  # a sentence that ends in a piece of one language and not of the other


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words `source[0]` to `source[1]` and `target[0]` to `target[1]` (indices into the Sides), shown together."""

    source: tuple[int, int]
    target: tuple[int, int]
    spoken_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be cut. One of `source_ms` and `target_ms` holds the time each word takes to say, the other zeros.

    `pause_ms` follows the last word; `gap_ms` lies between two cues. `source_ends` and `target_ends` are the places
    (counts of words) where sentences inside the task end: there are some when short neighbours share a cue.
    """

    source: Side
    target: Side | None
    links: tuple[Link, ...] = ()
    source_ms: Sequence[float]
    target_ms: Sequence[float] = ()
    pause_ms: float = 0.0
    gap_ms: float = 0.0
    source_ends: tuple[int, ...] = ()
    target_ends: tuple[int, ...] = ()
    slowest: float
    weights: Weights = field(default=WEIGHTS)


Node = tuple[int, int]


def split(task: Task) -> tuple[Piece, ...] | None:
    """The pieces of least cost; None when one text has too few words for the pieces that the other needs."""
    solver = _Solver(task) if task.target is not None else _SoloSolver(task)
    path = solver.cheapest(forbidden=False) or solver.cheapest(forbidden=True)
    if path is None:
        return None
    return tuple(
        Piece(source=(a, b), target=(c, d), spoken_ms=solver.spoken_ms(a, b, c, d)) for (a, c), (b, d) in pairwise(path)
    )


def reading_ms(profile: StyleProfile, width_halves: int, words: int) -> float:
    """The time a text must stand to be read at the profile's speed."""
    return max(width_halves * 1000 / profile.halves_per_second, words * profile.min_word_ms)


class _SoloSolver:
    """The cut of one language alone: nodes are (place, place)."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.weights = task.weights
        self.source = task.source
        self.source_sums = [0.0, *accumulate(task.source_ms)]
        self.target_sums = [0.0]
        self.goal: Node = (len(self.source.words), len(self.source.words))
        self.max_ms = self.source.profile.max_ms

    def spoken_ms(self, a: int, b: int, c: int, d: int) -> float:
        return self.source_sums[b] - self.source_sums[a]

    def cheapest(self, *, forbidden: bool) -> list[Node] | None:
        """The nodes of the cheapest path from the start to the goal; None where there is none."""
        best: dict[Node, tuple[float, Node | None]] = {(0, 0): (0.0, None)}
        for node in self.nodes(forbidden=forbidden):
            if node not in best or node == self.goal:
                continue
            cost_here = best[node][0]
            for following, cost in self.steps(node, forbidden=forbidden):
                total = cost_here + cost
                known = best.get(following)
                if known is None or total < known[0]:
                    best[following] = (total, node)
        if self.goal not in best:
            return None
        path: list[Node] = []
        at: Node | None = self.goal
        while at is not None:
            path.append(at)
            at = best[at][1]
        return path[::-1]

    def nodes(self, *, forbidden: bool) -> Iterable[Node]:
        return ((place, place) for place in _places(self.source, forbidden=forbidden))

    def steps(self, node: Node, *, forbidden: bool) -> Iterator[tuple[Node, float]]:
        start = node[0]
        for count, layout in enumerate(self.source.costs[start], 1):
            end = start + count
            if end < self.goal[0] and not forbidden and self.source.penalties[end - 1] >= FORBIDDEN:
                continue
            cost = layout * self.weights.layout + self.weights.piece + self.weights.lone_word * (count == 1)
            if end < self.goal[0]:
                cost += self.source.penalties[end - 1]
            need = reading_ms(self.source.profile, self.source.width(start, end), count)
            cost += self.time_cost(self.source_sums[end] - self.source_sums[start], need, is_last=end == self.goal[0])
            yield (end, end), cost

    def time_cost(self, spoken: float, need: float, *, is_last: bool) -> float:
        """What is wrong with the duration of a piece that takes `spoken` to say and `need` to read."""
        pause = (self.task.pause_ms if is_last else 0.0) - self.task.gap_ms
        available = spoken * self.task.slowest + pause
        cost = 0.0
        if need > available:
            cost += self.weights.too_fast * (need - available) / need
        stands = max(spoken, min(need - pause, spoken * self.task.slowest))
        if stands > self.max_ms:
            cost += self.weights.too_long
        if stands + pause < self.weights.flash_ms:
            cost += self.weights.flash * (1 - (stands + pause) / self.weights.flash_ms)
        return cost


class _Solver(_SoloSolver):
    """The joint cut: nodes are (place in the source, place in the target)."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        assert task.target is not None
        self.target = task.target
        self.target_sums = [0.0, *accumulate(task.target_ms)]
        self.goal = (len(self.source.words), len(self.target.words))
        self.max_ms = min(self.source.profile.max_ms, self.target.profile.max_ms)
        self.torn = _torn_weights(task, *self.goal)
        self.source_share = _shares(self.source)
        self.target_share = _shares(self.target)
        self.target_reach: dict[tuple[int, bool], list[tuple[int, float, float]]] = {}

    def spoken_ms(self, a: int, b: int, c: int, d: int) -> float:
        return self.source_sums[b] - self.source_sums[a] + self.target_sums[d] - self.target_sums[c]

    def nodes(self, *, forbidden: bool) -> Iterable[Node]:
        targets = _places(self.target, forbidden=forbidden)
        return ((i, j) for i in _places(self.source, forbidden=forbidden) for j in targets)

    def reach(self, side: Side, start: int, *, forbidden: bool) -> list[tuple[int, float, float]]:
        """Places a piece from `start` may end, with its cost on this side and the time to read it."""
        found = []
        last = len(side.words)
        for count, layout in enumerate(side.costs[start], 1):
            end = start + count
            penalty = side.penalties[end - 1] if end < last else 0
            if penalty >= FORBIDDEN and not forbidden:
                continue
            cost = layout * self.weights.layout + penalty + self.weights.lone_word * (count == 1)
            found.append((end, cost, reading_ms(side.profile, side.width(start, end), count)))
        return found

    def steps(self, node: Node, *, forbidden: bool) -> Iterator[tuple[Node, float]]:
        a, c = node
        n, m = self.goal
        weights = self.weights
        if (c, forbidden) not in self.target_reach:
            self.target_reach[c, forbidden] = self.reach(self.target, c, forbidden=forbidden)
        targets = self.target_reach[c, forbidden]
        for b, source_cost, source_need in self.reach(self.source, a, forbidden=forbidden):
            spoken_source = self.source_sums[b] - self.source_sums[a] - self.target_sums[c]
            torn, share = self.torn[b], self.source_share[b]
            for d, target_cost, target_need in targets:
                if (b == n) != (d == m):
                    continue
                cost = weights.piece + source_cost + target_cost
                if b < n:
                    cost += torn[d] + weights.drift * abs(share - self.target_share[d])
                need = source_need if source_need > target_need else target_need
                yield (b, d), cost + self.time_cost(spoken_source + self.target_sums[d], need, is_last=b == n)


def _places(side: Side, *, forbidden: bool) -> list[int]:
    """The places where a piece may begin."""
    allowed = [at + 1 for at, penalty in enumerate(side.penalties) if forbidden or penalty < FORBIDDEN]
    return [0, *allowed]


def _shares(side: Side) -> list[float]:
    """The share of the text's width that stands before each place."""
    count = len(side.words)
    whole = side.width(0, count)
    return [0.0, *(side.width(0, end) / whole for end in range(1, count + 1))]


def _torn_weights(task: Task, n: int, m: int) -> list[list[float]]:
    """`torn[i][j]`: the cost of the links that a break at place i of the source and j of the target pulls apart."""
    assert task.target is not None
    weight = [[0.0] * m for _ in range(n)]
    first_source = _first_parts(task.source)
    first_target = _first_parts(task.target)
    for link in task.links:
        weight[first_source[link.source]][first_target[link.target]] += link.weight * task.weights.link
    # both[i][j]: links with both ends before the break; then torn = one end before it, the other after.
    both = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n):
        row = 0.0
        for j in range(m):
            row += weight[i][j]
            both[i + 1][j + 1] = both[i][j + 1] + row
    torn = [[both[i][m] + both[n][j] - 2 * both[i][j] for j in range(m + 1)] for i in range(n + 1)]
    for source_end, target_end in zip(task.source_ends, task.target_ends, strict=True):
        for i in range(1, n):
            for j in range(1, m):
                if (i < source_end) != (j < target_end):
                    torn[i][j] += task.weights.sentence_torn
    return torn


def _first_parts(side: Side) -> dict[int, int]:
    """For each undivided word the index of its first part."""
    first: dict[int, int] = {}
    for part, word in enumerate(side.word_of):
        first.setdefault(word, part)
    return first
