"""The typefaces: whose files they are, and which letters they have in every style."""

from __future__ import annotations

import hashlib
import string

import pytest
from fontTools.ttLib import TTFont

from sitegen.making.charts.letters import face_of, width
from sitegen.making.errors import CannotMake
from sitegen.making.print.glyphs import lacking
from sitegen.making.typefaces import FACES, LICENCES, OTHER_SCRIPTS, SANS, SERIF, TYPEFACES, Typeface, stand_ins

DIGESTS = {
    "NotoNaskhArabic-Bold.ttf": "35418f91100645a36e4d72d75866b61c5da14dc5ebbade64db434d2c9e76234c",
    "NotoNaskhArabic-Regular.ttf": "706b4580c025f6c75ec1c06013e17f00a23ec1780091b77a5a5b339469bda94d",
    "NotoSansArmenian-Bold.ttf": "beaf0d8d52a118d108a9e4502d3f3fbbcd0ed78e26bcc00d9d80932c342b934a",
    "NotoSansArmenian-Regular.ttf": "678a89f5dafb25b71ba5c323b428a579e4e664e9dc8c35b9f1d327d82fc9e5ba",
    "NotoSansDevanagari-Bold.ttf": "67f1ec9e2ac30b261090e32953b2df0adf6c942ab26ac47efb490fa7315bddab",
    "NotoSansDevanagari-Regular.ttf": "084a94d89eb54aafb93a056e15425c34fd859f6342875165d304837b3bcfc2d2",
    "NotoSansGeorgian-Bold.ttf": "4570253cfb7d734286d56ab3ecff6e4ef2cfe9d77c37dc9e739360da89dccc15",
    "NotoSansGeorgian-Regular.ttf": "35b1dc2d78025505b6d4b7977960060fdb0a9a0dfb21c356fe8ca554172e8f00",
    "NotoSansHebrew-Bold.ttf": "8010b087f33f152e25aef020e68cb5568d6f8deebb6dde8f60d655196e59ebde",
    "NotoSansHebrew-Regular.ttf": "e0ee753f09733337b9236221018d4bf71fd6d06c87dd76bbc83120514bc55911",
    "NotoSerifTibetan-Regular.ttf": "33bd11da711ad8fbf55e5df25f29e6ebdfce53424fb41d61c7c6b83c2ba948cf",
    "SourceSans3-Black.ttf": "ac3a8e48c6076b8dd800bdd6e69f20321ee039fa81aeca57ca630afd6d514d07",
    "SourceSans3-It.ttf": "192afd78f0f54a3c69eaf02d43f4d9a821e9d6110e41d3d25d61a7385cd580e4",
    "SourceSans3-Regular.ttf": "4644c81b86ec9caaa76b634889968ed3c4f4f52f054855933acc7c2b21e53b0f",
    "SourceSans3-Semibold.ttf": "a3f4f8dcf343a8f24dc61951de93f3ba1558b15cd250ba24af8a40e957081b7d",
    "SourceSerif4-Black.ttf": "9e99d6a487c6f4fab39c119b763d41cb2d849284521ce91620cb6286b58f97e6",
    "SourceSerif4-It.ttf": "9d2950a8f1da66e21502c35d646a1d2148e79f9ea43fd2158cf02f5232e7f430",
    "SourceSerif4-LightIt.ttf": "f77ca75d8612072fe7bdae336a46d0727d3d729b56ffefa9700030198da892a1",
    "SourceSerif4-Regular.ttf": "e5a4ee6a3d87bb9024796be390c6771e2a0eb1883dae25effaf57ca01668e24b",
    "SourceSerif4-Semibold.ttf": "36db62940cb5728b12b1802476dc7fcf4c6c519a7bdd476ba23a4e555fc4655f",
}
"""SHA-256 of files in TTF/ of source-serif 4.5.1 and source-sans 3.52.0 (npm), which are Adobe's own releases 4.005 and
3.052, and of those of weight 400 and 700 in the packages @expo-google-fonts/noto-… 0.4 (npm), which are Google's."""

