"""Names of places and times that stand in no list of zones: abbreviations, large cities, countries. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import cast

from babel import Locale
from babel.core import get_global

from bot.models import LANGUAGES, zone_names

# A name that stands with several zones means each of them: IST, CST. Some abbreviations are names of zones,
# too (EST, MST, CET): then they mean that zone first, which keeps no summer time.
_ALIASES = """
Asia/Seoul: kst, 한국, korea, korean, 부산, 인천, 대구, 대전, 광주, 울산, 세종, 수원, 성남, 판교, 제주,
    busan, incheon, daegu, daejeon, gwangju, ulsan, sejong, suwon, pangyo, jeju
Asia/Tokyo: jst, 동경, 오사카, 교토, osaka, kyoto
Asia/Shanghai: cst, 베이징, 북경, 상해, 선전, 항저우, beijing, shenzhen, hangzhou
Asia/Hong_Kong: hkt, 홍콩
Asia/Taipei: cst
Asia/Singapore: sgt
Asia/Jakarta: wib
Asia/Bangkok: ict
Asia/Manila: pht, pst
Asia/Karachi: pkt
Asia/Kolkata: ist, 뭄바이, 델리, 벵갈루루, mumbai, delhi, new delhi, bangalore, bengaluru
Asia/Dhaka: bst
Asia/Jerusalem: ist, tel aviv, 텔아비브
Asia/Dubai: gst, uae, abu dhabi, 아부다비
Europe/London: gmt, bst, uk, britain, england, cambridge, 케임브리지
Europe/Dublin: ist
Europe/Berlin: cet, cest, munich, frankfurt, hamburg, 뮌헨, 프랑크푸르트, 함부르크
Europe/Paris: cet, cest
Europe/Zurich: geneva, lausanne, 제네바, 로잔
Europe/Lisbon: wet, west
Europe/Helsinki: eet, eest
Europe/Moscow: msk
Africa/Johannesburg: sast
America/New_York: est, edt, eastern, us eastern, ny, nyc, boston, washington, 보스턴, 워싱턴, 미국 동부
America/Chicago: cst, cdt, central, us central, austin, 미국 중부
America/Denver: mst, mdt, mountain, us mountain, 미국 산악
America/Los_Angeles: pst, pdt, pacific, us pacific, la, sf, san francisco, bay area, silicon valley, seattle,
    샌프란시스코, 실리콘밸리, 시애틀, 미국 서부
America/Toronto: montreal, 몬트리올
Pacific/Honolulu: hst, 하와이, hawaii
Australia/Sydney: aest, aedt, canberra
Australia/Brisbane: aest
Australia/Adelaide: acst, acdt
Australia/Darwin: acst
Australia/Perth: awst
Pacific/Auckland: nzst, nzdt, wellington
"""
# Countries with several zones of which one is meant: primaryZones of CLDR's metaZones.xml, and Spain's.
CAPITALS = {
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
_COUNTRY_NAMES = {"us": "US", "usa": "US", "america": "US"}


@cache
def aliases() -> Mapping[str, list[str]]:
    """The zones, in the table's order, that each other name means; names as people write them."""
    zones = defaultdict[str, list[str]](list)
    for entry in _ALIASES.replace("\n    ", " ").strip().splitlines():
        zone, _, names = entry.partition(": ")
        for name in names.split(", "):
            zones[name].append(zone)
    return zones


@cache
def countries() -> Mapping[str, list[str]]:
    """The zones of each country by its names in English and Korean: the one that is meant, else all."""
    zones = cast("Mapping[str, list[str]]", get_global("territory_zones"))
    names = {
        name: code
        for language in LANGUAGES
        for code, name in cast("Mapping[str, str]", Locale(language).territories).items()
    }
    return {
        name: [CAPITALS[code]] if code in CAPITALS else zones[code]
        for name, code in (names | _COUNTRY_NAMES).items()
        if code.isalpha() and code in zones
    }


@cache
def names_of_zones() -> Mapping[str, list[str]]:
    """All these names of each zone that this machine knows."""
    names = defaultdict[str, list[str]](list)
    for table in (aliases(), countries()):
        for name, zones in table.items():
            for zone in zones:
                names[zone].append(name)
    return {zone: names[zone] for zone in names if zone in zone_names()}
