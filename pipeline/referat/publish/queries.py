"""The ready-made queries: what a journalist or a researcher asks first. Data, no logic.

Each is one SQL statement over the tables of ``schema.sql``. ``referat_soeg`` makes a full-text
query of a reader's words, ``referat_sag`` and ``referat_sag_kort`` the keys of a case number,
``referat_smaa`` small letters (``plugin.py``). Columns named ``punkt``, ``sag``, ``person`` and
``dokument`` become links.
"""

from __future__ import annotations

from dataclasses import dataclass

from referat.publish.presence import PRINTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One ready-made query."""

    name: str
    """Part of its address."""
    title: str
    """Danish heading."""
    description: str
    """What it answers and how to ask, in Danish."""
    params: tuple[tuple[str, str, str], ...]
    """Parameter, label of its field, and an example in grey."""
    sql: str
    """The statement."""
    nothing: str
    """What to try when nothing was found, in Danish."""


# Correlated, over an index: the outcomes of one decision, in order.
_UDFALD = """(select group_concat(navn, ', ') from (
    select f.navn as navn from beslutning_udfald bu join udfald f on f.id = bu.udfald
    where bu.beslutning = {id} order by bu.raekkefoelge))"""

_SAG = """\
with fundet (id) as (
  select id from sagsnumre where soegenoegle = referat_sag({param})
  union
  select id from sagsnumre
  where soegenoegle_kort in (referat_sag({param}), referat_sag_kort({param})){more}
)
"""

FIND_SAG = (
    _SAG.format(
        param=":nummer",
        more="""
  union
  select id from sagsnumre
  where :nummer like '_%*' and soegenoegle >= referat_sag(:nummer)
    and soegenoegle < referat_sag(:nummer) || char(1114111)""",
    )
    + f"""\
select
  s.sagsnummer, k.navn as kommune, p.dato, u.navn as udvalg, p.nr, p.titel,
  {_UDFALD.format(id="p.id")} as udfald,
  b.tekst as beslutning, p.id as punkt, s.id as sag, p.dokument, p.side
from fundet
join sagsnumre s on s.id = fundet.id
join punkt_sagsnumre ps on ps.sagsnummer = s.id
join punkter p on p.id = ps.punkt
left join beslutninger b on b.punkt = p.id
left join kommuner k on k.id = p.kommune
left join udvalg u on u.id = p.udvalg
union all
select
  s.sagsnummer, k.navn, m.dato, u.navn, null, 'Mødets eget sagsnummer', null, null, null, s.id,
  m.dokument, ms.side
from fundet
join sagsnumre s on s.id = fundet.id
join moede_sagsnumre ms on ms.sagsnummer = s.id
join moeder m on m.id = ms.moede
left join kommuner k on k.id = m.kommune
left join udvalg u on u.id = m.udvalg
order by 2, 1, 3, 9
limit 500
"""
)

SAGENS_FORLOEB = (
    _SAG.format(
        param=":sag",
        more="\n  union\n  select id from sagsnumre where id = cast(:sag as integer)",
    )
    + f"""\
, behandlinger as (
  select distinct p.id, p.dato, p.nr, p.titel, p.kommune, p.udvalg, p.dokument, p.side,
    s.sagsnummer
  from fundet
  join sagsnumre s on s.id = fundet.id
  join punkt_sagsnumre ps on ps.sagsnummer = s.id
  join punkter p on p.id = ps.punkt
)
select
  p.dato, k.navn as kommune, u.navn as udvalg, p.nr, p.titel,
  {_UDFALD.format(id="p.id")} as udfald,
  b.tekst as beslutning, 'mødets referat' as kendt_fra, p.sagsnummer, p.id as punkt, p.dokument,
  p.side
from behandlinger p
left join beslutninger b on b.punkt = p.id
left join kommuner k on k.id = p.kommune
left join udvalg u on u.id = p.udvalg
union all
select
  g.dato, k.navn, g.udvalg, g.nr, p.titel,
  (select group_concat(f.navn, ', ') from udfald f
   where ', ' || g.udfald || ',' like '%, ' || f.id || ',%'),
  g.tekst,
  'gengivet ' || coalesce(p.dato, 'senere'), p.sagsnummer, p.id, g.dokument, g.side