VIETNAMESE = "ĂÂĐÊÔƠƯăâđêôơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĨĩŨũ" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
GREEK = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψωΆΈΉΊΌΎΏάέήίόύώϊϋΐΰ"
CYRILLIC = "".join(map(chr, range(0x400, 0x460))) + "ҐґʼЍѝ№"
NAMES = "ḤḥṢṣḌḍṬṭẒẓĀāĪīŪūʿʾĞğŞşİıȘșȚțƏəẞĄąŁłØøÞþÐðŐőŰű" + string.ascii_letters + string.digits
SIGNS = "→←↑↓×–—…„“”‚‘’«»‹›€§©°·•‐‑\u202f\u00a0"

OTHERS = {
    "Arabic": "".join(map(chr, (*range(0x621, 0x63B), *range(0x641, 0x653), *range(0x660, 0x66A)))) + "پچژگکی،؟؛",
    "Hebrew": "".join(map(chr, range(0x5D0, 0x5EB))),
    "Armenian": "".join(map(chr, (*range(0x531, 0x557), *range(0x561, 0x588)))),
    "Georgian": "".join(map(chr, range(0x10D0, 0x10F1))),
    "Devanagari": "".join(map(chr, (*range(0x905, 0x93A), *range(0x93E, 0x94E), *range(0x966, 0x970)))),
    "Tibetan": "".join(
        map(chr, (*range(0xF40, 0xF48), *range(0xF49, 0xF6A), 0xF71, 0xF72, 0xF74, 0xF7A, 0xF7C, 0xF0B))
    ),
}
"""The letters of the living languages of each script."""


def name_of(face: Typeface) -> str:
    """As it is called in a test."""
    return face.path.stem


def test_files_are_those_of_their_makers() -> None:
    """Nobody has changed a byte of them: the licence reserves the name of some for the originals."""
    found = {face.path.name: hashlib.sha256(face.path.read_bytes()).hexdigest() for face in FACES}
    assert found == DIGESTS
    assert {path.name for path in FACES[0].path.parent.glob("*.ttf")} == found.keys()


def test_each_family_has_its_licence() -> None:
    """The Open Font License, with who has the rights in each."""
    texts = {name.removesuffix("-LICENSE.txt"): path.read_text("utf-8") for name, path in LICENCES.items()}
    assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in texts.values())
    for face in FACES:
        with TTFont(face.path, lazy=True) as font:
            holder = font["name"].getDebugName(0)
        text = next(text for name, text in texts.items() if face.path.name.startswith(name))
        assert "Adobe" in holder or holder.partition("(")[2] in text


@pytest.mark.parametrize("face", TYPEFACES, ids=name_of)
def test_every_style_has_every_letter(face: Typeface) -> None:
    """Cyrillic, Greek and Vietnamese ones in the italics too, from the face itself."""
    for text in (VIETNAMESE, GREEK, CYRILLIC, NAMES, SIGNS):
        assert lacking(text, [face.family], face.weight, face.style) == ""


@pytest.mark.parametrize("face", TYPEFACES, ids=name_of)
@pytest.mark.parametrize("script", OTHERS)
def test_other_scripts_step_in(script: str, face: Typeface) -> None:
    """One face for each, in the nearest weight."""
    families = [one.family for one in stand_ins(face)]
    assert lacking(OTHERS[script], families, face.weight, face.style) == ""
    assert face_of(OTHERS[script] + " 2019–26, ěščřžýáíéůúĚŠČŘ", face) in OTHER_SCRIPTS


def test_a_line_has_one_face() -> None:
    """Its own, or the first that has all its letters; of two scripts of which no face has both, none."""
    assert face_of("Příliš", SERIF) is SERIF
    assert face_of("Ŧ", SERIF) is SANS
    assert face_of("בית ورق", SERIF) is None


def test_a_letter_that_nobody_has_is_named() -> None:
    with pytest.raises(CannotMake, match="letter-not-in-font") as caught:
        width("Ada 漢", SANS, 10)
    assert caught.value.faults[0][1]["letter"] == "漢"
