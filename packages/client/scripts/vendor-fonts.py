"""Makes assets/fonts and assets/icons from an unpacked flet-web wheel.

    python packages/client/scripts/vendor-fonts.py SITE_PACKAGES/flet_web/web

Run once for each Flet release, with `pip install fonttools brotli`; the result is committed.
Icons get new code points, the icon's place in Flet's list, so that the client needs no table of names or code points:
Material icon i is U+F0000+i, Cupertino icon i is U+F4000+i. One woff2 file holds 128 neighbours of the list.
"""

import hashlib
import io
import json
import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

WEB = Path(sys.argv[1])
CLIENT = Path(__file__).resolve().parent.parent
NAMES = json.loads((CLIENT.parent / "sdk/schema/flet-icons.json").read_text())
BLOCK = 128
# Letter of the files, first code point, source, length of the list, shift that puts the em box on the baseline.
SETS = {
    "material": ("m", 0xF0000, WEB / "assets/fonts/MaterialIcons-Regular.otf", 8825, 0),
    "cupertino": ("c", 0xF4000, WEB / "assets/packages/cupertino_icons/assets/CupertinoIcons.ttf", 1322, 66),
}
# One small file with what most apps show, so that an ordinary first page fetches one icon file.
COMMON = """ABC ACCESS_TIME ACCOUNT_CIRCLE ADD ADD_CIRCLE ADD_CIRCLE_OUTLINE ARROW_BACK ARROW_BACK_IOS ARROW_DOWNWARD ARROW_DROP_DOWN
ARROW_DROP_UP ARROW_FORWARD ARROW_FORWARD_IOS ARROW_UPWARD ATTACH_FILE BOOKMARK BRIGHTNESS_4 CALENDAR_MONTH CALENDAR_TODAY CALL CAMERA_ALT
CANCEL CHAT CHECK CHECK_BOX CHECK_CIRCLE CHECK_CIRCLE_OUTLINE CHEVRON_LEFT CHEVRON_RIGHT CIRCLE CLEAR CLOSE CLOUD CODE CONTENT_COPY COPY
CREATE DARK_MODE DARK_MODE_OUTLINED DASHBOARD DATE_RANGE DELETE DELETE_FOREVER DELETE_OUTLINE DELETE_OUTLINED DESCRIPTION DONE DOWNLOAD
EDIT EDIT_OUTLINED EMAIL ERROR ERROR_OUTLINE EVENT EXIT_TO_APP EXPAND_LESS EXPAND_MORE FACE FAVORITE FAVORITE_BORDER FILE_DOWNLOAD
FILE_UPLOAD FILTER_LIST FOLDER FOLDER_OPEN FULLSCREEN GROUP HELP HELP_OUTLINE HISTORY HOME HOME_OUTLINED IMAGE INBOX INFO INFO_OUTLINE
KEYBOARD_ARROW_DOWN KEYBOARD_ARROW_LEFT KEYBOARD_ARROW_RIGHT KEYBOARD_ARROW_UP LANGUAGE LIGHT_MODE LIGHT_MODE_OUTLINED LINK LIST
LOCATION_ON LOCK LOGIN LOGOUT MAIL MENU MENU_BOOK MESSAGE MIC MORE_HORIZ MORE_VERT MUSIC_NOTE NOTIFICATIONS OPEN_IN_NEW PALETTE PAUSE
PERSON PERSON_ADD PERSON_OUTLINE PHONE PHOTO PLAY_ARROW PLAY_CIRCLE PRINT PUBLIC REFRESH REMOVE REMOVE_CIRCLE REPLAY RESTART_ALT SAVE
SCHEDULE SEARCH SECURITY SEND SETTINGS SETTINGS_OUTLINED SHARE SHOPPING_CART SKIP_NEXT SKIP_PREVIOUS SORT STAR STAR_BORDER STAR_OUTLINE
STOP SUNNY SYNC TASK_ALT THUMB_DOWN THUMB_UP TIMER TODAY UNDO UPLOAD UPLOAD_FILE VIDEOCAM VISIBILITY VISIBILITY_OFF VOLUME_OFF VOLUME_UP
WARNING WB_SUNNY_OUTLINED WIFI ZOOM_IN ZOOM_OUT""".split()
TEXT_RANGES = {
    "latin": "0-FF,131,152-153,2BB-2BC,2C6,2DA,2DC,304,308,329,2000-206F,20AC,2122,2191,2193,2212,2215,FEFF,FFFD",
    "latin-ext": "100-130,132-151,154-2AF,1E00-1EFF,20A0-20AB,20AD-20B3,20B5-20CF,2113",
    "greek": "370-3FF,1F00-1FFF",
    "cyrillic": "400-52F,1C80-1C8F,20B4,2DE0-2DFF,A640-A69F,2116",
    "other": "2B0-2BA,2BD-2C5,2C7-2D9,2DB,2DD-303,305-307,309-328,32A-36F,2070-209F,20D0-2112,2114-2115,2117-2121,2123-2190,2192,2194-2211,2213-2214,2216-2DDF,FB00-FB06",
}


