"""Abbreviations, titles and names."""

from mtdetect.tells.phrases import Phrases
from mtdetect.tells.rule import Rule, pairs, regex
from mtdetect.tells.spans import WordBefore

# One entity in its long and short forms; engines expand each half of a cut abbreviation by itself.
_ENTITIES = (
    (r"United States(?: of America)?", r"(?>USA|U\.S\.A\.?|US|U\.S\.?|EE\.? ?UU\.?|UU\.?)"),
    (r"United Kingdom|Britain", r"(?>UK|U\.K\.?)"),
    (r"European Union", r"(?>EU|E\.U\.?|UE)"),
    (r"United Nations", r"(?>UN|U\.N\.?|ONU)"),
    (r"World Health Organi[sz]ation", r"(?>WHO|OMS)"),
    (r"United Arab Emirates|Emirates", r"(?>UAE|U\.A\.E\.?|EAU)"),
)
_SHORT = r"(?>USA|U\.S\.A\.?|US|U\.S\.|EE\.? ?UU\.?|UU\.|UK|U\.K\.|EU|UN|ONU|UAE|UE)"
_CAPITAL = (
    r"(?:And|But|It|The|In|He|She|They|We|This|These|As|At|For|With|On|Of|By|To|From|Or|If|When|While|Who|Which|That"
    r"|Are|Has|Have|Will|Also|Its|His|Her|Their)\b"
)
_NOT_A_SUBJECT = rf"(?=[,;:)] ?[a-z]|[,.;:!?)\"]?[ ]{{0,2}}(?:\n|$)|\. [A-Z]| {_CAPITAL}(?! [A-Z]))(?: {_CAPITAL})?"
_DOUBLED = "|".join(rf"\b(?:{full}|{short})(?:[.,]? |\. ){short}(?![\w.]){_NOT_A_SUBJECT}" for full, short in _ENTITIES)

# The last words of either name and the first words of a short one, for each entity.
_DOUBLED_PAIRS = (
    pairs("states america usa a us s eeuu uu", "usa u us eeuu ee uu")
    | pairs("kingdom britain uk k", "uk u")
    | pairs("union eu u ue", "eu e ue")
    | pairs("nations un n onu", "un u onu")
    | pairs("organisation organization who oms", "who oms")
    | pairs("emirates uae e eau", "uae u eau")
)
_TITLE = r"(?>Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Rev|Hon|Sra|vs|Messrs)\."
_TITLES = "mr mrs ms dr prof gen sen rep gov lt col sgt capt rev hon sra vs messrs".split()
_FOREIGN_TITLES = "señor señora sr sra herr frau monsieur mme mlle signor signora senhor senhora dott pani paní".split()
_COUNTRIES = (
    "Spain|France|Germany|China|Russia|Japan|Italy|Brazil|Mexico|India|England|Europe|Africa|Asia|Canada|Turkey|Iran"
    "|Iraq|Israel|Syria|Greece|Poland|Portugal|Switzerland|Australia|Argentina|Venezuela"
)