from behandlinger p
join sagsgang g on g.punkt = p.id
left join kommuner k on k.id = p.kommune
where g.tekst is not null
order by 1, 8 desc
limit 500
"""
)

FRAVAER_PR_PERSON = f"""\
with valgte as materialized (
  select pe.id, pe.navn, k.navn as kommune from personer pe
  left join kommuner k on k.id = pe.kommune
  where (:navn = '' or instr(referat_smaa(pe.navn), referat_smaa(:navn)) > 0)
    and (:kommune = '' or referat_smaa(k.navn) = referat_smaa(:kommune))
  order by pe.navn
  limit 500
), naevnt as materialized (
  select f.person, f.moede, f.status, m.dato, ({PRINTED}) as fremmoede_trykt
  from valgte v
  join fremmoede f on f.person = v.id
  join moeder m on m.id = f.moede
  join moede_tal t on t.moede = f.moede
)
select
  v.navn, v.kommune,
  count(distinct f.moede) as moeder,
  count(distinct f.moede) filter (where f.fremmoede_trykt) as moeder_med_fremmoede,
  sum(f.status = 'afbud') as afbud,
  sum(f.status = 'fravaerende') as fravaerende,
  sum(f.status = 'delvist') as delvist_til_stede,
  round(100.0 * sum(f.status in ('afbud', 'fravaerende')) filter (where f.fremmoede_trykt)
    / nullif(count(distinct f.moede) filter (where f.fremmoede_trykt), 0), 1) as fravaer_procent,
  (select count(*) from fravaer where fravaer.person = v.id) as fravaer_ved_punkter,
  min(f.dato) as foerste_moede, max(f.dato) as seneste_moede,
  v.id as person
from valgte v
left join naevnt f on f.person = v.id
group by v.id
order by coalesce(sum(f.status in ('afbud', 'fravaerende')), 0) + fravaer_ved_punkter desc, v.navn
"""

BESLUTNINGER_PR_KOMMUNE_OG_UDFALD = """\
select
  coalesce(k.navn, '(kommune ikke nævnt)') as kommune,
  coalesce(f.navn, '(intet udfald fundet)') as udfald,
  t.beslutninger, t.foerste, t.seneste
from (
  select kommune, foerste_udfald, count(*) as beslutninger, min(dato) as foerste,
    max(dato) as seneste
  from beslutninger indexed by idx_beslutninger_kommune
  where (:aar = '' or dato between :aar || '-01-01' and :aar || '-12-31')
  group by kommune, foerste_udfald
) t
left join kommuner k on k.id = t.kommune
left join udfald f on f.id = t.foerste_udfald
order by 1, 3 desc
"""

# What researchers ask first; each answers within a second over a million punkter, from rows that
# are counted when a document is written (moede_tal, sag_tal) or from an index alone.
ANDEL_UDSATTE = """\
select
  k.navn as kommune, t.aar, sum(t.beslutninger) as beslutninger, sum(t.udsatte) as udsatte,
  round(100.0 * sum(t.udsatte) / nullif(sum(t.beslutninger), 0), 2) as udsat_procent
from moede_tal t
join kommuner k on k.id = t.kommune
where (:kommune = '' or k.navn = :kommune)
group by t.kommune, t.aar
order by k.navn, t.aar
"""

ENSTEMMIGE_OG_DELTE = """\
select
  k.navn as kommune, m.aar, count(*) as afstemninger,
  sum(coalesce(a.antal_imod, 0) = 0 and coalesce(a.antal_undlod, 0) = 0) as enstemmige,
  sum(coalesce(a.antal_imod, 0) > 0 or coalesce(a.antal_undlod, 0) > 0) as delte,
  round(100.0 * sum(coalesce(a.antal_imod, 0) > 0 or coalesce(a.antal_undlod, 0) > 0)
    / count(*), 1) as delte_procent
