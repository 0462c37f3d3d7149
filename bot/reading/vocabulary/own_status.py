"""What people write as their own status in the chat while they are away, and while they are not."""

from bot.reading.vocabulary.absence import DATE, MONTH, SPAN, WHEN
from bot.reading.vocabulary.notation import listed, phrase

# The chat offers five by itself: In a meeting, Commuting, Out sick, Vacationing, Working remotely. Of
# pictures without words those of the two that say so, and their likes, are taken for being away.
PICTURES = frozenset(
    {"palm_tree", "face_with_thermometer", "beach_with_umbrella", "desert_island", "umbrella_on_ground"}
)
# A while, not a day: what is told in hours is over by the call, and what is not is nobody's absence.
BRIEF = phrase(
    r"""
\b(?:afk|offline|not online|doctor'?s?|dentist'?s?|airport|appointment|minutes?|mins?|hours?|hrs?
    |a (?:bit|moment|while)|shortly|soon|\d{1,2}:\d\d|\d{1,2} ?[ap]m|\d{1,2} ?h(?:\d\d)?|\d{1,2} ?uhr
    |(?:back|until|till) (?:at )?\d{1,2}(?![\w./-]| <month>))(?!\w)
""",
    month=MONTH,
)
AWAY = phrase(
    r"""
(?:(?:i'm|i am|ich bin|bin|je suis|estoy) )?(?:(?:today|currently|now|still|all) )*(?:vacationing
    |holidaying|gone (?:fishing|hiking|skiing|sailing|camping|surfing)|jury duty|leave of absence|loa
    |(?:mat|pat|maternity|paternity|parental|family|medical|sick|bereavement|study|military) leave
    |(?:public|bank|national) holiday|(?:personal |vacation |sick )?(?:day|days|week|time) off|off sick
    |(?:christmas|winter|summer|spring|easter|holiday) break
    |not (?:in|at) (?:the )?(?:office|work)|away from (?:the )?(?:office|work)|(?:out|away|off)
    |(?:out|away|off) for (?:the )?(?:holidays|week|day|christmas|easter|summer)
    |nicht im (?:büro|haus|dienst)|elternzeit|mutterschutz|feiertag|urlaubstag|frei|krank(?:gemeldet)?
    |urlaub|im urlaub|abwesend|dienstreise|auf reisen|außer haus
    |(?:en )?congés?(?: (?:maternité|paternité|parental|maladie|annuels?))?|(?:en )?vacances|arrêt maladie
    |(?:hors|absente?|pas) (?:du|au) bureau|absente?|malade|(?:en )?rtt|jour férié
    |(?:de )?vacaciones|fuera de la oficina|(?:de )?baja(?: (?:médica|por \w+|maternal|paternal))?
    |(?:de )?permiso|ausente|enferm[oa]|día libre|festivo)(?:[ ](?:<when>))*
    |(?:(?:i'm|i'll be|i am) )?(?:back|returning) (?:(?:on|by|again|at work|in the office) )*(?:<date>
    |next week|in <span>)
""",
    date=DATE,
    span=SPAN,
    when=WHEN,
)
_ABROAD = {
    "until": "bis einschließlich|bis zum|bis|jusqu'au|jusqu'à|hasta el|hasta",
    "from": "ab|vom|du|desde el|del",
    "to": "au|al",
    "on": "am|le|el",
    "back": "wieder da|wieder zurück|zurück|de retour|retour|de vuelta|vuelvo",
    "today": "heute|aujourd'hui|hoy",
    "tomorrow": "morgen|demain|mañana",
    "this week": "diese woche|cette semaine|esta semana",
    "next week": "nächste woche|la semaine prochaine|la próxima semana",
    "1": "1er",
    "january": "januar|janvier|enero",
    "february": "februar|février|febrero",
    "march": "märz|mars|marzo",
    "april": "avril|abril",
    "may": "mai|mayo",
    "june": "juni|juin|junio",
    "july": "juli|juillet|julio",
    "august": "août|agosto",
    "september": "septembre|septiembre",
    "october": "oktober|octobre|octubre",
    "november": "novembre|noviembre",
    "december": "dezember|décembre|diciembre",
    "monday": "montag|lundi|lunes",
    "tuesday": "dienstag|mardi|martes",
    "wednesday": "mittwoch|mercredi|miércoles",
    "thursday": "donnerstag|jeudi|jueves",
    "friday": "freitag|vendredi|viernes",
    "saturday": "samstag|samedi|sábado",
    "sunday": "sonntag|dimanche|domingo",
}
# The words of dates in German, French and Spanish, each with the English one.
ENGLISH = {abroad: english for english, words in _ABROAD.items() for abroad in listed(words)}
