"""How large an airport is, 0 to 99: by its kind, whether there is scheduled service, and how many flights leave in a year.

airports-py gives all three. Its last figure is published under the name `elevation_ft`, which for most rows it is not: Heathrow
has 232,718 of them, Shanghai Pudong 266,158. Where it is the elevation after all (it equals the one of airportsdata), it
is not looked at. The size orders what a search finds, and nothing else.
"""

import gzip
import json

import airports as airports_py

KIND = {"large_airport": 8, "medium_airport": 4, "small_airport": 1}


def sizes(data):
    with gzip.open(f"{airports_py.__path__[0]}/data/airports.gz") as file:
        rows = {row["iata"]: row for row in json.load(file) if row["iata"]}
    return {code: size(rows[code], data[code]["elevation"]) for code in data.keys() & rows.keys()}


def size(row, elevation):
    kind = KIND.get(row["type"], 0)
    if row["scheduled_service"] != "TRUE":
        return kind // 4
    flights = row["elevation_ft"] or 0
    if abs(flights - elevation) < 5:
        flights = 0
    return min(99, kind + round(flights / 4000))
