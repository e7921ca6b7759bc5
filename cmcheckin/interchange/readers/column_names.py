"""Recognise what the columns of a table mean by their names, in English and other languages with many speakers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from typing import Final

DATE, TIME, START, END, HOURS = "date", "time", "start", "end", "hours"
MOOD, ENERGY, FEELINGS, TAGS, NOTE = "mood", "energy", "feelings", "tags", "note"
FIELDS: Final = (DATE, TIME, START, END, HOURS, MOOD, ENERGY, FEELINGS, TAGS, NOTE)
"""What a column can contain, in the order in which columns are looked for."""
_NAMES: Final = {
    DATE: "date,day,datum,tag,fecha,dia,data,jour,giorno,dag,dzień,дата,день,tarih,gün,päivä,dátum,日期,日付,날짜,"
    "timestamp,datetime,date and time,when,entry date,created,created at,start,start date,beginn",
    TIME: "time,time of day,uhrzeit,zeit,hora,heure,ora,tijd,godzina,время,tid,saat,čas,时间,時刻,시간",
    START: "start,started,start time,begin,began,from,clock in,in,beginn,anfang,startzeit,von,kommen,inicio,desde,"
    "entrada,hora de inicio,début,de,heure de début,inizio,dalle,início,starttijd,van,początek,od,начало,başlangıç,"
    "开始,開始",
    END: "end,ended,end time,finish,to,until,till,stop,clock out,out,ende,endzeit,bis,gehen,fin,hasta,salida,"
    "hora de fin,à,heure de fin,fine,alle,fim,até,eindtijd,einde,tot,koniec,do,конец,окончание,bitiş,结束,終了",
    HOURS: "hours,hour,hours worked,work hours,working hours,worked,duration,time spent,total hours,stunden,std,dauer,"
    "arbeitszeit,arbeitsstunden,horas,duración,horas trabajadas,heures,durée,ore,durata,duração,uren,duur,godziny,"
    "czas,czas trwania,часы,продолжительность,длительность,timmar,timer,saat,süre,时长,時間",
    MOOD: "mood,mood score,mood rating,mood level,stimmung,laune,ánimo,estado de ánimo,humor,humeur,umore,stemming,"
    "nastrój,настроение,humör,humør,ruh hali,nálada,mieliala,心情,気分,기분",
    ENERGY: "energy,energy level,energie,energía,énergie,energia,энергия,energi,enerji,energielevel,nivel de energía",
    FEELINGS: "feelings,feeling,emotions,emotion,gefühle,gefühl,emotionen,sentimientos,emociones,sentiments,émotions,"
    "sentimenti,emozioni,sentimentos,emoções,gevoelens,emoties,uczucia,emocje,чувства,эмоции,känslor,duygular,感情",
    TAGS: "tags,tag,labels,task,tasks,what,activities,activity,categories,category,project,projects,aktivitäten,"
    "aktivität,schlagworte,kategorie,kategorien,projekt,etiquetas,actividades,actividad,categoría,proyecto,étiquettes,"
    "activités,activité,catégorie,projet,etichette,attività,categoria,progetto,atividades,projeto,"
    "activiteiten,categorie,project,tagi,aktywności,kategoria,теги,категория,проект,aktiviteter,etiketler,标签,タグ",
    NOTE: "note,notes,text,comment,comments,journal,diary,entry,content,description,notiz,notizen,kommentar,kommentare,"
    "bemerkung,bemerkungen,beschreibung,tagebuch,eintrag,nota,notas,comentario,comentarios,descripción,diario,texto,"
    "remarque,remarques,commentaire,commentaires,texte,commento,commenti,descrizione,testo,comentário,comentários,"
    "descrição,notitie,notities,opmerking,opmerkingen,beschrijving,notatka,notatki,uwagi,opis,заметка,заметки,"
    "комментарий,описание,anteckning,anteckningar,notlar,açıklama,备注,笔记,メモ,메모",
}
_UNIT: Final = re.compile(r"[(\[].*")


def _plain(name: str) -> str:
    """Return `name` in lower case without accents, spaces, signs, and a unit in brackets."""
    letters = unicodedata.normalize("NFKD", _UNIT.sub("", name).casefold())
    return "".join(letter for letter in letters if letter.isalnum())


_FIELDS_BY_NAME: Final = {field: frozenset(map(_plain, names.split(","))) for field, names in _NAMES.items()}


def is_named(field: str, column: str) -> bool:
    """Return whether `column` is a name of `field`."""
    return _plain(column) in _FIELDS_BY_NAME[field]


def guess_columns(
    columns: Sequence[str], known: Collection[str], taken: Collection[str], fits: Callable[[str, str], bool]
) -> dict[str, str]:
    """Return the column of each field whose name shows it. `known` fields and `taken` columns are skipped; `fits(field,
    column)` is whether the values of the column can be those of the field.

    The date may be in the start column. Otherwise it is in the only column with days, whatever its name.
    """
    found: dict[str, str] = {}
    free = [name for name in columns if name not in taken]
    for field in FIELDS:
        if field in known:
            continue
        named = [name for name in free if is_named(field, name) and fits(field, name)]
        if field == DATE:
            named.sort(key=lambda name: is_named(START, name))
            dated = [] if named else [name for name in free if fits(DATE, name)]
            named = dated if len(dated) == 1 else named
        if named:
            found[field] = named[0]
            if field != DATE or not is_named(START, named[0]):
                free.remove(named[0])
    return found
