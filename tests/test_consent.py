"""A medium gets only what its scope allows: every kind × every scope × every family of outputs, with canaries.

A plan holds all that decides the bytes of every output, so what is in no order is in no file. A canary stands in every
field of what a consent is about, and the digests of its pictures and recordings are looked for too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import Photo
from sitegen.making.store import Store
from sitegen.model.media import NotCleared, Paper, Press, Read, Touring, Wall, Web
from sitegen.model.order import inputs_of
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options, Project
from sitegen.model.web_orders import FeedOrder, PageOrder, SearchTexts, SearchWords, SharingPicture
from sitegen.pipeline import read
from sitegen.plan import make_plan
from tests.conftest import NOW, SERIES, Place, furnish, picture, source_of

SCOPES = ("web", "print", "audio", "touring", "press")
CONSENT = "{{status: {status}, scopes: [{scopes}], date: 2020-01-01}}"

AUTHOR = """\
    name: Canaryname
    country: CZ
    occupation: {{cs: Canaryjob, en: Canaryjob}}
    summary: {{cs: Canarysummary, en: Canarysummary}}
    consent: {author}
    interview:
      file: voices/zora.mp3
      language: cs
      title: {{cs: Canaryvoice, en: Canaryvoice}}
      summary: {{cs: Canarytold, en: Canarytold}}
      transcripts: {{cs: voices/zora.cs.vtt}}
      consent: {interview}
    """
PHOTO = """\
    file: zora-{number}.jpg
    author: zora
    order: {number}
    title: {{cs: Canary{word}title, en: Canary{word}title}}
    caption: {{cs: Canary{word}caption, en: Canary{word}caption}}
    comment: {{cs: Canary{word}comment, en: Canary{word}comment}}
    comment_language: cs
    translator: {{cs: Canary{word}translator, en: Canary{word}translator}}
    translators: [{{name: Canarytranslator, consent: {portrayed}}}]
    alt: {{cs: Canary{word}alternative, en: Canary{word}alternative}}
    credit: {{cs: Canary{word}credit, en: Canary{word}credit}}
    themes: [home]
    side: light
    place: park
    status: exhibited
    portrayed: [{{name: Canaryface, consent: {portrayed}}}]
    consent: {photo}
    """
ZINE = """\
    author: zora
    title: {cs: Okna, en: Windows}
    subtitle: {cs: Zin, en: A zine}
    summary: {cs: Okna., en: Windows.}
    photos: [zora-1, zora-2, zora-3, zora-4]
    intro: {cs: Okna do dvora., en: Windows on the yard.}
    voice: {cs: Kdo?, en: Who?}
    """
EPISODE = """\
    number: 1
    title: {{cs: Canaryparttitle, en: Canaryparttitle}}
    summary: {{cs: Canarypartsummary, en: Canarypartsummary}}
    publish: 2026-01-01T09:00
    file: talks/01-first.mp3
    language: cs
    transcripts: {{cs: talks/01-first.cs.vtt}}
    guests: [{{name: Canaryguest, consent: {guest}}}]
    chapters:
      - {{start: "0:00", title: {{cs: Canarychapter one, en: Canarychapter one}}}}
      - {{start: "0:20", title: {{cs: Canarychapter two, en: Canarychapter two}}}}
      - {{start: "0:35", title: {{cs: Canarychapter three, en: Canarychapter three}}}}
    guid: 5bf1d8a6-3f6f-4d44-9c39-2f38a1a6f0aa
    consent: {episode}
    """
EVENT = """\
    kind: talk
    title: {{cs: Beseda, en: A talk}}
    summary: {{cs: Beseda., en: A talk.}}
    when: 2026-05-04
    place: {{cs: Park, en: Park}}
    people: [{{name: Oldrich}}, {{name: Canaryperson, role: {{cs: Canaryrole, en: Canaryrole}}, consent: {person}}}]
    """
CARD = """\
    text: {{cs: Canarywords, en: Canarywords}}
    language: cs
    name: Canaryvisitor
    date: 2026-04-01
    approved: true
    consent: {card}
    """
WORDS = {
    "author": ("Canaryname", "Canaryjob", "Canarysummary"),
    "photo": ("Canaryone",),
    "interview": ("Canaryvoice", "Canarytold", "Canaryspokenzora", "zora-voice"),
    "episode": ("Canarypart", "Canaryguest", "Canarychapter", "Canaryspokenfirst"),
    "person": ("Canaryperson", "Canaryrole"),
    "card": ("Canarywords", "Canaryvisitor"),
}
"""What betrays each subject, in the texts of records and of transcripts."""

DECIDES = {"portrayed": "photo", "guest": "episode"}
"""Those whose consent decides over the whole record they are in."""

NEVER = "Canaryface"
"""A name that says whose consent it is, and nothing else."""

NEEDS = {
    "page": {"web"},
    "stop": {"web", "touring"},
    "feed": {"web"},
    "news": {"web"},
    "short address": {"web"},
    "picture": {"web"},
    "sharing": {"web"},
    "sound": {"web"},
    "search": {"web"},
    "zine": {"web", "print"},
    "label": {"web", "print", "touring"},
    "press": {"web", "press"},
    "collections": {"web"},
    "kiosk": {"web", "touring"},
}
"""The scopes that each family of outputs needs."""

_EXHIBITED = {
    "page",
    "news",
    "search",
    "stop",
    "short address",
    "sharing",
    "zine",
    "label",
    "press",
    "collections",
    "kiosk",
}
"""Where whoever exhibits is seen."""

SHOWN = {
    "author": _EXHIBITED,
    "photo": _EXHIBITED | {"picture"},
    "interview": {"page", "search", "short address", "sound", "kiosk"},
    "episode": {"page", "search", "feed", "sound", "sharing", "kiosk"},
    "person": {"page", "news", "search", "kiosk"},
    "card": {"page", "search", "kiosk"},
}
"""Where each subject is shown once all is allowed, so that a table of nothing cannot pass."""


class Show:
    """A project in which one author, one of her photographs, her interview and an episode have canaries."""

    def __init__(self, root: Path) -> None:
        self.place = Place(furnish(root).root, HOME)
        for name in ("photos/ada-1", "photos/ada-2", "authors/ada"):
            (root / "content" / f"{name}.yaml").unlink()
        self.place.write("content/zines/zora.yaml", ZINE)
        settings = (root / "content/site.yaml").read_text("utf-8")
        self.place.write("content/site.yaml", f"{settings}press: {{photographs: [zora-1, zora-2]}}\n")
        self.place.write("content/podcasts/talks.yaml", SERIES)
        for number in range(1, 5):
            picture(root / "photos" / f"zora-{number}.jpg", (1800, 1200), f"#46{number}27f")
        sound = next((HOME / "podcasts" / "interviews").glob("*.mp3"))
        for name in ("voices/zora", "talks/01-first"):
            (root / "podcasts" / name).parent.mkdir(parents=True)
            # One byte more in the padding makes another recording of it.
            (root / "podcasts" / f"{name}.mp3").write_bytes(sound.read_bytes() + name.encode())
            said = f"Canaryspoken{name.rpartition('-')[2].rpartition('/')[2]}"
            self.place.write(f"podcasts/{name}.cs.vtt", f"WEBVTT\n\n00:00.000 --> 00:05.000\n<v Zora>{said}\n")
        picture(root / "podcasts" / "talks" / "cover.jpg", (1400, 1400))
        self.grant()

    def grant(self, **lacking: str) -> None:
        """Give every consent for every medium but these: subject to scope."""
        self._write({name: self._scopes(lacking.get(name, "")) for name in (*WORDS, *DECIDES)})

    def refuse(self, subject: str, status: str) -> None:
        """Give every consent but one, which has this status; what follows the status in a record may be part of it."""
        self._write({name: self._scopes("") for name in (*WORDS, *DECIDES)} | {subject: self._scopes("", status)})

    def _write(self, granted: Mapping[str, str]) -> None:
        whole = {name: self._scopes("") for name in granted}
        self.place.write("content/authors/zora.yaml", AUTHOR.format(**granted))
        for number in range(1, 5):
            first = number == 1
            text = PHOTO.format(number=number, word="one" if first else "more", **(granted if first else whole))
            self.place.write(f"content/photos/zora-{number}.yaml", text)
        self.place.write("content/podcasts/talks/01-first.yaml", EPISODE.format(**granted))
        self.place.write("content/events/talk.yaml", EVENT.format(**granted))
        self.place.write("content/guestbook/visitor.yaml", CARD.format(**granted))

    @staticmethod
    def _scopes(lacking: str, status: str = "given") -> str:
        return CONSENT.format(scopes=", ".join(scope for scope in SCOPES if scope != lacking), status=status)

    def refuse_all(self, status: str) -> None:
        """Give no consent: all have this status."""
        self._write({name: self._scopes("", status) for name in (*WORDS, *DECIDES)})

    def families(self, *, kiosk: bool = False, now: dt.datetime = NOW, **options: bool) -> Mapping[str, set[str]]:
        """In which families each subject shows."""
        return self._families(Options(now=now, kiosk=kiosk, **{"printing": not kiosk} | options))

    def _families(self, options: Options) -> Mapping[str, set[str]]:
        problems, kiosk = Problems(), options.kiosk
        project = Project.at(self.place.root)
        with Store(project.cache) as store:
            plan = make_plan(read(project, options, store, problems), options, store, problems)
        assert not problems.failed, list(problems)
        found: dict[str, set[str]] = {subject: set() for subject in WORDS}
        for path, output in plan.outputs.items():
            text = path + inputs_of(output.order, plan.fingerprints).text
            if isinstance(output.order, PageOrder):
                text += "".join(inputs_of(said.view, {}).text for said in (output.order.context, output.order.frame))
            if isinstance(output.order, SharingPicture):  # it shows the picture that it is made of
                text += "".join(inputs_of(plan.outputs[name].order, {}).text for name in output.needs)
            if isinstance(output.order, FeedOrder | SearchTexts | SearchWords):
                text += inputs_of(output.order.context.view, {}).text
            assert NEVER not in text, path
            for subject, signs in WORDS.items():
                if any(sign in text for sign in (*signs, *self._digests(subject))):
                    found[subject].add("kiosk" if kiosk else family_of(path))
        return found

    def _digests(self, subject: str) -> Iterator[str]:
        files = {
            "photo": ("photos/zora-1.jpg",),
            "interview": ("podcasts/voices/zora.mp3", "podcasts/voices/zora.cs.vtt"),
            "episode": ("podcasts/talks/01-first.mp3", "podcasts/talks/01-first.cs.vtt"),
        }
        return (source_of(self.place.root / name).digest for name in files.get(subject, ()))


def family_of(path: str) -> str:
    """The family of an output, by where it lies."""
    rules = {
        r"iiif/": "collections",
        r"print/zines/": "zine",
        r"print/labels/": "label",
        r"print/jobs\.json": "zine",
        r"q/": "short address",
        r"media/venue-hall-..-shared": "stop",
        r"media/.*-shared": "sharing",
        r"media/.*-(press|screen|press-[a-z]+)\.": "press",
        r"(cs/pro-media|en/press)/": "press",
        r"media/": "picture",
        r"sound/": "sound",
        r"static/search/": "search",
        r"(cs|en)/(feed|photos)\.(xml|json)": "news",
        r".*feed\.xml": "feed",
        r"(cs/zastavky|en/stops)/hall/": "stop",
        r".*": "page",
    }
    return next(family for pattern, family in rules.items() if re.match(pattern, path))


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Show:
    return Show(tmp_path_factory.mktemp("consent") / "project")


def expected(subject: str, lacking: str, family: str) -> bool:
    """Whether a subject still shows in a family when a scope of its consent is taken away."""
    subject = DECIDES.get(subject, subject)
    needed = NEEDS[family] | ({"audio"} if subject in {"interview", "episode"} else set())
    return family in SHOWN[subject] and lacking not in needed


@pytest.mark.parametrize("kiosk", [False, True], ids=["site", "kiosk"])
@pytest.mark.parametrize("lacking", SCOPES)
@pytest.mark.parametrize("subject", [*WORDS, *DECIDES])
def test_a_scope_that_is_not_granted_keeps_a_subject_out(
    show: Show, subject: str, lacking: str, *, kiosk: bool
) -> None:
    """Every family that needs the scope is without the subject; every other one shows it as before."""
    show.grant(**{subject: lacking})
    found = show.families(kiosk=kiosk)
    families = {"kiosk"} if kiosk else NEEDS.keys() - {"kiosk"}
    assert {family for family in families if family in found[DECIDES.get(subject, subject)]} == {
        family for family in families if expected(subject, lacking, family)
    }


@pytest.mark.parametrize("kiosk", [False, True], ids=["site", "kiosk"])
@pytest.mark.parametrize("status", ["pending", "withdrawn", "given, expires: 2026-04-30"])
@pytest.mark.parametrize("subject", [*WORDS, *DECIDES])
def test_without_a_consent_a_subject_is_nowhere(show: Show, subject: str, status: str, *, kiosk: bool) -> None:
    """In no family of outputs, whatever its scopes; it fails nothing, and what is not nothing without it is shown."""
    show.refuse(subject, status)
    found, subject = show.families(kiosk=kiosk), DECIDES.get(subject, subject)
    assert found[subject] == set()
    gone = {"author": {"photo", "interview"}}.get(subject, set())
    assert all((found[other] == set()) == (other in gone) for other in WORDS.keys() - {subject})


@pytest.mark.parametrize("build", [{}, {"printing": False}, {"preview": True}, {"kiosk": True}], ids=str)
@pytest.mark.parametrize("status", ["pending", "withdrawn", "given, expires: 2026-04-30"])
def test_no_build_shows_what_nobody_allows(show: Show, status: str, build: dict[str, bool]) -> None:
    """All that the others name is gone at once: each build goes on, and holds nothing of it."""
    show.refuse_all(status)
    assert show.families(**build) == {subject: set() for subject in WORDS}


def test_the_night_after_the_last_day_takes_all_away(show: Show) -> None:
    """By the clock of the site's time zone, not by that of the computer that builds."""
    show.refuse_all("given, expires: 2026-05-01")
    late = dt.datetime.fromisoformat("2026-05-01T23:59+02:00")
    assert all(show.families(now=late).values())
    assert not any(show.families(now=(late + dt.timedelta(minutes=1)).astimezone(dt.UTC)).values())


