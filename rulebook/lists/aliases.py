"""Other names that people type: for searching alone, never shown.

Countries: CLDR in the languages of those who may be asked, its own variants, and by hand
countries.aliases.txt and countries.adjectives.txt. Airports that have a size: their city, the cities and codes that several airports share, CLDR's names of the city where it names a
time zone, the airport's own name, and airports.aliases.txt by hand.
"""

import re
import sys

import airportsdata

from sources import HERE, plain, read, simplified_forms

LANGUAGES = (
    "en ar cs da de el es fa fi fr he hi hu id it ja ko ms nl pl pt ro ru sv th tr uk vi zh zh-Hant zh-Hant-HK".split()
)
CITY_LANGUAGES = "en de es fr it ja ko nl pl pt ru tr zh zh-Hant zh-Hant-HK".split()
SIMPLE = str.maketrans(simplified_forms())
# An airport with fewer flights is known by its city.
KNOWN_BY_ITS_NAME = 8


def by_hand(name):
    """Codes of a line, then its names."""
    found = {}
    for line in (HERE / name).read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        codes, names = line.split(":", 1)
        for code in codes.split():
            found.setdefault(code, []).extend(one.strip() for one in names.split("|"))
    return found


def others(known, candidates):
    """The candidates that say something which is not known yet, in their order."""
    seen = {words(name) for name in known}
    found = []
    for name in candidates:
        if words(name) and words(name) not in seen:
            seen.add(words(name))
            found.append(name)
    return found


def words(name):
    return " ".join(filter(None, map(plain, re.split(r"[\s().,/-]+", name.translate(SIMPLE)))))


def parts(name):
    """A name, and what stands in brackets behind it as a name of its own."""
    return [part for part in re.split(r"[()（）]", name) if len(part.strip()) > 1]


COUNTRIES = by_hand("countries.aliases.txt")
ADJECTIVES = by_hand("countries.adjectives.txt")
TERRITORIES = {
    tag: read("cldr-localenames-full", "main", tag, "territories.json")["main"][tag]["localeDisplayNames"]["territories"]
    for tag in LANGUAGES
}


def of_country(alpha2, row):
    candidates = [*COUNTRIES.get(row["code"], []), *ADJECTIVES.get(row["code"], [])]
    for tag, names in TERRITORIES.items():
        own = [name for key, name in names.items() if key.split("-")[0] == alpha2]
        foreign = {words(name) for key, name in names.items() if key.split("-")[0] != alpha2}
        # Abbreviations of other languages are other countries' codes: RU is the United Kingdom in Spanish.
        own = [part.strip() for name in own for part in parts(name) if tag == "en" or len(part) > 3 or not part.isascii()]
        own = [part for part in own if words(part) not in foreign]  # Hong Kong (China)
        candidates += own
    return others([row["code"], alpha2, *row["names"].values()], candidates)


class Cities:
    def __init__(self, data):
        self.hand = by_hand("airports.aliases.txt")
        for code in self.hand.keys() - data.keys():
            print("alias by hand, but not an airport:", code, file=sys.stderr)
        self.zones = [zone_cities(tag) for tag in CITY_LANGUAGES]
        self.shared = {}
        for code, city in airportsdata.load_iata_macs().items():
            for airport in city["airports"]:
                self.shared.setdefault(airport, []).extend([code, city["name"]])

    def other_names(self, row, names, own, chinese_city, size):
        code, city = row["iata"], row["city"]
        shared = self.shared.get(code, [])
        candidates = [city.removesuffix(" City"), *shared, *self.hand.get(code, [])]
        if chinese_city:
            candidates.append(chinese_city)
        named = {plain(name) for name in [city, *shared, names["en"]]}
        if plain(row["tz"].rsplit("/", 1)[-1]) in named:
            candidates += [zones[row["tz"]] for zones in self.zones if row["tz"] in zones]
        if size >= KNOWN_BY_ITS_NAME:
            candidates += [part for part in [own, *re.findall(r"\((.*?)\)", row["name"])] if new_words(part, names, city)]
        return others([code, *names.values()], candidates)


def new_words(part, names, city):
    """Whether an airport's own name has a word that its shown name and its city do not have."""
    known = {plain(word) for word in re.split(r"[ /()-]+", f"{names['en']} {city}")}
    return any(plain(word) and plain(word) not in known for word in re.split(r"[ /()-]+", part))


def zone_cities(tag):
    """Names of the cities that name a time zone, by zone."""
    tree = read("cldr-dates-full", "main", tag, "timeZoneNames.json")["main"][tag]["dates"]["timeZoneNames"]["zone"]
    found = {}

    def walk(node, path):
        for key, value in node.items():
            if isinstance(value, dict) and "exemplarCity" in value:
                found["/".join([*path, key])] = value["exemplarCity"]
            elif isinstance(value, dict):
                walk(value, [*path, key])

    walk(tree, [])
    return found
