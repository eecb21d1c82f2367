"""What a shared page shows: its picture, what the page tells of it, and whom it leaves out. On the real templates."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sitegen.content.sharing import BUILDERS
from sitegen.making.store import Store
from sitegen.model.cldr import with_territory
from sitegen.model.outputs import Plan
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options
from sitegen.model.web_orders import PictureOrder, SharingPicture
from sitegen.pipeline import read
from sitegen.plan import make_plan
from tests.conftest import NOW, SERIES, Place, furnish, picture

META = re.compile(r'<meta (?:property|name)="((?:og|article|twitter):[^"]+)" content="([^"]*)">')
PHOTO = "content/photos/ada-1.yaml"
ZINE = """\
    author: ada
    title: {cs: Okna, en: Windows}
    subtitle: {cs: Zin, en: A zine}
    summary: {cs: Okna., en: Windows.}
    photos: [ada-1, ada-2]
    intro: {cs: Okna do dvora., en: Windows on the yard.}
    voice: {cs: Kdo tu svítí?, en: Who has the light on?}
    """
EPISODE = """\
    number: 1
    title: {cs: První, en: The first}
    summary: {cs: O městě., en: About the city.}
    publish: 2026-01-01T09:00
    file: talks/01-first.mp3
    language: cs
    transcripts: {cs: talks/01-first.cs.vtt}
    guid: 5bf1d8a6-3f6f-4d44-9c39-2f38a1a6f0aa
    consent: {status: given, scopes: [web, audio], date: 2020-01-01}
    """


def whole(root: Path) -> Place:
    """A project with an entry of every kind that has pages."""
    place = Place(furnish(root).root, HOME)
    place.write("content/zines/windows.yaml", ZINE)
    place.write("content/podcasts/talks.yaml", SERIES)
    place.write("content/podcasts/talks/01-first.yaml", EPISODE)
    (root / "podcasts/talks").mkdir(parents=True)
    shutil.copyfile(next((HOME / "podcasts/interviews").glob("*.mp3")), root / "podcasts/talks/01-first.mp3")
    place.write("podcasts/talks/01-first.cs.vtt", "WEBVTT\n\n00:00.000 --> 00:05.000\n<v Ada>Dobrý den.\n")
    picture(root / "podcasts/talks/cover.jpg", (1400, 1400))
    place.write("content/infographics/rooms.yaml", (HOME / "content/infographics/city-vision.yaml").read_text("utf-8"))
    return place


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """It, built."""
    place = whole(tmp_path_factory.mktemp("sharing") / "project")
    report = place.build()
    assert not report.failed, [str(one.where) + one.code for one in report.problems]
    return place


def told(place: Place, page: str) -> dict[str, str]:
    """What a page tells of itself to those who share it; of what is told twice, the last."""
    return {name: value.replace("\u00a0", " ") for name, value in META.findall(place.read(f"{page}index.html"))}


def planned(place: Place) -> Plan:
    """The plan of a site."""
    problems, options = Problems(), Options(now=NOW, printing=False)
    with Store(place.project.cache) as store:
        plan = make_plan(read(place.project, options, store, problems), options, store, problems)
    assert not problems.failed, list(problems)
    return plan


def cards(plan: Plan) -> Mapping[str, SharingPicture]:
    """The orders of pictures for sharing, by the path without the digits: `photo-ada-1-cs`."""
    found = {path: output.order for path, output in plan.outputs.items()}
    return {
        path.removeprefix("media/").partition("-shared")[0]: order
        for path, order in found.items()
        if isinstance(order, SharingPicture)
    }


def test_every_kind_of_page_has_its_picture(shown: Place) -> None:
    """In each language: 1200 × 630, as the page says, at an address with the site's name."""
    pages = [path for path in shown.output.rglob("index.html") if "/q/" not in path.as_posix()]
    found = {}
    for path in pages:
        page = path.parent.relative_to(shown.output).as_posix()
        said = told(shown, "" if page == "." else f"{page}/")
        assert said["og:image"].startswith("https://example.org/media/"), page
        assert (said["og:image:width"], said["og:image:height"], said["og:image:type"]) == ("1200", "630", "image/jpeg")
        assert said["twitter:card"] == "summary_large_image"
        assert said["og:image:alt"], page
        found[page] = said["og:image"].removeprefix("https://example.org/")
    for name in found.values():
        with Image.open(shown.output / name) as image:
            assert image.size == (1200, 630)
            assert set(image.getexif()) <= {0x8298}  # the copyright line of a photograph on it
    kinds = {re.split(r"[/-]", name)[1] for name in found.values()}
    assert kinds >= {*BUILDERS, "home", "list"}
    assert len({found["cs/fotografie/ada-1"], found["en/photographs/ada-1"], found["en/photographs/ada-2"]}) == 3