@pytest.mark.parametrize("lacking", ["web", "print", "touring", "press"])
def test_an_author_takes_her_works_along(show: Show, lacking: str) -> None:
    """What she does not allow of herself is not shown of her photographs, nor is her voice heard."""
    show.grant(author=lacking)
    found = show.families()
    for subject in ("photo", "interview"):
        assert not [family for family in found[subject] if lacking in NEEDS[family]], subject


def test_the_gate_hands_out_nothing_that_is_not_in_its_site(show: Show) -> None:
    """An order for a medium needs a proof, and there is none for what the medium may not show."""
    show.grant(photo="print", interview="audio")
    problems, options = Problems(), Options(now=NOW)
    with Store(show.place.project.cache) as store:
        web = read(show.place.project, options, store, problems)
    paper, photo, author = web.for_medium(Paper), web.get(Photo, "zora-1"), web.get(Author, "zora")
    assert photo
    assert author
    assert web.original(photo, "zora-1.jpg").path.name == "zora-1.jpg"
    for proof in (lambda: paper.original(photo, "zora-1.jpg"), lambda: paper.clearance(photo)):
        with pytest.raises(NotCleared):
            proof()
    with pytest.raises(NotCleared):
        web.original(author, "voices/zora.mp3")
    with pytest.raises(NotCleared):
        web.original(photo, "../content/site.yaml")


