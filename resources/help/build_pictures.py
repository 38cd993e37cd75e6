"""Takes the help's pictures anew from the sample bureau: `make pictures`, with no screen needed."""

import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))
WIDTH = 860
FONTS = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig></fontconfig>\n'


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder) / "fonts.conf"
        fonts.write_text(FONTS, "utf-8")
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "FONTCONFIG_FILE": str(fonts)}
        from app import office  # noqa: PLC0415  # after the fonts: Qt asks for them when it is loaded
        from ui.frame.help_text import PICTURE, topics  # noqa: PLC0415
        from ui.touring import album  # noqa: PLC0415

        (HERE / "pictures").mkdir(exist_ok=True)
        wanted = {part.picture for topic in topics() for part in topic.parts if part.kind == PICTURE}
        for picture in album.of_every_page(Path(folder), office, [album.PLAIN]):  # type: ignore[arg-type]
            name = picture.name.replace(f"-{album.PLAIN.name}", "")
            if name in wanted:
                album.smaller(picture, HERE / "pictures" / name, WIDTH)
    os._exit(0)


if __name__ == "__main__":
    main()