def test_what_stands_on_them(shown: Place) -> None:
    """The words of the records in the language of the page, and their own picture."""
    found = cards(planned(shown))
    photo = found["photo-ada-1-cs"]
    assert (photo.title, photo.voice, photo.below, photo.kind) == ("Okno", "Okno svítí.", ("Ada",), "photo")
    assert photo.picture
    assert photo.picture.path.startswith("media/ada-1-600.")
    assert found["photo-ada-2-en"].voice == "The door is shut."
    event = found["event-opening-en"]
    assert (event.kind, event.title) == ("event:exhibition-opening", "Opening")
    assert event.below == ("3–5 May 2026", "Park")
    episode = found["episode-01-first-cs"] if "episode-01-first-cs" in found else found["episode-talks-01-first-cs"]
    assert (episode.above, episode.title, episode.below) == ("Hlasy", "První", ("1. ledna 2026",))
    assert found["zine-windows-cs"].voice == "Kdo tu svítí?"
    assert found["infographic-rooms-cs"].picture
    assert found["home-cs"].title == "Malá výstava"
    assert found["list-events-cs"].title == ""
    assert found["author-ada-cs"].below[-1] == "Česko"


def test_a_page_tells_its_language_with_a_country(shown: Place) -> None:
    """`cs_CZ`, and the other languages of the same page."""
    said = told(shown, "cs/akce/vernisaz/")
    assert (said["og:locale"], said["og:locale:alternate"]) == ("cs_CZ", "en_GB")
    assert said["og:type"] == "article"
    assert told(shown, "en/authors/ada/")["og:type"] == "profile"
    assert told(shown, "en/")["og:type"] == "website"
    assert told(shown, "en/photographs/ada-1/")["og:image:alt"] == (
        "Window. The window is lit. Ada. A lit window in a dark wall."
    )


def test_home_and_exhibition_are_described_each_in_its_own_words(shown: Place) -> None:
    assert told(shown, "en/")["og:description"] == "An exhibition on trial."
    assert told(shown, "en/exhibition/")["og:description"] == "Small Exhibition: Hall, 3–31 May 2026."


def test_only_what_was_published_tells_when(shown: Place) -> None:
    """An episode comes out at a moment; nothing else does."""
    assert told(shown, "en/podcasts/talks/01-first/")["article:published_time"] == "2026-01-01T09:00:00+01:00"
    for page in ("en/events/opening/", "en/photographs/ada-1/", "en/podcasts/talks/", "en/about/"):
        assert "article:published_time" not in told(shown, page)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("cs_CZ", "cs_CZ"), ("en_GB", "en_GB"), ("cs", "cs_CZ"), ("en", "en_US"), ("vi", "vi_VN"), ("uk", "uk_UA"),
        ("zh_Hant", "zh_TW"), ("sr_Latn_RS", "sr_RS"), ("ar", "ar_EG"), ("eo", "eo"),
    ],
)  # fmt: skip
def test_a_locale_gets_the_country_where_it_is_most_spoken(locale: str, expected: str) -> None:
    assert with_territory(locale) in {expected, f"{expected}_001"}


def test_the_chosen_sentence_is_shared(place: Place) -> None:
    """Instead of the first one, of the same comment; a long first one is nobody's choice."""
    long = "Okno svítí " + "a svítí " * 20 + "dál"
    place.edit(PHOTO, "cs: Okno svítí.", f'cs: "{long}. Kdo je doma?"')
    assert cards(planned(place))["photo-ada-1-cs"].voice == ""
    place.edit(PHOTO, "comment_language", "quote: {cs: Kdo je doma?, en: The window is lit.}\ncomment_language")
    found = cards(planned(place))
    assert [found[f"photo-ada-1-{code}"].voice for code in ("cs", "en")] == ["Kdo je doma?", "The window is lit."]


def test_a_sentence_that_nobody_said_is_refused(place: Place) -> None:
    place.edit(PHOTO, "comment_language", "quote: {cs: Okno svítí., en: The window is out.}\ncomment_language")
    assert place.problems() == [(f"{PHOTO}:7:30", "quote-not-in-comment")]


def test_of_a_sample_neither_author_nor_voice_is_shared(place: Place) -> None:
    """They are not its author's; that it is one stands on its own picture, and on that of every page that shows it."""
    place.edit(PHOTO, "status: exhibited", "status: exhibited\nsample: true")
    found = cards(planned(place))
    photo = found["photo-ada-1-cs"]
    assert (photo.sample, photo.voice, photo.below, photo.summary) == (True, "", (), "Okno do dvora.")
    theme = found["theme-home-cs"]
    assert theme.picture == photo.picture
    assert (theme.sample, theme.sampled) == (False, True)
    assert not found["photo-ada-2-cs"].sample


def test_a_photograph_behind_a_note_is_on_no_picture(place: Place) -> None:
    """Its own page is shared with its title alone, every other one with another photograph."""
    note = "content_note: {cs: Násilí, en: Violence}"
    place.edit(PHOTO, "status: exhibited", f"status: exhibited\n{note}")
    plan = planned(place)
    found = cards(plan)
    photo = found["photo-ada-1-en"]
    assert (photo.picture, photo.voice, photo.summary) == (None, "", "")
    assert all("ada-1" not in order.picture.path for order in found.values() if order.picture)
    assert found["theme-home-en"].picture


