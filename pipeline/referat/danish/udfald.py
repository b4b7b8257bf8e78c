"""Decision phrases and the class of udfald that each tells.

Read sentence by sentence (``structure/beslutninger.py``). A phrase must stand in what the meeting
did, so the patterns ask for the form that a decision has: a participle that opens the sentence
("Godkendt."), a passive ("blev godkendt", "godkendes"), or the body as subject ("udvalget
godkendte"). Each pattern's comment or neighbours show forms it must match.
"""

from __future__ import annotations

import re

from referat.types import Udfald


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_NOT = r"(?:ikke|ej|hverken)"
_BODY = r"\w*(?:udvalg|råd|bestyrelse|nævn)(?:et|en|n)?"

STRONG: tuple[tuple[Udfald, re.Pattern[str]], ...] = (
    (
        Udfald.UDGAAET,
        _any(
            r"^\W*(?:punktet|sagen|pkt\.?\s*\d*|punkt\s*\d*)?\s*(?:udgår|udgik|udgået|udgaaet|"
            r"bortfalder|bortfaldt|bortfaldet|frafaldes|frafaldet|aflyst)\b",
            r"\b(?:punktet|sagen|forslaget|ansøgningen)\s+(?:blev\s+|er\s+|"
            r"er\s+blevet\s+)?(?:udgår|udgik|udgået|bortfalder|bortfaldt|bortfaldet|frafaldt|"
            r"frafaldet|trukket(?:\s+tilbage)?)\b",
            r"\b(?:blev|bliver|er|var)\s+(?:taget af dagsordenen|trukket tilbage|trukket)\b",
            r"\btaget af dagsordenen\b",
            r"\bhenlagde?s\b",
            r"^\W*henlagt\b",
            r"\bblev henlagt\b",
            r"\btrak (?:forslaget|sagen|punktet) tilbage\b",
        ),
    ),
    (
        Udfald.UDSAT,
        _any(
            r"^\W*(?:sagen|punktet|behandlingen)?\s*(?:blev\s+|er\s+|bliver\s+)?(?:udsat|"
            r"udsættes|udsattes|udskydes|udskudt|udsatte)\b",
            r"\b(?:sagen|punktet|behandlingen|beslutningen|drøftelsen|forslaget|ansøgningen|"
            r"stillingtagen|beslutning)\s+(?:\w+\s+)?(?:blev\s+|er\s+|"
            r"bliver\s+)?(?:enstemmigt\s+)?(?:udsat|udsættes|udsattes|udskydes|udskudt)\b",
            r"\b(?:besluttede|vedtog|ønskede|enedes om|"
            r"valgte)\s+(?:\w+\s+){0,3}at\s+(?:udsætte|udskyde)\b",
            rf"\b{_BODY}\s+(?:udsatte|udskød)\b",
            r"\b(?:sagen|punktet|emnet|det)\s+tages op(?: igen)? (?:på|til|ved) (?:et |"
            r"det )?(?:næste|kommende)",
            r"\b(?:sagen|punktet|emnet)\s+(?:genoptages|tages op igen|rykkes til|flyttes til|"
            r"overføres til næste|optages (?:igen )?på|sættes på (?:dagsordenen til )?næste)\b",
            r"^\W*(?:genoptages|tages op igen|rykkes til næste)\b",
            r"\bstilles i bero\b",
            r"\bsat i bero\b",
            r"\bsættes i bero\b",
            r"\b(?:udsat|udsættes|udsattes|udskydes)\s+til\b",
            r"\binden endelig (?:behandling|stillingtagen)\b",
        ),
    ),
    (
        Udfald.AFVIST,
        _any(
            r"^\W*(?:forslaget|indstillingen|ansøgningen|ændringsforslaget|"
            r"sagen)?\s*(?:blev\s+|er\s+)?(?:herefter\s+)?(?:afvist|forkastet|forkastedes|"
            r"forkastes|afvises|afvistes|nedstemt)\b",
            r"\b(?:blev|bliver|er|dermed)\s+(?:\w+\s+){0,2}(?:afvist|forkastet|nedstemt)\b",
            rf"\b(?:blev|bliver|kan|kunne|er)\s+{_NOT}\s+(?:godkendt|vedtaget|tiltrådt|"
            rf"imødekommet|godkendes|tiltrædes|imødekommes|anbefales|bevilget|støttes)\b",
            rf"\b{_NOT}\s+(?:godkendt|imødekommet|vedtaget|tiltrådt|anbefalet|bevilget|"
            rf"imødekommes|imødekom\w*)\b",
            rf"\b(?:imødekommer|godkender|støtter|tiltræder|anbefaler|bevilger)\s+{_NOT}\b",
            rf"\b(?:godkendes|tiltrædes|imødekommes|anbefales|bevilges|støttes)\s+{_NOT}\b",
            rf"\bønsker?\s+{_NOT}\s+at\b",
            rf"\bønskede\s+{_NOT}\s+at\b",
            r"^\W*(?:der )?(?:gives |meddeles |gav )?afslag\b",
            r"\b(?:meddele|give|meddeler|giver|meddeles|gives|meddelte|fik|får|gav)\s+"
            r"(?:\w+\s+)?afslag\b",
            r"\b(?:ydes|bevilges|gives)\s+intet\b",
            r"\bafslås\b",
            r"\bafslaas\b",
            r"\bnægte(?:s|des)?\b",
            r"^\W*nægtet\b",
            r"\bafslaaet\b",
            r"\bafslået\b",
            r"\bafsloges\b",
            r"\bafviste\b",
            r"\bforkastede\b",
            r"\bafslog\b",
            r"\bfaldt (?:dermed|herefter|således)\b",
            r"\b(?:vi|udvalget|\w*rådet|bestyrelsen)\s+(?:opgiver|opgav)\b",
            r"^\W*(?:planen|forslaget|projektet|sagen)\s+opgives\b",
            # after a vote: "Forslaget er dermed bortfaldet."
            r"\b(?:er|var|blev) (?:dermed|hermed|herved|således) (?:bort)?faldet\b",
            r"\bindstillingen faldt\b",
            r"\bforslaget faldt\b",
        ),
    ),
    (
        Udfald.SENDT_I_HOERING,
        _any(
            r"\b(?:sendes|sendt|udsendes|udsendt|sende|sendte|udsende)\s+(?:\w+\s+){0,6}(?:i|"
            r"til)\s+(?:\w+\s+)?(?:høring|nabohøring|partshøring|\w+høring)\b",
            r"\b(?:fremlægges|fremlagt|fremlægge)\s+(?:\w+\s+){0,4}(?:i\s+offentlig\s+høring|"
            r"offentligt|til\s+offentlig)\b",
            r"\bi offentlig høring\b(?=.*\b(?:send|fremlæg))",
        ),
    ),
    (
        Udfald.OVERSENDT,
        _any(
            r"\bsender\s+(?:\w+\s+){0,2}(?:tilbage|videre)\s+til\b",
            r"\b(?:oversendes|oversendt|oversendtes|henvises|henvist|henvistes|hjemvist|"
            r"hjemvises|tilstilledes|tilbagesendt|tilbagesendes|sendes tilbage|"
            r"sendt tilbage)\b(?!\s+med\s+anbefal)",
            r"\b(?:fremsendes|sendes|sendt|videresendes)\s+til\s+(?:behandling\s+i\s+)?(?"
            r":[\w-]+\s+){0,4}?\w*(?:udvalg|forvaltning|råd|bestyrelse|magistrat|"
            r"administration)\w*(?:\s+til\s+\w*\s?behandling)?",
            r"\b(?:besluttede|vedtog|enedes om)\s+(?:\w+\s+){0,3}at\s+(?:oversende|henvise|"
            r"sende (?:sagen|forslaget|punktet) (?:tilbage|til))\b",
            rf"\b{_BODY}\s+(?:oversendte|henviste|tilbagesendte|hjemviste|sendte sagen)\b",
            r"\b(?:sagen|forslaget|punktet) (?:sendes|går|overgår) (?:videre )?til\b",
        ),
    ),
    (
        Udfald.ANBEFALET,
        _any(
            r"^\W*(?:indstilles|anbefales|anbefalet|indstillet|indstilling(?:en|"
            r"spunkt\w*[\d\s,og-]*)?\s+(?:\w+\s+)?anbefal\w+)\b",
            r"(?<!som )\banbefal(?:es|et|er|ede)\b(?!\s+ikke)(?!\s+\w+\s+at\s+\w+\s+læs)",
            r"\bindstille(?:s|de|r)?\s+(?:\w+\s+){0,6}(?:til|"
            r"over for)\s+(?:\w+\s+){0,2}(?:byråd|kommunalbestyrelse|økonomiudvalg|regionsråd|"
            r"amtsråd|borgerrepræsentation|godkend|vedtag)\w*",
            r"\bindstilles?\s+(?:til\s+)?(?:godkendt|godkendelse|vedtaget|vedtagelse|tiltrådt|"
            r"bevilget)\b",
            r"\bmed (?:en )?anbefaling\b",
        ),
    ),
    (
        Udfald.VALGT,
        _any(
            r"\bvalgt(?:es)?\s+(?:blev|til|som)\b",
            r"\bblev\s+(?:\w+\s+){0,4}(?:valgt|udpeget|genvalgt)\b",
            r"\bkonstituerede\b",
            r"^\W*(?:valgt|udpeget|genvalgt)\b",
            r"\b(?:udpegede|valgte|udpeges|vælges|genvalgtes|udpegedes|valgtes|"
            r"udvalgtes)\b(?!\s+at\b)",
            r"\bsom (?:ny )?(?:formand|næstformand|suppleant|medlem|stedfortræder|"
            r"repræsentant)\w*\s+(?:\w+\s+){0,3}(?:valgtes|udpegedes|udpeges|vælges|valgt|"
            r"udpeget|indstilles)\b",
            r"\bindtræder\b(?=.*\budtræder\b)",
            r"\bindtræder\s+(?:\w+\s+){0,5}(?:som|i stedet)\b",
            r"\btil \w+ (?:valgtes|udpegedes|blev valgt)\b",
        ),
    ),
    (
        Udfald.TAGET_TIL_EFTERRETNING,
        _any(
            r"\b(?:taget|tages|toges|tog|tager|tage)\b(?:\s+[\wæøå§,.-]+){0,8}?\s+(?:til|"
            r"til\s+(?:den|foreløbig))\s+(?:efterretning|orientering)\b",
            r"^\W*(?:til\s+)?efterretning\b",
            r"\btil efterretning\b",
            r"\bnoteret\b",
            r"\bnoterede sig\b",
            r"\btaget ad notam\b",
            r"\btil efterretning\b",
        ),
    ),
    (
        Udfald.GODKENDT,
        _any(
            r"^\W*som (?:indstillet|foreslået|anbefalet|tilrådet)\W*$",
            r"\b(?:godkendt|godkendes|godkendte|godkendtes|godkender|godkend)\b",
            r"\b(?:vedtaget|vedtages|vedtog|vedtoges|vedtager|vedtoges)\b",
            r"\b(?:tiltrådt|tiltrædes|tiltrådte|tiltraadtes|tiltraadt|tiltræder|tiltraadte|"
            r"tiltrådtes)\b",
            r"\b(?:bevilget|bevilges|bevilgedes|bevilgede|bevilger|bevilligedes|bevilliget|"
            r"bevilgeds)\b",
            r"\b(?:imødekommet|imødekommes|imødekommedes|imødekom|imødekommer)\b",
            r"\bindstilling(?:en)?\s+(?:følges|blev fulgt|fulgtes|følges)\b",
            r"\bfølger\s+indstillingen\b",
            r"\bfulgte\s+indstillingen\b",
            r"\b(?:tilslutter|tilsluttede)\s+sig\b",
            r"\btilslutning\b",
            r"\b(?:accepteret|accepteres)\b",
            r"(?<!tidligere )(?<!allerede )\bbesluttede?\b",
            r"\bdet (?:blev )?besluttet\b",
            r"\bblev (?:\w+\s+)?besluttet\b",
            r"\bbesluttedes\b",
            r"\bbesluttet,? at\b",
            r"^\W*besluttet\b",
            r"\bder (?:afsættes|bevilges|ydes|optages)\b(?! afslag)",
            r"\b(?:tilladelse|dispensation|tilskud|støtte)n?\s+(?:meddeles|meddeltes|gives|ydes|"
            r"ydedes)\b",
            r"\bder gives (?:\w+\s+){0,2}?(?:tilladelse|tilskud|\w*bevilling|dispensation|"
            r"støtte|tilsagn|garanti)\b",
            r"\benedes om\b",
            r"\bbestemtes\b",
            r"\b(?:gav|giver) tilladelse\b",
            r"\btillodes\b",
            r"^\W*(?:ja|ok|i orden)\W*$",
            r"\banerkendtes\b",
            r"\bantoges\b",
            r"\bantaget\b",
        ),
    ),
)
"""Classes in the order in which they are tried on a sentence: the more special first."""

