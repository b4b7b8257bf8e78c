"""Words that stand on nearly every page of Danish minutes: how Danish text is told from garbage.

Small words of the language, and words of the field that no page is without. Forms as they are
printed, lower case; no names. Used by ``pages/quality.py`` to compare two readings of one page: the
one with more of these words was read better.
"""

from __future__ import annotations

_SMAA = """
ad af aldrig alene alle allerede alt altid anden andet andre at bag bare begge bliver blev blevet
blot burde både bør da dag de dem den denne der deres derfor derved des desuden det dette dig din
disse dog du eftersom efter egen eget egne ej eller en end endnu endvidere ens er et ethvert fem
fik fire flere flest flyttes for foran fordi forud fra fremover fri først første før få får gav
gennem gik give gives givet god godt gode gå går gøre gør ham han hans har havde have helt hele hen
hende hendes her herunder hertil hos hun hvad hvem hver hverken hvert hvilke hvilken hvis hvor
hvordan hvoraf hvorefter hvorfor hvornår i ifølge igen ikke imellem imod ind inden indtil ingen
intet især ja jeg jo kan kom komme kommer kun kunne lang langt lige lille løbende man mange med
meget mellem men mens mere mest mindre mindst mod må måtte ned nej netop nogen noget nogle nok nu ny
nye nyt nær når også om omkring op over overfor på rundt række samme samt sammen selv senere senest
ser siden sig sin sine sit skal skulle snart som stadig stor store stort større så sådan således
sådanne ti til tilbage to tog tre ud uden udover under vi via vil ville var vedr vedrørende ved
været være vores videre yderligere
"""

_FELTET = """
administrationen afbud april august behandling behandles beslutning besluttede bilag borgere
borgerne borgmester byråd byrådet dagsorden dagsordenen december drøftede drøftelse dato
efterretning efterretningen ekskl eventuelt februar forslag forslaget forvaltningen formand
formanden formandens forelægges fravær fraværende godkendelse godkende godkender godkendes
godkendt indstiller indstilles indstilling indstillingen januar juli juni kommune kommunen kommunens
kommunale kommunalbestyrelsen kr lokalplan lov maj marts medlem medlemmer meddelelser mio møde mødet
mødedato mødested møder november oktober orientering orienteres orienteringen planen projektet pkt
punkt punktet referat råd rådet rådhus rådhuset sag sagen sager sagens sagsfremstilling sagsnr
september side sted stk taget tages temaer tiltrådt udvalg udvalget udvalgets vedtaget økonomi
økonomiske økonomiudvalget åben året årets år års
"""

HYPPIGE = frozenset((_SMAA + _FELTET).split())
"""All of them."""
