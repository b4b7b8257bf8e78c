"""Short names of the main groups of KLE, the numbers with which most case numbers begin.

Written for this site: what the journals of each group are about, in as few words as will do. KL's
own titles may differ; an operator who has them gives them with ``kle_titles``.
"""

from __future__ import annotations

HOVEDGRUPPER = {
    "00": "Kommunens styrelse",
    "01": "Planlægning og natur",
    "02": "Byggeri",
    "03": "Boliger",
    "04": "Parker, idræt og fritidsanlæg",
    "05": "Veje og trafik",
    "06": "Spildevand og vandløb",
    "07": "Affald og genbrug",
    "08": "Havne og lufthavne",
    "09": "Miljø",
    "13": "Forsyning",
    "14": "Beredskab",
    "15": "Beskæftigelse",
    "16": "Sociale opgaver (ældre gruppe)",
    "17": "Folkeskolen",
    "18": "Folkeoplysning og ungdomsskole",
    "19": "Museer og kulturarv",
    "20": "Kultur",
    "21": "Biblioteker",
    "22": "Tilladelser til erhverv",
    "23": "Borgerforhold",
    "24": "Erhverv og turisme",
    "25": "Skat og ejendomsværdi",
    "27": "Social service",
    "28": "Dagtilbud",
    "29": "Sundhed",
    "30": "Opgaver for andre myndigheder",
    "32": "Pension og ydelser",
    "34": "Støtte til børn og unge",
    "54": "Uddannelse",
    "81": "Personale",
    "82": "Ejendomme og lokaler",
    "83": "Inventar og materiel",
    "84": "Valg",
    "85": "Administration og it",
    "86": "Egne værksteder og anlæg",
    "87": "Arbejdsmiljø",
    "88": "Indkøb og udbud",
}
"""Name by number; a number that is not here is shown alone."""