DECIDED_TO: tuple[tuple[Udfald, re.Pattern[str]], ...] = tuple(
    # "vedtog enstemmigt at oversende forslaget", "det blev besluttet at udsætte sagen"
    (
        udfald,
        re.compile(
            rf"\b(?:beslutte\w*|vedtog\w*|vedtaget|enedes om|enighed om|valgte|"
            rf"tiltr(?:å|aa)dtes?)\b[^.]{{0,60}}?\bat\s+(?:{verbs})\b",
            re.IGNORECASE,
        ),
    )
    for udfald, verbs in (
        (Udfald.UDGAAET, r"tage (?:sagen|punktet|den|det) af dagsordenen|frafalde|trække"),
        (Udfald.UDSAT, r"udsætte|udskyde|genoptage"),
        (
            Udfald.SENDT_I_HOERING,
            r"sende [^.]{0,60}i (?:offentlig )?\w*høring|fremlægge [^.]{0,60}offentlig",
        ),
        (
            Udfald.OVERSENDT,
            r"oversende|henvise|tilbagesende|hjemvise|sende (?:sagen|forslaget|punktet|den|"
            r"det) (?:tilbage|til)",
        ),
        (Udfald.ANBEFALET, r"anbefale|indstille"),
        (Udfald.AFVIST, r"afvise|forkaste|afslå|give afslag|meddele afslag"),
        (Udfald.TAGET_TIL_EFTERRETNING, r"tage [^.]{0,40}til efterretning"),
        (Udfald.VALGT, r"vælge [A-ZÆØÅ]|udpege"),
    )
)
"""What a meeting decided to do, where the verb of deciding says only that it decided."""