RULES = (
    Rule(
        "MT501",
        "doubled-abbreviation",
        "error",
        "A country or organisation is named twice in a row, and the second name belongs to no sentence.",
        "An abbreviation was cut at its inner stop before translation, and each half was written out.",
        regex(_DOUBLED, grams=_DOUBLED_PAIRS),
        skip=0,
    ),
    Rule(
        "MT502",
        "stranded-abbreviation",
        "error",
        "An abbreviation of a country stands between two sentences and belongs to neither.",
        "An abbreviation was cut at its inner stop before translation; its second half became a sentence.",
        WordBefore(
            regex(
                rf"[.!?](?<=[a-z]{{2}}.) {_SHORT}(?![\w.]){_NOT_A_SUBJECT}",
                signs=[rf"{stop} (?<=[a-z]{{2}}. ){_SHORT}" for stop in (r"\.", "!", r"\?")],
            )
        ),
    ),
    Rule(
        "MT503",
        "cut-after-title",
        "error",
        "A sentence is cut after the abbreviation of a title.",
        "The pipeline took the stop of the abbreviation for the end of the sentence.",
        regex(
            rf"(?<!\w){_TITLE} (?=[A-Z]){_CAPITAL}(?= [a-z])",
            grams=_TITLES,
            signs=[rf"\. (?<=\b[A-Zv][a-z]{{{letters}}}\. ){_CAPITAL} [a-z]" for letters in (1, 2, 3, 5)],
        ),
    ),
    Rule(
        "MT504",
        "the-usa",
        "note",
        "The country is called `the USA` in running text.",
        "Spanish, German and Russian abbreviations are expanded so; British writers use it too.",
        regex(r"\b[Tt]he USA(?![\w.-])(?! [A-Z])", "he USA"),
    ),
    Rule(
        "MT505",
        "article-before-title",
        "warning",
        "An article stands before a title and a name.",
        "Portuguese, Spanish, Italian and French titles take an article.",
        regex(
            r"\b[Tt]he (?:Dr|Mr|Mrs|Ms|Prof|Mister|Sr|Sra)\.? [A-Z][a-z]{1,20}\b"
            r"(?! (?:[A-Z][a-z]{1,20} )?(?:[Ss]how|[Aa]ward|[Mm]emorial|[Pp]rize|[Cc]ontest|[Ss]eries|[Bb]rand)s?\b)",
            grams=pairs("the", "dr mr mrs ms prof mister sr sra"),
        ),
    ),
    Rule(
        "MT506",
        "foreign-abbreviation",
        "warning",
        "An abbreviation of another language is left.",
        "Engines copy abbreviations that they do not know.",
        regex(
            r"\bEEs?\b(?:\.|[^.!?\n]{1,30}\.)? ?UU\b\.?|\bEE\. U\.?S\b|\bO\. N\. U\b|\bEEUU\b|\bp\. ?ej\.|\bz\. ?B\."
            r"|\bd\. ?h\.|\bu\. ?a\. |\bt\. ?e\. |\bS\. ?M\. el\b"
            r"|\b(?:ONU|OTAN|OMS|UE|FMI|OPEP|PIB|EAU|ÖPNV|UdSSR|URSS|VIH|SIDA)\b(?! ?[A-Z&(])",
            grams={*"eeuu onu otan oms ue fmi opep pib eau öpnv udssr urss vih sida".split()}
            | {
                "uu",
                ("ee", "u"),
                ("ee", "us"),
                ("n", "u"),
                ("p", "ej"),
                ("z", "b"),
                ("d", "h"),
                ("u", "a"),
                ("t", "e"),
                ("s", "m"),
            },
        ),
    ),
    Rule(
        "MT507",
        "lower-case-name",
        "note",
        "A nationality, a day or a month is in lower case.",
        "Most languages of Europe write these without a capital.",
        Phrases("lower_case_names"),
    ),
    Rule(
        "MT508",
        "translated-title",
        "warning",
        "A form of address was translated by a word that English does not use before a name.",
        "Engines without a list of names translate titles word by word.",
        regex(
            r"\b(?:[Gg]entleman|[Mm]ister|[Ss]ir Mr|[Ll]ady Mrs|Mr\.? Sir|[Dd]oña|[Ll]ord Mr) [A-Z][a-z]{2,20}",
            grams={"gentleman", "mister", "doña"} | pairs("sir lord", "mr") | {("lady", "mrs"), ("mr", "sir")},
        ),
    ),
    Rule(
        "MT509",
        "foreign-title",
        "note",
        "A foreign form of address stands before a name.",
        "Engines leave titles that they take for a part of the name; people do so on purpose.",
        regex(
            r"\b(?:Señora?|Sra?\.|Herr|Frau|Monsieur|Mme\.?|Mlle\.?|Signora?|Senhora?|Dott\.|Pan[ií])"
            r" [A-Z][a-zà-ÿ]{2,20}",
            grams=_FOREIGN_TITLES,
        ),
    ),
    Rule(
        "MT511",
        "translated-name",
        "warning",
        "The parts of a name are translated or stand in the order of another language.",
        "Rule-based engines translate names that their dictionary does not hold word by word.",
        Phrases("name_calques"),
    ),
    Rule(
        "MT512",
        "article-before-country",
        "note",
        "An article stands before the name of a country or continent that takes none.",
        "Romance languages and German put an article there.",
        regex(
            rf"\b[Tt]he (?:{_COUNTRIES})"
            r"(?=[.;:!?)]|$| (?:is|are|was|were|has|had|have|will|in|on|with|to|that|which|who|for|by|from|as|at)\b)",
        ),
        when=regex(
            rf"\b[Tt]he (?:{_COUNTRIES})(?:[.;:!?)]|\Z|\n| (?:is|are|was|were|has|had|have|will|in|on|with|to|that"
            r"|which|who|for|by|from|as|at)\b)",
            grams=pairs("the", _COUNTRIES.lower().replace("|", " ")),
        ),
    ),
)
