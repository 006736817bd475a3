"""Any number of transcripts, made by varying the samples: python -m benchmarks.transcripts COUNT FOLDER

Places, days, figures and common words change from one to the next, so that most sentences differ (of 32 transcripts
together, 80 in 100); all else is as the sample has it. The same number gives the same text. Nothing in it is true, and
some of it makes no sense.
"""

import argparse
import re
from pathlib import Path

SAMPLES = sorted(path for path in Path("samples").glob("*.txt"))

# Words that may stand for each other; Korean ones end alike, so that the particles behind them stay right.
_ALIKE = tuple(
    line.split()
    for line in """
부산 인천 대전 울산 강진 순천
대구 제주 광주 여수 청주 파주
월요일 화요일 수요일 목요일 금요일 토요일 일요일
시민 주민 상인 노인 군인
경찰 검찰
정부 학교 회사 단체 업체
시장 공장 현장 농장 광장
지난해 올해
아침 점심
처음으로 다시
크게 조금 훨씬 다소
모두 거의 이미 아직
특히 또한 이미
관계자 전문가 노동자 연구자
도로 거리
산불 들불
하지만 그러나
Monday Tuesday Wednesday Thursday Friday Saturday Sunday
January February March April June July August September October November December
Busan Incheon Daegu Daejeon Gwangju Ulsan Jeju Yeosu Pohang Mokpo Tongyeong
Japan China Vietnam Germany France Canada Thailand
harbour harbor port pier shipyard
officials residents experts scientists engineers volunteers
people visitors workers students families
morning afternoon evening
increase rise jump
agreement deal accord treaty
said announced explained added
says explains adds
two three four five six seven eight nine
first second third fourth
north south east west
northern southern eastern western
city town county province
week month year
last next this
boats ships vessels ferries
company firm plant
market exchange
big large huge
new old second
many several some
ministry agency office
report study survey
but while
very rather quite
now today
president minister chairman
hours days weeks months years
""".split("\n")
)
_SETS = {word: alike for alike in reversed(_ALIKE) for word in alike}
_WORDS = re.compile("|".join(sorted((rf"\b{word}\b" if word.isascii() else word for word in _SETS), key=len)[::-1]))
# Not at the beginning of a line or of a bracket, where figures number shots and stories or tell the time on tape.
_FIGURE = re.compile(r"(?<=[ $])\d[\d,]*(?:\.\d+)?(?![:\d])")


def transcript(number: int) -> tuple[str, str]:
    """A name, and the text of the transcript."""
    sample = SAMPLES[number % len(SAMPLES)]
    turn = number // len(SAMPLES)
    text = sample.read_text(encoding="utf-8")
    text = _WORDS.sub(lambda found: _other(found[0], turn), text)
    text = _FIGURE.sub(lambda found: _figure(found[0], turn), text)
    return f"{number // 100:03}/{sample.stem}-{number:05}", text


def _other(word: str, turn: int) -> str:
    alike = _SETS[word]
    return alike[(alike.index(word) + turn) % len(alike)]


def _figure(figure: str, turn: int) -> str:
    """Another figure of as many digits; days of a month stay below 30."""
    digits = [*figure]
    for place in (at for at, char in enumerate(digits) if char.isdigit()):
        if place or len(digits) == 1:
            digits[place] = str((int(digits[place]) + turn * (3 + 2 * place)) % 9 + (len(digits) == 1))
            turn //= 9
    return "".join(digits)


def write(count: int, folder: Path) -> None:
    for name, text in map(transcript, range(count)):
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    write(options.count, options.folder)


if __name__ == "__main__":
    main()
