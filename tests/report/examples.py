"""A check of two small tracks with all that a report can hold, hostile texts among it."""

from subtitler.check.bites import Bite, Reference
from subtitler.check.fix import Repair
from subtitler.check.metrics import Scores
from subtitler.check.result import Checked
from subtitler.check.soundbites import Basis, BiteReport, BiteScore, CorpusScore
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language
from subtitler.core.profile import built_in
from subtitler.core.track import Cue, Track
from subtitler.core.transcript import Block, BlockKind, Speaker

HOSTILE = (
    "<script>document.title = 'taken'</script>",
    '" onload="document.title=1" x="',
    "</script><img src=x onerror=alert(1)>",
    "a\u202eb {{ 7 * 7 }} ${x}",
    "[red]=1+1[/red] </style>",
    "&lt;b&gt; &amp; <i>기울임</i>",
)

FAST = Rule(
    name="reading-speed", severity=Severity.ERROR, demand="No faster than <20> a second.", source="a guide",
    bad="a", good="b",
)  # fmt: skip
NUMBER = Rule(
    name="number", severity=Severity.WARNING, demand="Numbers agree.", source="a law", bad="1", good="2"
)  # fmt: skip

MINISTER = Speaker(name='Han "Mi" <sook>', role="</article>")


REPAIRS = (
    Repair(cue=1, language=Language.KO, rule="spaces", before="<b>  a\u202eb", after="<b> ab"),
    Repair(
        cue=2, language=None, rule="gap", before="00:00:01,000 --> 00:00:02,000", after="00:00:01,000 --> 00:00:02,083"
    ),
)


def _bite(number: int, *, has_reference: bool, chrf: float) -> BiteScore:
    block = Block(
        number=number, kind=BlockKind.BITE, speaker=MINISTER, text=HOSTILE[0], language=Language.EN, spoken="ko", line=7
    )
    reference = Reference(line=3, bite=number, text=f"말 {HOSTILE[2]}") if has_reference else None
    return BiteScore(
        bite=Bite(number=number, block=block, sentences=(HOSTILE[0],)),
        reference=reference,
        likeness=0.75 if has_reference else None,
        translation=HOSTILE[3],
        language=Language.KO if has_reference else Language.EN,
        compared=HOSTILE[3] if has_reference else HOSTILE[1],
        wanted=reference.text if reference else HOSTILE[0],
        scores=Scores(chrf=chrf, bleu=12.34, ter=88.88),
        missing=("축제", "<b>"),
        findings=("number </dl>",),
    )


BITES = BiteReport(
    bites=(
        _bite(2, has_reference=True, chrf=21.0),
        _bite(1, has_reference=True, chrf=43.21),
        _bite(3, has_reference=False, chrf=10.0),
    ),
    corpus=(
        CorpusScore(
            basis=Basis.REFERENCE, language=Language.KO, bites=2, scores=Scores(chrf=32.1, bleu=12.3, ter=88.9),
            signatures=(("chrF++", "nrefs:1|case:mixed"),),
        ),
    ),
    spare=(Reference(line=9, text="<spare>"),),
    witness="embedding <x>",
)  # fmt: skip


def track(language: Language, *texts: str, start_ms: int = 0) -> Track:
    """Cues of 2 s, one every 2.5 s."""
    cues = tuple(
        Cue(
            start_ms=start_ms + 2500 * at,
            end_ms=start_ms + 2500 * at + 2000,
            lines=tuple(text.split("\n")),
            speaker=MINISTER if at == 1 else None,
            kind=BlockKind.BITE if at == 1 else BlockKind.REPORT,
        )
        for at, text in enumerate(texts)
    )
    return Track(language=language, cues=cues)


def issue(rule: Rule, cue: int, language: Language | None, found: str = "5 <b>", last_cue: int | None = None) -> Issue:
    return rule.broken(cue=cue, last_cue=last_cue, language=language, found=found, limit="4 & 4", hint="shorten it")


def checked(*issues: Issue, tracks: tuple[Track, ...] = ()) -> Checked:
    given = tracks or (track(Language.KO, *HOSTILE), track(Language.EN, *reversed(HOSTILE)))
    return Checked(
        tracks={one.language: one for one in given if one.language},
        names={language: f"news <{language}>.srt" for language in Language},
        profiles=built_in("netflix"),
        rules=(FAST, NUMBER),
        issues=issues,
        repairs=REPAIRS if issues else (),
        bites=BITES if issues else None,
        made_by=(("subtitler", "1.0"), ("glossary", "<b>12 entries</b>")),
    )


ISSUES = (
    issue(FAST, 1, Language.EN),
    issue(NUMBER, 2, None, found=HOSTILE[0], last_cue=3),
    issue(FAST, 2, Language.KO, found=HOSTILE[3]),
    issue(NUMBER, 5, None),
)