from afstemninger a
join moeder m on m.id = a.dokument
left join kommuner k on k.id = m.kommune
where (:kommune = '' or k.navn = :kommune)
group by m.kommune, m.aar
order by k.navn, m.aar
"""

FRAVAER_PR_ORGAN = f"""\
with talte as (
  select t.*, ({PRINTED}) as fremmoede_trykt
  from moede_tal t
)
select
  k.navn as kommune, u.navn as udvalg, count(*) as moeder,
  sum(t.fremmoede_trykt) as moeder_med_fremmoede,
  sum(t.til_stede) filter (where t.fremmoede_trykt) as til_stede,
  sum(t.afbud + t.fravaerende) filter (where t.fremmoede_trykt) as fravaerende,
  round(100.0 * sum(t.afbud + t.fravaerende) filter (where t.fremmoede_trykt)
    / sum(t.til_stede + t.delvist + t.afbud + t.fravaerende) filter (where t.fremmoede_trykt), 1)
    as fravaer_procent
from talte t
left join kommuner k on k.id = t.kommune
left join udvalg u on u.id = t.udvalg
where (:kommune = '' or k.navn = :kommune) and (:aar = '' or t.aar = cast(:aar as integer))
group by t.kommune, t.udvalg
order by fravaer_procent desc, kommune, udvalg
limit 2000
"""

# Two branches, so that each walks the index that fits it.
SAGERS_VARIGHED = """\
with valgte (sag) as (
  select sag from (
    select sag from sag_tal where :kommune = '' and dage is not null
    order by dage desc limit 500)
  union all
  select sag from (
    select sag from sag_tal
    where kommune = (select id from kommuner where navn = :kommune) and dage is not null
    order by dage desc limit 500)
)
select
  s.sagsnummer, k.navn as kommune, t.titel, t.foerste as foerste_behandling,
  t.seneste as seneste_behandling, t.dage, t.behandlinger, t.organer, t.sag
from valgte
join sag_tal t on t.sag = valgte.sag
join sagsnumre s on s.id = t.sag
left join kommuner k on k.id = t.kommune
order by t.dage desc, s.sagsnummer
"""

SAGER_GENNEM_ORGANER = """\
select
  s.sagsnummer, k.navn as kommune, t.titel, t.organer, t.behandlinger,
  t.foerste as foerste_behandling, t.seneste as seneste_behandling, t.sag
from sag_tal t
join sagsnumre s on s.id = t.sag
left join kommuner k on k.id = t.kommune
where t.organer > cast(coalesce(nullif(:organer, ''), '3') as integer)
order by t.organer desc, t.behandlinger desc, s.sagsnummer
limit 500
"""

BESLUTNINGER_PR_MAANED = """\
select
  s.dag / 10000 || '-' || substr('0' || s.dag / 100 % 100, -2) as maaned,
  f.navn as udfald, count(*) as beslutninger
from soeg s
join udfald f on s.udfald & (1 << (f.raekkefoelge - 1))
where s.beslutning = 1 and s.dagsorden = 0
  and s.dag between cast(coalesce(nullif(:aar, ''), (select max(dag) from soeg) / 10000)
    as integer) * 10000
  and cast(coalesce(nullif(:aar, ''), (select max(dag) from soeg) / 10000)
    as integer) * 10000 + 9999
