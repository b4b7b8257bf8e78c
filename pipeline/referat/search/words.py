"""Danish words that Snowball's rules part wrongly, as data for ``stems.py``.

All forms are in small letters and folded as ``stems.fold`` folds them (å for aa, æ for ae). Each
group was looked up in Snowball's own answers: what stands here is what it keeps apart although a
reader would not, or joins although a reader would not.
"""

from __future__ import annotations

# Forms whose stem no suffix rule reaches: nouns that change their vowel, words too short for
# Snowball's regions, strong verbs of the field. One line a word, its stem first.
IRREGULAR_LINES = """
by byen byens byer byerne byernes
ø øen øens øer øerne
å åen åens åer åerne
sø søen søens søer søerne
kø køen køer køerne
bro broen broens broer broerne
sti stien stiens stier stierne
barn barnet barnets børn børnene børnenes børns
bog bogen bøger bøgerne
mand manden mænd mændene
kvinde kvinden kvinder kvinderne
bonde bønder bønderne
nat natten nætter
stad staden stæder
fod foden fødder
tand tanden tænder tænderne
hånd hånden hænder hænderne
kraft kraften kræfter kræfterne
rod roden rødder
datter datteren døtre
bror broderen brødre
far faderen fædre
mor moderen mødre
budget budgettet budgettets budgetter budgetterne budgets
bolig boligen boligens boliger boligerne boligernes boligs
udsæt udsat udsatte udsættes udsætte udsætter udsættelse udsættelsen udsættelser
nedsæt nedsat nedsatte nedsættes nedsætte nedsætter nedsættelse nedsættelsen
fastsæt fastsat fastsatte fastsættes fastsætte fastsætter fastsættelse fastsættelsen
ansæt ansat ansatte ansættes ansætte ansætter ansættelse ansættelsen ansættelser
vedtag vedtog vedtaget vedtages vedtage vedtager vedtagelse vedtagelsen vedtagne
undtag undtog undtaget undtages undtage undtager undtagelse undtagelsen undtagelser
optag optog optaget optages optage optager optagelse optagelsen optagelser
deltag deltog deltaget deltages deltage deltager
tiltræd tiltrådt tiltrådte tiltrædes tiltræde tiltræder tiltrædelse
fratræd fratrådt fratrådte fratrædes fratræde fratræder fratrædelse
udgå udgår udgået udgik udgåede
afgør afgøres afgøre afgjort afgjorde afgørelse afgørelsen afgørelser afgørelserne
afvis afvist afviste afvises afvise afviser afvisning afvisningen
anvis anvist anviste anvises anvise anviser anvisning anvisninger
henvis henvist henviste henvises henvise henviser henvisning henvisninger
bevilg bevilling bevillingen bevillinger bevillingerne bevilget bevilges bevilge bevilgede
vælg valgt valgte vælges vælge vælger
fald faldt falder falde bortfald bortfalder
foreslå foreslår foreslået foreslås foreslog
forelæg forelagt forelagde forelægges forelægge forelægger forelæggelse
fremlæg fremlagt fremlagde fremlægges fremlægge fremlægger fremlæggelse
fremsæt fremsat fremsatte fremsættes fremsætte fremsætter fremsættelse
oplæs oplæst oplæste oplæses oplæse oplæsning
køb købt købte købes købe køber
sælg solgt solgte sælges sælge sælger
ændr ændring ændringen ændringer ændringerne ændringers ændrings
høring høringen høringer høringerne høringens hørings
søg søgt søgte søges søge søger søgning søgninger
ordning ordningen ordninger ordningerne ordnings
bygning bygningen bygninger bygningerne bygnings
retning retningen retninger
ledning ledningen ledninger ledningerne
regning regningen regninger
forening foreningen foreninger foreningerne forenings
forordning forordningen forordninger
forretning forretningen forretninger
løsning løsningen løsninger løsningerne
"""

# Words in -ing and -ning that name a thing and no act: cutting the ending joins them with another.
# "forordning" is a rule, "forord" a preface.
NOT_ACTS = frozenset({"samordning", "husholdning", "bevægelse", "lovgivning", "omgivning"})

# Verbs whose stem ends in -end: Snowball takes their own "end" for the ending of a participle, so
# that "godkendes" becomes "godk" and "godkendt" "godkend".
# Matches: godkendes, anvende, udsendende.  Not: løbende, ventende (no such verb before the ending).
END_VERBS = ("kend", "vend", "send", "tænd", "spænd", "brænd", "blænd", "skænd", "pænd")

# What a search drops beside words that say more; inside quotes they count.
STOP = frozenset(
    [
        "og",
        "i",
        "at",
        "en",
        "et",
        "den",
        "det",
        "de",
        "der",
        "som",
        "til",
        "af",
        "på",
        "for",
        "med",
        "er",
        "om",
        "fra",
        "ved",
        "var",
        "har",
        "eller",
        "ikke",
        "kan",
        "skal",
        "vil",
        "blev",
        "bliver",
        "blevet",
        "være",
        "men",
        "sig",
        "så",
        "også",
        "efter",
        "over",
        "under",
        "mellem",
        "mod",
        "hos",
        "man",
        "ham",
        "hun",
        "han",
        "sin",
        "sit",
        "sine",
        "dens",
        "dets",
        "deres",
        "vi",
        "jeg",
        "du",
        "I",
        "os",
        "dem",
        "denne",
        "dette",
        "disse",
        "hvor",
        "når",
        "hvis",
        "samt",
    ]
)
