"""The layouts that an import knows: their fields and the names of their columns in extracts."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rccdesk.enums import Profile


def fold_header(value: object) -> str:
    """Return the letters and digits of a header cell, casefolded; a lone % stays."""
    if value is None:
        return ""
    text = unicodedata.normalize("NFKC", str(value)).casefold()
    return "".join(c for c in text if c.isalnum()) or ("%" if "%" in text else "")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a layout: its name, Swedish label and the words that name it in extracts."""

    name: str
    label: str
    synonyms: str = ""  # separated by |
    patterns: str = ""  # regular expressions over the letters and digits, separated by spaces
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of table: a profile and its fields."""

    profile: Profile
    fields: tuple[Field, ...]

    @property
    def required(self) -> tuple[str, ...]:
        """Return the names of the fields that must be there."""
        return tuple(field.name for field in self.fields if field.is_required)


def _required(name: str, label: str, synonyms: str = "", patterns: str = "") -> Field:
    return Field(name, label, synonyms, patterns, is_required=True)


_SEX = Field("sex", "Kön", "Kön/Totalt|gender|könstillhörighet|Kön kod")
_PATHWAY_ID = _required(
    "pathway_id",
    "Förlopps-id",
    "förlopp|vårdförlopp id|vårdförloppsid|löpnummer|pathway|path id|pid|svf id|"
    "förloppsnummer|pseudo id|pseudonym",
)
_UNIT = Field("unit", "Enhet", "vårdenhet|sjukhus|klinik|hospital|enhetsnamn|enhetskod|clinic")
_REGION = Field("region", "Region", "regionskod|regionkod|län|länskod|landsting|region code")
_HOME_REGION = Field(
    "home_region",
    "Hemregion",
    "hemlän|hemlandsting|patientens region|region of residence|hemregionskod",
)
_AGE = Field("age", "Ålder", "age years|ålder år|ålder vid avslut")
_RECURRENCE = Field("recurrence", "Återfall", "recidiv|relapse|is recurrence|aterfall")
_VARIANT = Field("variant", "Variant", "utredningsvariant|utredning|pathway variant")
_AGE_GROUP = Field("age_group", "Åldersgrupp", "Åldersklass|Åldersintervall|age band|agegrp")

LAYOUTS = (
    Layout(
        Profile.EVENTS,
        (
            _PATHWAY_ID,
            _required("kva_code", "KVÅ-kod", "kva|kvå|åtgärdskod|kod|code|kvåkoder|procedure code"),
            _required(
                "event_date",
                "Datum",
                "date|händelsedatum|datum för händelse|åtgärdsdatum|registreringsdatum|kvådatum",
            ),
            _UNIT,
            _REGION,
            _HOME_REGION,
            _SEX,
            _AGE,
            _AGE_GROUP,
            _RECURRENCE,
            _VARIANT,
        ),
    ),
    Layout(
        Profile.PATHWAY_LIST,
        (
            _PATHWAY_ID,
            _required(
                "svf",
                "SVF",
                "kva_prefix|kvåprefix|prefix|svf kod|vårdförlopp|diagnos|diagnosgrupp|cancerform|"
                "standardiserat vårdförlopp",
            ),
            Field("in_svf", "I SVF", "inkluderad i svf|utredd i svf|är i svf|ingår i svf"),
            Field(
                "treatment_recommended",
                "Behandling rekommenderad",
                "rekommenderad behandling|rek behandling|rekommenderas behandling|behandling rek",
            ),
            Field(
                "treatment",
                "Behandling",
                "behandlingstyp|första behandling|typ av behandling|behandlingsform",
            ),
            _VARIANT,
            Field(
                "suspicion_date",
                "Välgrundad misstanke",
                "vgm|vm|datum välgrundad misstanke|datum för välgrundad misstanke|"
                "beslut välgrundad misstanke|well founded suspicion|välgrundad misstanke datum",
            ),
            Field(
                "recommendation_date",
                "Behandlingsrekommendation",
                "rekommendation|datum behandlingsrekommendation|treatment recommendation|"
                "datum rekommendation|behandlingsrekommendation datum|rekommendationsdatum",
            ),
            Field(
                "decision_date",
                "Behandlingsbeslut",
                "beslut|datum behandlingsbeslut|treatment decision|datum beslut|beslutsdatum|"
                "behandlingsbeslut med patienten|behandlingsbeslut tillsammans med patienten|"
                "behandlingsbeslut datum",
            ),
            Field(
                "treatment_start_date",
                "Behandlingsstart",
                "start|start av behandling|start av första behandling|datum behandlingsstart|"
                "treatment start|startdatum behandling|behandlingsstart datum|datum start",
            ),
            Field(
                "closing_code",
                "Avslutskod",
                "avslut|avslutssuffix|avslutsorsak|closing|kod avslut|avslut före behandling",
            ),
            Field(
                "closing_date",
                "Avslutsdatum",
                "datum avslut|datum för avslut|avslutad|avslut datum",
            ),
            _UNIT,
            Field("region", "Region", f"{_REGION.synonyms}|utförarregion|utforarregion"),
            _HOME_REGION,
            _SEX,
            _AGE,
            _AGE_GROUP,
            _RECURRENCE,
        ),
    ),
    Layout(
        Profile.AGGREGATED,
        (
            _required(
                "period",
                "Period",
                "mätperiod|tid|tidsperiod|kvartal|quarter|månad|month|år|year|halvår|tertial|"
                "vecka|week|time period|reporting period|rapportperiod",
            ),
            _required(
                "unit",
                "Enhet",
                "enhetskod|municipality id|municipality code|kommunkod|ou|regionskod|region|"
                "sjukvårdsregion|sjukhus|klinik|vårdenhet|hospital|organisation|landsting|län|hbt|"
                "board of treatment|provider|org code|area|kommun|municipality|vårdgivare|rcc|"
                "enhetsnamn|område",
            ),
            Field(
                "unit_name",
                "Enhetsnamn",
                "hb name|hbt name|unit name|provider name|org name|municipality|kommun",
            ),
            Field("unit_kind", "Enhetstyp", "municipality type|organisationstyp|nivå|unit type"),
            Field(
                "indicator_id",
                "Indikator-Id",
                "kpi|kpi id|indikatorkod|indicator id|nyckeltals id|nyckeltalskod|måttkod",
            ),
            Field(
                "indicator_title",
                "Titel",
                "indikator|indikatornamn|mått|kpi title|nyckeltal|indicator title|indicator",
            ),
            Field("measure_unit", "Måttenhet", "unit of measure|measure unit|måttets enhet"),
            Field(
                "home_unit",
                "Hemenhet",
                "hemregion|hemlän|bostadsregion|hb|board of residence|hemlandsting",
            ),
            Field(
                "group",
                "Grupp",
                "svf|diagnos|diagnosgrupp|cancer type|cancerform|vårdförlopp|tumour type|"
                "behandling|category|kategori|diagnosis",
            ),
            _SEX,
            Field("age_group", "Åldersgrupp", "ålder|age|åldersklass|åldersintervall|age band"),
            Field("calendar_year", "Årtal", "år|year|kalenderår"),
            Field(
                "numerator",
                "Täljare",
                "antal inom ledtid|antal inom ledtiden|inom ledtid|antal uppfyllda|numerator count",
                r".*treatedwithin\d*days antalinom.*",
            ),
            Field(
                "denominator",
                "Nämnare",
                "nämnare/antal fall|antal fall|antal|antal totalt|n|denominator count|number",
                r".*referrals\d*daystandard",
            ),
            Field(
                "value",
                "Värde",
                "andel|värde (andel)|procent|andel (%)|percent|percentage|proportion|share|%|"
                "median|medelvärde|value",
                "andel.*",
            ),
        ),
    ),
    Layout(
        Profile.EXPECTED,
        (
            _required("svf", "SVF", "kva_prefix|vårdförlopp|diagnos|kvåprefix|prefix"),
            _required("region", "Region", "regionskod|regionkod|län|landsting|hemregion|länskod"),
            _required("period", "Period", "år|year|mätperiod|kvartal|quarter|tidsperiod"),
            _required(
                "expected",
                "Förväntat antal",
                "förväntade|förväntat|förväntade fall|förväntat antal fall|expected cases|"
                "väntat antal|väntade fall|expected number",
            ),
        ),
    ),
    Layout(
        Profile.LIMITS,
        (
            _required("kva_prefix", "SVF"),
            _required("treatment", "Behandling"),
            Field("variant", "Variant"),
            _required("from_event", "Från"),
            _required("to_event", "Till"),
            Field("suffixes", "Suffix"),
            _required("days", "Dagar"),
            Field("decided_on", "Fastställd"),
            _required("valid_from", "Gäller från"),
            Field("valid_to", "Gäller till"),
            Field("confirmed", "Bekräftad"),
            Field("source", "Källa"),
            Field("note", "Anmärkning"),
        ),
    ),
)
BY_PROFILE = {layout.profile: layout for layout in LAYOUTS}
FIGURES = ("numerator", "denominator", "value")
PATHWAY_DATES = (
    "suspicion_date",
    "recommendation_date",
    "decision_date",
    "treatment_start_date",
    "closing_date",
)