WEAK: tuple[tuple[Udfald, re.Pattern[str]], ...] = (
    (
        Udfald.DROEFTET,
        _any(
            r"\b(?:drøftet|drøftedes|drøftede|drøftes|drøfter)\b",
            r"\bhar ønsket at drøfte\b",
            r"\bønskede at drøfte\b",
            r"\b(?:temadrøftelse|drøftelse)(?:n|r)?\s+(?:blev\s+)?(?:gennemført|afholdt|"
            r"fandt sted)\b",
            r"\bgav (?:sine )?bemærkninger\b",
            r"\bdrøftelse af\b",
            r"\bdebatteret\b",
            r"\bdebatterede\b",
            r"\bdiskuterede\b",
            r"\bdiskuteret\b",
        ),
    ),
    (
        Udfald.ORIENTERET,
        _any(
            r"\b(?:orienterede|orienteret|orienterer|orienteres|orienteredes|oplyste|oplyser|"
            r"informerede|informeret|meddelte|fortalte|redegjorde|gennemgik|fremlagde|"
            r"præsenterede|berettede|svarede|besvarede|besvaret|besvaredes)\b",
            r"^\W*til orientering\b",
            r"^\W*(?:orientering(?:en)?)\b(?!.*\b(?:udsæt|udsat))",
            r"\bforetoges\b",
            r"\borientering(?:en)?\s+(?:blev\s+)?givet\b",
            r"\bgjorde rede\b",
            r"\bgav en (?:kort )?(?:orientering|status)\b",
            r"\bgjorde status\b",
            r"\bfremlægges?\b",
            r"\bnyt fra\b",
            r"\bblev gennemgået\b",
            r"\bgav en \w+ om\b",
        ),
    ),
)
"""Classes that count only where no strong phrase stands in the decision."""

