"""Read times and dates as phone apps write them into exports, in the language of the phone.

Names of months and halves of the day are from the Unicode CLDR, which phones use. Croatian is missing, as its word for
October is Polish for November.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, time
from functools import lru_cache
from typing import Final

from cmcheckin.domain.text import clean, shorten
from cmcheckin.interchange.readers.dates import read_time
from cmcheckin.wording import foreign_files as words

_MONTHS: Final = (
    "january januar jänner janvier enero janeiro gennaio januari styczeń stycznia leden ledna január januára tammikuu"
    " tammikuuta ianuarie ocak январь января січень січня",
    "february februar feber février febrero fevereiro febbraio februari luty lutego únor února február februára"
    " helmikuu helmikuuta februarie şubat февраль февраля лютий лютого",
    "march märz mars marzo março maart marzec marca březen března marec március maaliskuu maaliskuuta martie marts"
    " mart mar mrt март марта березень березня",
    "april avril abril aprile kwiecień kwietnia duben dubna apríl apríla április huhtikuu huhtikuuta aprilie nisan"
    " апрель апреля квітень квітня",
    "may mai mayo maio maggio mei maj maja květen května máj mája május toukokuu toukokuuta mayıs май мая травень"
    " травня",
    "june juni juin junio junho giugno czerwiec czerwca červen června jún júna június kesäkuu kesäkuuta iunie haziran"
    " июнь июня червень червня",
    "july juli juillet julio julho luglio lipiec lipca červenec července júl júla július heinäkuu heinäkuuta iulie"
    " temmuz июль июля липень липня",
    "august août agosto augustus sierpień sierpnia srpen srpna augusta augusztus augusti elokuu elokuuta ağustos август"
    " августа серпень серпня",
    "september septembre septiembre setembro settembre wrzesień września září septembra szeptember syyskuu syyskuuta"
    " septembrie eylül сентябрь сентября вересень вересня",
    "october oktober octobre octubre outubro ottobre październik października říjen října október októbra lokakuu"
    " lokakuuta octombrie ekim октябрь октября жовтень жовтня",
    "november novembre noviembre novembro listopad listopada listopadu novembra marraskuu marraskuuta noiembrie kasım"
    " ноябрь ноября листопад листопада",
    "december dezember décembre diciembre dezembro dicembre grudzień grudnia prosinec prosince decembra joulukuu"
    " joulukuuta decembrie desember aralık декабрь декабря грудень грудня",
)
"""The names of the months in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Slovak,
Hungarian, Swedish, Norwegian, Danish, Finnish, Romanian, Turkish, Russian and Ukrainian, in the forms used in dates."""
_NUMBERS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_BEFORE_NOON: Final = frozenset(
    ("am", "vorm", "dop", "de", "fm", "ap", "öö", "πμ", "дп", "sa", "priešpiet", "午前", "上午", "오전", "ص")
)
_AFTER_NOON: Final = frozenset(
    ("pm", "nachm", "odp", "du", "em", "ip", "ös", "μμ", "пп", "ch", "popiet", "午後", "下午", "오후", "م")
)
_NO_HALF: Final = frozenset(("", "uhr", "kl", "klo", "h", "ч"))
_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2})\s?([:.h時点])\s?(\d{2})(?!\d)(?:\2\d{2})?(?!\d)", re.IGNORECASE)
_DAY_AND_MONTH: Final = re.compile(r"(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号]")
_SHORTEST: Final = 3


def read_clock(text: str) -> time | None:
    """Return the time of day that `text` names in any language: `22:00`, `10:00 pm`, `10:00 nachm.`, `下午10:00`. None
    if it isn't clear whether that is before or after noon. Raises ValueError with the reason, as a phrase, if it isn't
    a time."""
    plain = unicodedata.normalize("NFKC", clean(text[:200])).casefold()
    with suppress(ValueError):
        return read_time(plain)
    found = _CLOCK.search(plain)
    if found is None:
        raise ValueError(words.NOT_A_TIME.format(text=shorten(clean(text[:200]), 40)))
    half = re.sub(r"[\s.]", "", plain[: found.start()] + plain[found.end() :])
    hour, clock = int(found[1]), f"{int(found[1]):02}:{int(found[3]):02}"
    if half in _BEFORE_NOON | _AFTER_NOON and hour <= 12:
        return read_time(f"{hour or 12}{clock[2:]} {'am' if half in _BEFORE_NOON else 'pm'}")
    at = read_time(clock)  # raises for 25:00
    return at if hour > 12 or hour == 0 or half in _NO_HALF else None


def read_day_of_year(year: str, text: str) -> date:
    """Return the day of `year` that `text` names by its number and month: `March 9`, `9. März`, `9 de marzo`, `3月9日`.

    Raises ValueError with the reason, as a phrase.
    """
    plain = unicodedata.normalize("NFKC", clean(text[:200])).casefold()
    with suppress(ValueError, OverflowError):
        if found := _DAY_AND_MONTH.search(plain):
            return date(int(year), int(found[1]), int(found[2]))
        numbers = re.findall(r"\d+", plain)
        months = [month for word in re.findall(r"[^\W\d_]+", plain) if (month := month_named(word))]
        if len(numbers) == len(months) == 1:
            return date(int(year), months[0], int(numbers[0]))
    raise ValueError(words.NOT_A_DAY.format(text=shorten(clean(f"{text[:200]} {year[:20]}"), 40)))


@lru_cache(maxsize=1000)
def month_named(name: str) -> int:
    """Return the number of the month `name`, in lower case in any of the languages; 0 if it isn't one. Three letters
    or more are enough if only one month begins with them."""
    if name in _NUMBERS:
        return _NUMBERS[name]
    found = {number for full, number in _NUMBERS.items() if full.startswith(name) and len(name) >= _SHORTEST}
    return found.pop() if len(found) == 1 else 0
