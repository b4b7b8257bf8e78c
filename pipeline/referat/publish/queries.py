"""The ready-made queries: what a journalist or a researcher asks first. Data, no logic.

Each is one SQL statement over the tables of ``schema.sql``. ``referat_soeg`` makes a full-text
query of a reader's words, ``referat_sag`` and ``referat_sag_kort`` the keys of a case number,
``referat_smaa`` small letters (``plugin.py``). Columns named ``punkt``, ``sag``, ``person`` and
``dokument`` become links.
"""

from __future__ import annotations

from dataclasses import dataclass


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
    on_home: bool
    """Its form stands on the home page, with the first parameter alone."""


# Correlated, over an index: the outcomes of one decision, in order.
_UDFALD = """(select group_concat(navn, ', ') from (
    select f.navn as navn from beslutning_udfald bu join udfald f on f.id = bu.udfald
    where bu.beslutning = {id} order by bu.raekkefoelge))"""

_DECISIONS = f"""\
select
  b.dato, k.navn as kommune, u.navn as udvalg, p.nr, b.titel,
  {_UDFALD.format(id="b.id")} as udfald,
  b.tekst as beslutning, b.sagsnumre, b.punkt, b.dokument, b.side
from beslutninger b
join punkter p on p.id = b.punkt
left join kommuner k on k.id = b.kommune
left join udvalg u on u.id = b.udvalg
"""

SOEG_I_BESLUTNINGER = f"""\
{_DECISIONS}where b.id in (
    select rowid from beslutninger_fts where beslutninger_fts match referat_soeg(:q))
  and (:kommune = '' or referat_smaa(k.navn) = referat_smaa(:kommune))
order by b.dato desc, b.id
limit 500
"""

SOEG_I_ALT = f"""\
with fundet (id) as (
  select rowid from punkter_fts where punkter_fts match referat_soeg(:q)
  union
  select rowid from beslutninger_fts where beslutninger_fts match referat_soeg(:q)
  union
  select a.punkt from afsnit_fts join afsnit a on a.id = afsnit_fts.rowid
  where afsnit_fts match referat_soeg(:q)
)
select
  p.dato, k.navn as kommune, u.navn as udvalg, p.nr, p.titel,
  {_UDFALD.format(id="p.id")} as udfald,
  b.tekst as beslutning, p.sagsnumre, p.id as punkt, p.dokument, p.side
from fundet
join punkter p on p.id = fundet.id
left join beslutninger b on b.punkt = p.id
left join kommuner k on k.id = p.kommune
left join udvalg u on u.id = p.udvalg
where (:kommune = '' or referat_smaa(k.navn) = referat_smaa(:kommune))
order by p.dato desc, p.id
limit 500
"""

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

FRAVAER_PR_PERSON = """\
select
  pe.navn, k.navn as kommune,
  count(distinct f.moede) as moeder,
  sum(f.status = 'afbud') as afbud,
  sum(f.status = 'fravaerende') as fravaerende,
  sum(f.status = 'delvist') as delvist_til_stede,
  round(100.0 * sum(f.status in ('afbud', 'fravaerende')) / count(distinct f.moede), 1)
    as fravaer_procent,
  (select count(*) from fravaer where fravaer.person = pe.id) as fravaer_ved_punkter,
  min(m.dato) as foerste_moede, max(m.dato) as seneste_moede,
  pe.id as person
from personer pe
left join fremmoede f on f.person = pe.id
left join moeder m on m.id = f.moede
left join kommuner k on k.id = pe.kommune
where (:navn = '' or instr(referat_smaa(pe.navn), referat_smaa(:navn)) > 0)
  and (:kommune = '' or referat_smaa(k.navn) = referat_smaa(:kommune))
group by pe.id
order by coalesce(sum(f.status in ('afbud', 'fravaerende')), 0) + fravaer_ved_punkter desc, pe.navn
limit 500
"""

BESLUTNINGER_PR_KOMMUNE_OG_UDFALD = """\
select
  coalesce(k.navn, '(kommune ikke nævnt)') as kommune,
  coalesce(f.navn, '(intet udfald fundet)') as udfald,
  count(*) as beslutninger, min(b.dato) as foerste, max(b.dato) as seneste
from beslutninger b
left join kommuner k on k.id = b.kommune
left join udfald f on f.id = b.foerste_udfald
where (:aar = '' or b.dato between :aar || '-01-01' and :aar || '-12-31')
group by b.kommune, b.foerste_udfald
order by 1, 3 desc
"""

_KOMMUNE = ("kommune", "Kommune (kan være tom)", "fx Viborg")

QUERIES: tuple[Query, ...] = (
    Query(
        name="soeg_i_beslutninger",
        title="Søg i beslutninger",
        description="Finder beslutninger ud fra ord i beslutningen, i punktets overskrift eller i"
        " sagsnummeret. Alle ord skal være der. En stjerne finder alt, der begynder sådan:"
        " lokalplan* finder også lokalplanforslag. Sæt ord i anførselstegn for at finde dem lige"
        " efter hinanden. Nyeste først.",
        params=(("q", "Søg efter", 'fx lokalplan* eller "grøn omstilling"'), _KOMMUNE),
        sql=SOEG_I_BESLUTNINGER,
        nothing="Prøv færre ord, eller sæt en stjerne efter begyndelsen af et ord.",
        on_home=True,
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
        on_home=True,
    ),
    Query(
        name="soeg_i_alt",
        title="Søg i hele referatet",
        description="Som søgningen i beslutninger, men også i sagsfremstillinger, indstillinger og"
        " andre afsnit. Alle ord skal stå i samme afsnit. Nyeste først.",
        params=(("q", "Søg efter", "fx vindmølle*"), _KOMMUNE),
        sql=SOEG_I_ALT,
        nothing="Prøv færre ord, eller sæt en stjerne efter begyndelsen af et ord.",
        on_home=True,
    ),
    Query(
        name="fravaer_pr_person",
        title="Fravær pr. person",
        description="Hvor mange møder en person er nævnt ved, og hvor mange gange med afbud, som"
        " fraværende eller kun delvist til stede; desuden fravær ved enkelte punkter. To personer"
        " med samme navn i samme kommune tælles sammen.",
        params=(("navn", "Navn eller del af navn (kan være tomt)", "fx Holt"), _KOMMUNE),
        sql=FRAVAER_PR_PERSON,
        nothing="Prøv med en mindre del af navnet.",
        on_home=True,
    ),
    Query(
        name="beslutninger_pr_kommune_og_udfald",
        title="Beslutninger pr. kommune og udfald",
        description="Hvor mange beslutninger hver kommune har af hver slags. En beslutning i flere"
        " led tælles én gang, under det udfald der nævnes først.",
        params=(("aar", "År (kan være tomt)", "fx 2021"),),
        sql=BESLUTNINGER_PR_KOMMUNE_OG_UDFALD,
        nothing="Prøv et andet år.",
        on_home=False,
    ),
    Query(
        name="sagens_forloeb",
        title="Sagens forløb",
        description="Alle behandlinger af én sag i rækkefølge: dem der har deres eget referat her,"
        " og dem som et senere referat gengiver.",
        params=(("sag", "Sagsnummer", "fx 13/30382"),),
        sql=SAGENS_FORLOEB,
        nothing="Se efter, om nummeret er skrevet rigtigt.",
        on_home=False,
    ),
)
