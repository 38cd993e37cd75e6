"""Builds the shipped fonts from their named sources: fetch, check the sums, convert to TrueType, subset, write.

Needs fontTools (build time only; the program itself never loads it), ``apt-get``/``dpkg-deb`` and ``npm``::

    python3 -m venv /some/venv && /some/venv/bin/pip install fonttools==4.68.0
    /some/venv/bin/python resources/fonts/build_fonts.py --sources /some/folder

``--sources`` is a folder for the packages: what lies there already is not fetched again. The same packages and the
same fontTools give the same bytes; ``SHA256SUMS`` beside the fonts says which.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import hashlib
import math
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem

HERE = Path(__file__).resolve().parent
STANDARD_TABLE = HERE / "standard-characters.txt"
MAX_ERROR = 2.0
"""How far, in units of 1/1000 em, a converted curve may lie from the source's (cu2qu)."""

# GB 18030-2022, level 3: the ideographs of the basic plane and of the extensions B to F, and the Kangxi radicals.
GB18030_LEVEL_3 = (
    (0x2E80, 0x2FDF), (0x3400, 0x4DB5), (0x4E00, 0x9FEF), (0xF900, 0xFAFF), (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0),
)  # fmt: skip
IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
# What no official paper of the bureau needs: Hangul, private use, variation selectors.
LEFT_OUT = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xE000, 0xF8FF), (0xFE00, 0xFE0F))


def main() -> int:
    """Build every font of ``SOURCES.toml``; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, required=True, help="folder for the packages")
    parser.add_argument("--out", type=Path, default=HERE, help="where the fonts go (default: beside this script)")
    arguments = parser.parse_args()
    recipe = tomllib.loads((HERE / "SOURCES.toml").read_text(encoding="utf-8"))
    folders = {name: fetch(name, package, arguments.sources) for name, package in recipe["packages"].items()}
    standard = write_standard_characters(folders["unicode-data"], arguments.out)
    for name, package in recipe["packages"].items():
        copy_licences(package["licence_files"], folders[name], arguments.out)
    for name, font in recipe["fonts"].items():
        build(name, font, folders[font["package"]], standard, arguments.out)
    write_sums(recipe["fonts"], arguments.out)
    return 0


def fetch(name: str, package: dict[str, Any], sources: Path) -> Path:
    """The folder a package is unpacked in; downloads it if it is not there, stops on a wrong sum."""
    archive = sources / package["file"]
    sources.mkdir(parents=True, exist_ok=True)
    if not archive.exists():
        subprocess.run(download_command(name, package), cwd=sources, check=True)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != package["sha256"]:
        sys.exit(f"{archive.name}: sha256 is {digest}, SOURCES.toml says {package['sha256']}")
    folder = sources / name
    if not folder.exists():
        unpack(archive, folder)
    return folder


def download_command(name: str, package: dict[str, Any]) -> list[str]:
    """The archive's own client, asked for exactly the pinned version."""
    if package["archive"] == "debian":
        return ["apt-get", "download", f"{name}={package['version']}"]
    return ["npm", "pack", "--silent", f"{package['name']}@{package['version']}"]


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a Debian or npm package into a folder."""
    folder.mkdir()
    if archive.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)
    else:
        subprocess.run(["tar", "-xzf", str(archive), "-C", str(folder)], check=True)


def copy_licences(files: dict[str, str], folder: Path, out: Path) -> None:
    """Copy a package's licence texts beside the fonts."""
    for name, member in files.items():
        data = (folder / member).read_bytes()
        (out / name).write_bytes(gzip.decompress(data) if member.endswith(".gz") else data)