ROUTING = re.compile(
    r"^\W*(?:tilbagesendes|fremsendes|oversendes|"
    r"sendes)\b.{0,120}?\bmed bemærkning(?:en)?,? at\b(?P<act>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""Routing language (F07): what was decided stands in the remark, not in the sending."""

CHANGED = _any(
    r"\bmed (?:den|de|det|følgende|enkelte|nogle|mindre|en|visse)\s*(?:\w+\s+){0,2}(?:ændring|"
    r"tilføjelse|bemærkning\w* indarbejdet|rettelse|præcisering|justering|tilretning|"
    r"undtagelse|korrektion)\w*",
    r"\bdog (?:således|sådan|med|at|uden)\b",
    r"\bmed undtagelse af\b",
    r"\bsåledes ændret\b",
    r"\bændringsforslaget (?:blev |er )?(?:vedtaget|godkendt)\b",
    r"\bunder forudsætning af\b",
    r"\bpå betingelse af\b",
    r"\bmed forbehold for\b",
    r"\bmed den betingelse\b",
    r"\bmed de (?:faldne|fremsatte) bemærkninger\b",
    r"\bmed følgende (?:ændring|tilføjelse|rettelse|justering|præcisering|bemærkninger)\w*",
    r"\bidet (?:dog|det dog|der dog)\b",
    r"\bidet (?:at-)?(?:punkt|pkt|stk)\S*\s*\d*\s*(?:udg|ændr)\w+",
    r"\bidet (?![^.]*\b(?:stemm|ønsk|bemærk|forbehold|henvis|konstater|noter|"
    r"orienter))[^.,]{3,80}?\b\w{3,}[^s\W]es\b",
    r"\b(?:idet|dog)\s+(?:pkt\.?|punkt|sag)\s*(?:nr\.?\s*)?\d+\w?\s+(?:udg|udsæt|udsat|flyt|"
    r"behandl|rykk|tag|optag)\w*",
    r"\bidet der optages\b",
    r"\bog (?:pkt\.?|punkt) \d+ behandles\b",
    r"\bp(?:aa|å) vilk(?:aa|å)r\b",
    r"\bidet (?![^.]*\b(?:stemm|ønsk))[^.,]{3,60}?"
    r"\b(?:(?:også|tillige|endvidere) skal|skal (?:også|tillige|endvidere|dog))\b",
    r"\bmed den (?:\w+\s+){0,5}forudsætning\b",
    r"\bdelvis(?:t)? (?:godkendt|imødekommet|vedtaget)\b",
    r"\b(?:godkendt|vedtaget|tiltrådt|imødekommet) delvist?\b",
    r"\bmed (?:den )?tilføjelse\b",
    r"\bi (?:revideret|ændret|tilrettet) form\b",
    r"\bmed ændring\w*\b",
    r"\bmed (?:de )?rettelser\b",
    r"\bmed tilretning\w*\b",
    r"\bbortset fra\b",
    r"\bidet (?:beløbet|fristen|perioden|lejen|tilskuddet|taksten|prisen|vilkår\w*|punkt|pkt)\b",
)
"""Beside a ``godkendt`` phrase: approved with a change, a condition or only in part."""

ACT_WORD = _any(
    r"\b(?:godkend|vedtag|tiltr(?:å|æ)d|udsat|udsæt|drøft|orienter|oplyst|beslutte|anbefal|"
    r"efterretning|afvist|forkast|bevilg|valgt|udpeg)",
)
"""A sentence without any of these seldom carries a decision."""

RESULT_OPENER = _any(
    # What a result's paragraph opens with where no label parts it from the account (F04, F22, F23):
    # the decision as a participle, a passive in the past, or a person or body that spoke in the
    # past.
    r"^(?:\W*\d{1,2}[.)]\s*)?(?:enstemmigt\s+|(?:op)?læst\s+og\s+)?(?:godkendt|vedtaget|tiltrådt|udsat|drøftet|"
    r"orientering(?:en)? (?:blev )?(?:givet|taget)|taget til|til efterretning|anbefal(?:es|et)|"
    r"indstilles|afvist|forkastet|bevilget|udgår|udgik|intet|ingen bemærkninger|foretoges|"
    r"noteret|oversendes|oversendt|besluttet)\b",
    r"^[^.:]{0,140}?\b(?:orienterede|oplyste|informerede|fortalte|redegjorde|gennemgik|"
    r"fremlagde|meddelte|drøftede|besluttede|godkendte|tiltrådte|vedtog|udpegede|valgte|"
    r"konstituerede|enedes|bemærkede|bakkede|aftalte|takkede|præsenterede|besvarede|ønskede|"
    r"tilsluttede|anbefalede|udsatte|henviste|opfordrede|foreslog|bevilgede|afslog|afviste|"
    r"spurgte|roste)\b",
    r"^(?:[^.:]|(?<=\d)\.(?=\d)|(?<=kr)\.){0,110}?\bblev\s+(?:\w+\s+){0,3}(?:drøftet|godkendt|vedtaget|besluttet|udsat|taget|"
    r"aftalt|gennemgået|orienteret|valgt|genvalgt|udpeget|fremlagt|præsenteret|tiltrådt|afvist|"
    r"forkastet|bevilget|noteret|anbefalet|foreslået|forslået|opfordret|vist|spurgt|stillet|"
    r"oversendt)\b",
    # F24: the result in one word, or as the passive that ends the sentence
    r"^(?:henlagdes|henvistes|henvises|toges|nægte(?:s|des)|bevilge(?:s|des)|udsattes|vedtoges|"
    r"stilles i bero|oversendtes|oversendes|tiltraadtes|tiltrædes|anbefaledes|afsloges|"
    r"afvistes|godkendtes|imødekommes|imødekommet|bortfalder|udsættes|udskydes|ingen)\b",
    r"^(?:drøftelsen|behandlingen)\s+blev\b",
    r"^[A-ZÆØÅ][\wæøå-]+ bød velkommen\b",
    r"^(?:indstillingen|forslaget|andragendet|ansøgningen|regnskabet|udkastet|overslaget|"
    r"sagen)\s+\w+(?:es|edes|tes)\b",
    r"^(?:det|der)\s+(?:blev|bliver|var enighed|er enighed|var ingen|var intet|afsættes|"
    r"vedtoges|besluttedes)\b",
    r"^\W*valgt blev\b",
    r"^[A-ZÆØÅ][^.:]{3,80}\b(?:valgtes|udpegedes|vælges|genvalgtes)\b",
    r"^[A-ZÆØÅ][^.:]{2,60}\bstillede\s+(?:følgende\s+)?(?:\w+)?forslag\b",
    r"^(?:rådet|udvalget|bestyrelsen|byrådet|kommunalbestyrelsen|forsamlingen|gruppen)\s+(?:er|"
    r"var|ønsker|tilslutter|bakker|godkender|tager|anbefaler|beslutter|vil|har besluttet|"
    r"formulerer|finder|kan|kunne|konstaterer|støtter|noterer)\b",
    r"^(?:punktet|sagen|forslaget|dagsordenen|indstillingen|referatet|ansøgningen|"
    r"orienteringen|budgettet|regnskabet|udkastet|planen|høringssvaret)\s+(?:blev|er|udsættes|"
    r"udgår|tages|godkend|vedtag|tiltr|udsat)\w*",
)
"""Opens a paragraph of result where nothing labels it."""

MISTOLD: tuple[tuple[Udfald, re.Pattern[str]], ...] = (
    (
        Udfald.ANBEFALET,
        re.compile(
            r"\b(?:vedtaget|vedtages|godkendt|godkendes|tiltrådt|tiltrædes|bifaldet)\s+som\s+"
            r"(?:anbefalet|indstillet|tilrådet)\b|"
            r"^\W*som\s+(?:anbefalet|indstillet|tilrådet|foreslået)\W*$|"
            r"\banbefaling(?:en|erne)?\s+(?:blev\s+)?(?:enstemmigt\s+)?"
            r"(?:vedtaget|vedtages|tiltrådt|tiltrædes|godkendt|godkendes|fulgt|følges)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Udfald.AFVIST,
        re.compile(
            r"\bkunne\s+ikke\s+opnås\s+enighed\b|"
            r"\b\w*forslag(?:et)?\b[^.]*\b(?:forkast\w+|nedstemt\w*|bortfaldt|faldt)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Udfald.UDGAAET,
        re.compile(
            r"\b\w*forslaget\b[^.]*\bbortfaldt\b|"
            r"\b(?:pkt\.?|punkt|sag)\s+(?:nr\.?\s*)?\d+\s+(?:udgår|udgik|er\s+udgået)\b",
            re.IGNORECASE,
        ),
    ),
)
"""Classes that words counted one by one tell wrongly, and the phrases in which they do: what
another body had recommended was adopted ("Vedtaget som anbefalet"); not to agree is to reject
nothing; a motion that fell before the main decision is none (interchange format, edge cases)."""