def code_points(count):
    """The code points and mirrored icons of one of Flet's icon lists, read from its compiled client."""
    source = (WEB / "main.dart.js").read_text(encoding="utf8")
    icon = r'B\.([\w$]+)=new A\.a\((\w+),"(?:MaterialIcons|CupertinoIcons)",[^)]*,!([01])\)'
    known = {m[1]: (int(float(m[2])), m[3] == "0") for m in re.finditer(icon, source)}
    for found in re.finditer(r"\[((?:B\.[\w$]+,\s*){1000,}B\.[\w$]+)\]", source):
        names = [name.strip()[2:] for name in found[1].split(",")]
        if len(names) == count and all(name in known for name in names):
            return [known[name] for name in names]
    raise SystemExit(f"no icon list of {count} entries in main.dart.js")


def level(font, shift):
    """Moves glyphs so that the em box stands on the baseline, for the line box does not follow the font that draws."""
    if not shift:
        return
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        if not glyph.isComposite() and glyph.numberOfContours > 0:
            glyph.coordinates.translate((0, shift))
            glyph.recalcBounds(font["glyf"])
    em = font["head"].unitsPerEm
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = em, 0, 0
    metrics = font["OS/2"]
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = em, 0, 0
    metrics.usWinAscent, metrics.usWinDescent = em, 0


def cut(path, mapping, shift=0, **options):
    """A woff2 file with the glyphs of mapping {new code point: old code point}."""
    font = TTFont(path, recalcTimestamp=False)
    cmap = font.getBestCmap()
    picked = subset.Options(**options)
    picked.glyph_names = False
    cutter = subset.Subsetter(picked)
    cutter.populate(unicodes=set(mapping.values()))
    cutter.subset(font)
    if any(new != old for new, old in mapping.items()):
        table = CmapSubtable.newSubtable(12)
        table.platformID, table.platEncID, table.language = 3, 10, 0
        table.cmap = {new: cmap[old] for new, old in mapping.items()}
        font["cmap"].tables = [table]
    level(font, shift)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def clean(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.woff2"):
        old.unlink()


def icons():
    files, mirrored = {}, []
    common = {}
    for name, (letter, base, path, count, shift) in SETS.items():
        points = code_points(count)
        for start in range(0, count, BLOCK):
            block = {base + i: points[i][0] for i in range(start, min(start + BLOCK, count))}
            files[f"{letter}{start // BLOCK}"] = cut(path, block, shift, layout_features=[], hinting=False)
        if name == "material":
            order = list(NAMES["material"]["icons"])
            common = {base + order.index(n): points[order.index(n)][0] for n in COMMON}
            # The font with the space gives the line its metrics.
            files["common"] = cut(path, {0x20: 0x20, **common}, layout_features=[], hinting=False)
            mirrored = [i for i, (_, mirror) in enumerate(points) if mirror]
    version = hashlib.sha256(b"".join(files[k] for k in sorted(files))).hexdigest()[:8]
    folder = CLIENT / "assets/icons"
    clean(folder)
    for key, body in files.items():
        (folder / f"{key}-{version}.woff2").write_bytes(body)
    return version, sorted(p - 0xF0000 for p in common), mirrored


def text():
    folder = CLIENT / "assets/fonts"
    clean(folder)
    have = TTFont(WEB / "assets/fonts/roboto.woff2").getBestCmap()
    for name, ranges in TEXT_RANGES.items():
        wanted = set()
        for part in ranges.split(","):
            first, _, last = part.partition("-")
            wanted.update(range(int(first, 16), int(last or first, 16) + 1))
        points = {p: p for p in wanted & have.keys()}
        body = cut(WEB / "assets/fonts/roboto.woff2", points, layout_features=["*"], hinting=True, notdef_outline=True)
        (folder / f"roboto-{name}.woff2").write_bytes(body)


def deltas(numbers):
    return " ".join(str(b - a) for a, b in zip([0, *numbers], numbers))


def wrapped(text, width=88):
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line += word + " "
    lines.append(line.rstrip())
    return " +\n  ".join(f'"{l}"' for l in lines)


def main():
    text()
    version, common, mirrored = icons()
    (CLIENT / "src/icons").mkdir(exist_ok=True)
    (CLIENT / "src/icons/icon-files.ts").write_text(
        "// Written by scripts/vendor-fonts.py.\n"
        "/** Part of every icon file's name: changes with the fonts. */\n"
        f'export const iconFilesVersion = "{version}";\n\n'
        "/** Places of the Material icons that are in the common file, each as the distance from the one before. */\n"
        f"export const commonIcons =\n  {wrapped(deltas(common))};\n"
    )
    (CLIENT / "src/icons/mirrored-icons.ts").write_text(
        "// Written by scripts/vendor-fonts.py.\n"
        "/** Places of the Material icons that are mirrored in right-to-left text, each as the distance from the one before. */\n"
        f"export const mirroredIcons =\n  {wrapped(deltas(mirrored))};\n"
    )


main()