def write_standard_characters(folder: Path, out: Path) -> set[int]:
    """The 8,105 characters of 通用规范汉字表 (2013), in its order; kept as a table, since tests need it too."""
    numbers: dict[int, int] = {}
    with bz2.open(folder / "usr/share/unicode/Unihan_OtherMappings.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            code, _, rest = line.partition("\tkTGH\t")
            if rest and not line.startswith("#"):
                numbers[int(rest.strip().partition(":")[2])] = int(code.removeprefix("U+"), base=16)
    text = "".join(chr(numbers[n]) for n in sorted(numbers))
    rows = [text[i : i + 50] for i in range(0, len(text), 50)]
    (out / STANDARD_TABLE.name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return {ord(c) for c in text}


def build(name: str, recipe: dict[str, Any], folder: Path, standard: set[int], out: Path) -> None:
    """Make one font: outlines to TrueType, then the characters that are kept, then the file."""
    font = TTFont(folder / recipe["member"], recalcTimestamp=False)
    kept = characters(recipe, set(font.getBestCmap()), standard, out)
    subset(font, kept)
    if "CFF " in font:
        convert_to_truetype(font)
    if "thin" in recipe:
        scale_upem(font, 512)
        thin_polygons(font, recipe["thin"])
    mark_as_derived(font)
    if "family" in recipe:
        name_family(font, recipe["family"])
    font.save(out / name)
    print(f"{name}: {len(kept)} characters, {(out / name).stat().st_size / 1e6:.1f} MB")


def characters(recipe: dict[str, Any], has: set[int], standard: set[int], out: Path) -> set[int]:
    """Which of a font's characters are kept (see the sets in ``SOURCES.toml``)."""
    others = {c for c in has if not within(c, IDEOGRAPHS) and not within(c, LEFT_OUT)}
    earlier = [set(TTFont(out / other, lazy=True).getBestCmap()) for other in recipe.get("after", ())]
    match recipe["keep"]:
        case "standard":
            return others | has & (standard | gb2312())
        case "rare":
            return {c for c in has if within(c, GB18030_LEVEL_3)}.difference(*earlier)
        case "fallback":
            in_each = set.intersection(*earlier)
            return others | {c for c in has - in_each if within(c, IDEOGRAPHS)}
    raise ValueError(recipe["keep"])


def within(code: int, ranges: Iterable[tuple[int, int]]) -> bool:
    """Whether a code point lies in one of the (first, last) ranges."""
    return any(first <= code <= last for first, last in ranges)


def gb2312() -> set[int]:
    """The code points of GB 2312."""
    return {ord(bytes(pair).decode("gb2312")) for pair in gb2312_pairs()}


def gb2312_pairs() -> Iterator[tuple[int, int]]:
    """The byte pairs of GB 2312 that stand for a character."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            yield row, cell


def subset(font: TTFont, kept: set[int]) -> None:
    """Keep these characters, and none of what only screens with hinting or vertical text would use."""
    options = Options()
    options.hinting = options.glyph_names = options.recalc_timestamp = False
    options.layout_features, options.name_IDs, options.notdef_outline = [], ["*"], True
    options.drop_tables = ["GSUB", "GPOS", "GDEF", "BASE", "FFTM", "prop", "vhea", "vmtx", "VORG", "STAT", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)


def convert_to_truetype(font: TTFont) -> None:
    """Replace the font's cubic (CFF) outlines by quadratic ones: ReportLab embeds TrueType only."""
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    outlines = {name: quadratic(glyphs[name]) for name in order}
    table = font["glyf"] = newTable("glyf")
    font["loca"] = newTable("loca")
    table.glyphOrder = order
    table.glyphs = outlines
    for name, glyph in outlines.items():
        glyph.recalcBounds(table)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
    del font["CFF "]
    set_truetype_headers(font, len(order))


def quadratic(glyph: Any) -> Any:
    """One glyph's outline as TrueType curves."""
    pen = TTGlyphPen(None)
    glyph.draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
    return pen.glyph()


def set_truetype_headers(font: TTFont, count: int) -> None:
    """The header fields that say 'TrueType' (maxp 1.0, no glyph names)."""
    maxp = font["maxp"] = newTable("maxp")
    maxp.tableVersion, maxp.numGlyphs = 0x00010000, count
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                  "maxSizeOfInstructions", "maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours",
                  "maxComponentElements", "maxComponentDepth"):  # fmt: skip
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    post = font["post"]
    post.formatType, post.extraNames, post.mapping, post.glyphOrder = 3.0, [], {}, None
    font.sfntVersion = "\000\001\000\000"


def thin_polygons(font: TTFont, tolerance: float) -> None:
    """Drop the points of an outline drawn in short straight strokes that lie within `tolerance` of the line without them."""
    table = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = table[name]
        if glyph.numberOfContours > 0:
            keep_points(glyph, tolerance)
            glyph.recalcBounds(table)


def keep_points(glyph: Any, tolerance: float) -> None:
    """Rewrite one glyph's contours with the points that matter."""
    pen = TTGlyphPen(None)
    first = 0
    for last in glyph.endPtsOfContours:
        contour = thinned([tuple(p) for p in glyph.coordinates[first : last + 1]], tolerance)
        first = last + 1
        pen.moveTo(contour[0])
        for point in contour[1:]:
            pen.lineTo(point)
        pen.closePath()
    slim = pen.glyph()
    glyph.coordinates, glyph.flags, glyph.endPtsOfContours = slim.coordinates, slim.flags, slim.endPtsOfContours
    glyph.numberOfContours = slim.numberOfContours


def thinned(points: list[tuple[int, int]], tolerance: float) -> list[tuple[int, int]]:
    """Douglas and Peucker's thinning of a closed polygon, from its first point and the one farthest from it."""
    if len(points) < 5:
        return points
    far = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
    closed = [*points, points[0]]
    kept = {0, far}
    spans = [(0, far), (far, len(points))]
    while spans:
        start, end = spans.pop()
        split = farthest(closed, start, end, tolerance)
        if split is not None:
            kept.add(split)
            spans += [(start, split), (split, end)]
    return [points[i] for i in sorted(kept)]


def farthest(points: list[tuple[int, int]], start: int, end: int, tolerance: float) -> int | None:
    """The point between two others that lies farthest from their line, if farther than the tolerance."""
    (x0, y0), (x1, y1) = points[start], points[end]
    dx, dy = x1 - x0, y1 - y0
    limit, found = tolerance * math.hypot(dx, dy), None
    for i in range(start + 1, end):
        distance = abs((points[i][0] - x0) * dy - (points[i][1] - y0) * dx)
        if distance > limit:
            limit, found = distance, i
    return found


def mark_as_derived(font: TTFont) -> None:
    """Say in the version string that this is not the source's own file, as its licence asks."""
    for record in font["name"].names:
        if record.nameID == 5:
            record.string = f"{record.toUnicode()}; subset, TrueType outlines (see SOURCES.toml)"


def name_family(font: TTFont, family: str) -> None:
    """Make a weight a family of its own: a toolkit looking for a character in the family would only try one of its weights."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID not in {1, 2, 4, 16, 17, 21, 22}]
    for name_id, value in ((1, family), (2, "Regular"), (4, family)):
        table.setName(value, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 400


def write_sums(names: Iterable[str], out: Path) -> None:
    """The sums of the results, in sha256sum's own format."""
    lines = [f"{hashlib.sha256((out / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(names)]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