@pytest.mark.parametrize("medium", [Web, Paper, Touring, Wall, Press])
def test_a_medium_never_shows_more_than_those_it_comes_from(show: Show, medium: type[Read]) -> None:
    """The order in which gates are passed makes no difference."""
    show.grant(author="press", photo="touring")
    with Store(show.place.project.cache) as store:
        web: Any = read(show.place.project, Options(now=NOW), store, Problems())
    one, other = web.for_medium(medium).for_medium(Paper), web.for_medium(Paper).for_medium(medium)
    assert {kind: list(found) for kind, found in one.entries.items()} == {
        kind: list(found) for kind, found in other.entries.items()
    }
    assert all(one.entries[kind].keys() <= web.entries[kind].keys() for kind in one.entries)


def test_a_link_to_a_voice_that_is_withdrawn_fails_nothing(show: Show) -> None:
    """The link then leads to the author's page, and its editor is told."""
    show.place.write("content/pages/about.en.md", "Hear [her](author:zora#voice).\n")
    show.place.write("content/pages/about.cs.md", "Poslechněte si [ji](author:zora#voice).\n")
    show.grant()
    assert not [code for _, code in show.place.problems() if code == "dead-anchor"]
    show.grant(interview="audio")
    report = show.place.build()
    assert not report.failed, list(report.problems)
    assert [str(one.where) for one in report.problems if one.code == "dead-anchor"] == [
        "content/pages/about.cs.md:1:21",
        "content/pages/about.en.md:1:12",
    ]


def test_a_consent_is_not_given_before_its_day(place: Place) -> None:
    """Somebody wrote down what they expect, or mistook the year."""
    place.edit("content/authors/ada.yaml", "date: 2020-01-01", "date: 2026-05-02")
    assert not place.build().failed
    assert not any("ada" in name for name in place.files())
    assert not place.build(now=place.moment("2026-05-02T00:00")).failed
    assert "en/authors/ada/index.html" in place.files()