@pytest.mark.parametrize("how", ["status: withdrawn", "status: pending", "draft", "scopes: [print, touring]"])
def test_without_consent_a_photograph_is_on_no_picture(place: Place, how: str) -> None:
    """Neither its own nor any other; and nothing of it stays in the output."""
    before = cards(planned(place))
    assert any(order.picture and "ada-1" in order.picture.path for order in before.values())
    if how == "draft":
        place.edit(PHOTO, "status: exhibited", "status: exhibited\ndraft: true")
    elif how.startswith("scopes"):
        place.edit(PHOTO, "scopes: [web, print, touring]", how)
    else:
        place.edit(PHOTO, "consent: {status: given", f"consent: {{{how}")
    assert "error" not in {str(one.severity) for one in place.build().problems}
    found = cards(planned(place))
    assert not [name for name in found if name.startswith("photo-ada-1")]
    assert all("ada-1" not in order.picture.path for order in found.values() if order.picture)
    assert not [name for name in place.files() if "ada-1" in name]


def test_what_is_blurred_is_blurred_there_too(place: Place) -> None:
    """The picture is the derivative that pages show, which no camera and no place is told in."""
    squares = Image.effect_noise((1200, 800), 120).convert("RGB")
    squares.save(place.root / "photos/ada-1.jpg", quality=95)
    plan = planned(place)
    order = cards(plan)["photo-ada-1-cs"]
    assert order.picture
    derivative = plan.outputs[order.picture.path].order
    assert isinstance(derivative, PictureOrder)
    assert derivative.crop is None
    before = _card(place, "photo-ada-1-cs")
    place.edit(PHOTO, "status: exhibited", "blur: [{left: 0, top: 0, width: 1, height: 1}]\nstatus: exhibited")
    after = _card(place, "photo-ada-1-cs")
    assert _busy(after) < _busy(before) / 3


def _card(place: Place, name: str) -> Image.Image:
    assert not place.build().failed
    found = next(path for path in place.files() if path.startswith(f"media/{name}-shared"))
    return Image.open(io.BytesIO(place.read_bytes(found))).convert("L").crop((20, 20, 300, 600))


def _busy(image: Image.Image) -> float:
    """How much neighbouring pixels differ."""
    return float(np.abs(np.diff(np.asarray(image, dtype=float))).mean())


def test_an_edited_caption_makes_its_own_picture_anew_and_no_other(place: Place) -> None:
    """In the language of the edit, where the caption is on it."""
    place.edit(PHOTO, "status: exhibited", "status: exhibited\nsample: true")
    before = planned(place)
    place.edit(PHOTO, "en: A window on the yard.", "en: A window to the yard.")
    after = planned(place)
    new = {path for path in after.outputs.keys() - before.outputs.keys() if "-shared" in path}
    assert [path.partition("-shared")[0] for path in new] == ["media/photo-ada-1-en"]


def test_a_second_build_orders_the_same_pictures(place: Place) -> None:
    """Also where the views of pages are remembered, and are not asked again."""
    first = planned(place)
    second = planned(place)
    assert cards(first) == cards(second)
    assert first.fingerprints == second.fingerprints


def test_a_kiosk_has_none(place: Place) -> None:
    """Nobody shares its pages, and they do not offer it."""
    place.home = HOME
    assert not place.build(kiosk=True).failed
    assert not [name for name in place.files() if "-shared" in name]
    assert 'class="sharing"' not in place.read("en/photographs/ada-1/index.html")


def test_of_many_entries_those_with_nothing_but_words_share_their_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their words are sent along with the address; what shows a picture, is a sample or called off keeps its own."""
    monkeypatch.setattr("sitegen.model.site.MANY", 1)
    place = Place(furnish(tmp_path / "project").root, HOME)
    for name, more in (("talk", ""), ("walk", "cancelled: 2026-04-01"), ("show", "photos: [ada-1]")):
        text = (place.root / "content/events/opening.yaml").read_text("utf-8").replace("vernisaz", name)
        place.write(f"content/events/{name}.yaml", f"{text}{more}\n")
    assert not place.build().failed
    shown, alts = {}, {}
    for name in ("events/talk", "events/walk", "events/show", "photographs/ada-1", "about"):
        tags = dict(META.findall(place.read(f"en/{name}/index.html")))
        alts[name] = tags["og:image:alt"].replace("\u00a0", " ")
        shown[name] = tags["og:image"].rpartition("/")[2].partition("-en-shared")[0]
    assert shown == {
        "events/talk": "list-events",
        "events/walk": "event-walk",
        "events/show": "event-show",
        "photographs/ada-1": "photo-ada-1",
        "about": "page-about",
    }
    assert alts["events/talk"] == "Events."  # what the picture says, not the page
    assert alts["events/walk"] == "Opening (Cancelled). 3–5 May 2026. Park."  # without the summary, which may lack room