group by 1, f.raekkefoelge
order by 1, f.raekkefoelge
"""

_KOMMUNE = ("kommune", "Kommune (kan være tom)", "fx Viborg")

# Values that a parameter may have, as a list to choose from.
CHOICES = {
    "kommune": "select navn from kommuner k where exists"
    " (select 1 from moeder m where m.kommune = k.id) order by navn",
    "aar": "select distinct aar from moeder where aar is not null order by aar desc",
}

QUERIES: tuple[Query, ...] = (
    Query(
        name="andel_udsatte",
        title="Andel af udsatte beslutninger",
        description="Hvor stor en del af beslutningerne hver kommune udsætter, år for år. Lærer"
        " dig: gruppering og andele.",
        params=(_KOMMUNE,),
        sql=ANDEL_UDSATTE,
        nothing="Vælg en anden kommune, eller lad feltet stå tomt.",
    ),
    Query(
        name="enstemmige_og_delte",
        title="Enstemmige og delte afstemninger",
        description="Afstemninger hvor ingen stemte imod eller undlod, og dem hvor nogen gjorde."
        " Kun de afstemninger, hvor referatet giver stemmerne. Lærer dig: at slå op i flere"
        " tabeller på én gang.",
        params=(_KOMMUNE,),
        sql=ENSTEMMIGE_OG_DELTE,
        nothing="Vælg en anden kommune, eller lad feltet stå tomt.",
    ),
    Query(
        name="fravaer_pr_organ",
        title="Fravær pr. organ",
        description="Hvor stor en del af pladserne ved bordet der er tomme i hvert organ. Mange"
        " referater nævner kun dem, der manglede, så kun møder, hvor referatet også siger, hvem der"
        " var til stede, er regnet med; er der ingen, er felterne tomme. Lærer dig: tabellen"
        " moede_tal, hvor møderne allerede er talt.",
        params=(_KOMMUNE, ("aar", "År (kan være tomt)", "fx 2021")),
        sql=FRAVAER_PR_ORGAN,
        nothing="Vælg en anden kommune eller et andet år.",
    ),
    Query(
        name="sagers_varighed",
        title="Sagers varighed",
        description="Dage fra en sags første til dens seneste behandling, de længste først. Lærer"
        " dig: tabellen sag_tal.",
        params=(_KOMMUNE,),
        sql=SAGERS_VARIGHED,
        nothing="Vælg en anden kommune, eller lad feltet stå tomt.",
    ),
    Query(
        name="sager_gennem_mange_organer",
        title="Sager gennem mange organer",
        description="Sager der er behandlet i flere end tre organer, eller i flere end det tal, du"
        " skriver.",
        params=(("organer", "Flere organer end (3, hvis feltet er tomt)", "fx 2"),),
        sql=SAGER_GENNEM_ORGANER,
        nothing="Prøv med et mindre tal.",
    ),
    Query(
        name="beslutninger_pr_maaned",
        title="Beslutninger pr. måned og udfald",
        description="Hvor mange beslutninger der er truffet hver måned, efter udfald; det nyeste"
        " år, hvis intet er valgt. En beslutning med flere udfald tælles under hvert.",
        params=(("aar", "År (kan være tomt)", "fx 2021"),),
        sql=BESLUTNINGER_PR_MAANED,
        nothing="Vælg et andet år.",
    ),
    Query(
        name="find_sag",
        title="Find sag",
        description="Finder alle punkter med et sagsnummer. Tegnsætningen er ligegyldig:"
        " 15.40.00-P35-1-17 og 15400P35117 giver det samme, og det gør 13/30382 og 13 30382. En"
        " stjerne til sidst finder alle numre, der begynder sådan: 27.15.12*.",
        params=(("nummer", "Sagsnummer", "fx 13/30382"),),
        sql=FIND_SAG,
        nothing="Er nummeret skrevet rigtigt? Eller søg på begyndelsen med en stjerne.",
    ),
    Query(
        name="fravaer_pr_person",
        title="Fravær pr. person",
        description="Hvor mange møder en person er nævnt ved, og hvor mange gange med afbud, som"
        " fraværende eller kun delvist til stede; desuden fravær ved enkelte punkter. Mange"
        " referater nævner kun dem, der manglede, så procenten er kun regnet af møder, hvor"
        " referatet også siger, hvem der var til stede; er der ingen, er den tom. To personer med"
        " samme navn i samme kommune tælles sammen.",
        params=(("navn", "Navn eller del af navn (kan være tomt)", "fx Holt"), _KOMMUNE),
        sql=FRAVAER_PR_PERSON,
        nothing="Prøv med en mindre del af navnet.",
    ),
    Query(
        name="beslutninger_pr_kommune_og_udfald",
        title="Beslutninger pr. kommune og udfald",
        description="Hvor mange beslutninger hver kommune har af hver slags. En beslutning i flere"
        " led tælles én gang, under det udfald der nævnes først.",
        params=(("aar", "År (kan være tomt)", "fx 2021"),),
        sql=BESLUTNINGER_PR_KOMMUNE_OG_UDFALD,
        nothing="Prøv et andet år.",
    ),
    Query(
        name="sagens_forloeb",
        title="Sagens forløb",
        description="Alle behandlinger af én sag i rækkefølge: dem der har deres eget referat her,"
        " og dem som et senere referat gengiver.",
        params=(("sag", "Sagsnummer", "fx 13/30382"),),
        sql=SAGENS_FORLOEB,
        nothing="Se efter, om nummeret er skrevet rigtigt.",
    ),
)
