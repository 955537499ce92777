"""How each kind of chart is read: what its marks mean, what is certain, what it does not tell."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk.services.charts.spec import ChartKind
from rccdesk.ui import theme
from rccdesk.ui.widgets.labels import Label

_WIDTH = 460  # px at 100 % text


class ChartHelp(QWidget):
    """The help of one kind of chart, to be shown in a menu."""

    def __init__(self, kind: ChartKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        title = self.tr("Så läser du diagrammet")
        sentences = (*self._sentences(kind), self._keys(kind))
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(sentences))
        column.addWidget(Label(title, "h3"))
        for sentence in sentences:
            column.addWidget(Label(sentence, "small", wraps=True))
        width = round(_WIDTH * theme.current().text_scale)
        # Labels that wrap ask for more height than they need until their width is known.
        self.setFixedSize(width, column.totalHeightForWidth(width))

    def _keys(self, kind: ChartKind) -> str:
        keys = self.tr(
            "Piltangenterna läser diagrammet steg för steg. Skift+F10 visar vad du kan göra med "
            "det du läser. Ctrl+T byter mellan diagram och tabell."
        )
        if kind is ChartKind.LINES:
            keys += " " + self.tr(
                "Skift+pil eller dragning flyttar i tiden, plus och minus ändrar hur mycket som "
                "syns."
            )
        return keys

    def _sentences(self, kind: ChartKind) -> tuple[str, ...]:
        """Return how a kind of chart is read, and what it does not tell."""
        if kind in (ChartKind.BARS, ChartKind.FUNNEL, ChartKind.OVERTIME, ChartKind.STAGES):
            return self._of_units(kind)
        return {
            ChartKind.TREND: (
                self.tr("Varje punkt är en period. Den vågräta linjen är medel eller median."),
                self.tr(
                    "De streckade gränserna visar hur mycket utfallet brukar variera av slumpen. "
                    "De är vidare när fallen är färre."
                ),
                self.tr(
                    "Säker förändring: en punkt utanför gränserna, sju i rad på samma sida om "
                    "medel, eller två av tre nära samma gräns. Sådana punkter är större: blå visar "
                    "förbättring, röda försämring."
                ),
                self.tr(
                    "Dra ingen slutsats av att en punkt är högre än den förra. En händelse i "
                    "diagrammet visar samvariation, inte orsak."
                ),
                self.tr(
                    "Ett steg i mållinjen är en ändrad målnivå. Vid en prickad lodrät linje har "
                    "något ändrats; jämför inte över en ändrad definition."
                ),
                self.tr("Öppna punkter på streckat fält är preliminära och räknas inte in."),
                self.tr("Utan gränser är strecket genom punkten ett 95\u00a0% intervall."),
            ),
            ChartKind.HISTOGRAM: (
                self.tr("Varje stapel är antalet förlopp med så många dagar."),
                self.tr("Linjen är ledtidsgränsen; ljusare staplar ligger inom den."),
                self.tr("Toppen är det vanligaste; en lång svans är förlopp som dröjde länge."),
                self.tr("Bilden säger inte varför någon väntade."),
            ),
            ChartKind.ECDF: (
                self.tr("Kurvan visar hur stor andel som hade börjat inom så många dagar."),
                self.tr(
                    "Dra den lodräta linjen, eller flytta den med piltangenterna, för att se "
                    "andelen inom ett annat antal dagar. Gränsen ändras inte."
                ),
                self.tr(
                    "Där kurvan är brant började många efter ungefär lika lång tid; där den är "
                    "flack få."
                ),
                self.tr(
                    "Stegen är sammanslagna så att inget steg gäller för få personer. Mellan två "
                    "steg är andelen minst den som visas."
                ),
            ),
            ChartKind.HEATMAP: (
                self.tr("Varje ruta är en rad och en period. Mörkare ruta är högre värde."),
                self.tr("Siffran i rutan gäller; färgen är bara till för att hitta."),
                self.tr(
                    "Två punkter betyder att värdet inte visas, streckad ruta att det är "
                    "preliminärt, romb att det finns tvivel om representativiteten."
                ),
                self.tr(
                    "En enstaka ruta säger lite: öppna raden som trend för att se om en "
                    "förändring är mer än slumpen."
                ),
            ),
            ChartKind.LINES: (
                self.tr(
                    "Varje linje är en enhet. Din egen är blå och tjock, den streckade är alla "
                    "tillsammans."
                ),
                self.tr("Peka på en linje eller gå med upp och ned för att lyfta fram den."),
                self.tr("Ett avbrott är en period som saknas eller inte visas."),
                self.tr(
                    "Linjer över och under varandra är ingen rangordning: enheter med få fall "
                    "svänger mer av slumpen. Trendbilden visar vad som är en säker förändring."
                ),
            ),
        }[kind]

    def _of_units(self, kind: ChartKind) -> tuple[str, ...]:
        return {
            ChartKind.BARS: (
                self.tr("Stapeln är andelen; strecket över den är 95\u00a0% intervall."),
                self.tr("Antalen står till vänster: hur många av alla."),
                self.tr("Linjen är målet, och det tonade fältet är målnivån eller bättre."),
                self.tr(
                    "Intervallet visar hur osäkert värdet är. Överlappar två intervall mycket är "
                    "skillnaden inte säker."
                ),
                self.tr("Ordningen är organisationens egen och säger inget om resultat."),
            ),
            ChartKind.FUNNEL: (
                self.tr(
                    "Varje punkt är en enhet: längre åt höger betyder fler fall, högre upp större "
                    "andel. Den vågräta linjen är alla tillsammans."
                ),
                self.tr(
                    "Inom gränserna kan skillnaden mot alla vara slump. Ungefär en av tjugo "
                    "hamnar ändå utanför den streckade gränsen, en av femhundra utanför den "
                    "heldragna."
                ),
                self.tr(
                    "En större punkt ligger utanför den streckade gränsen, en romb utanför den "
                    "heldragna. Din egen har en ring."
                ),
                self.tr(
                    "Ett avvikande värde är en fråga att ställa, inget betyg: patienter, "
                    "registrering och uppdrag skiljer sig åt. Punkterna ska inte rangordnas."
                ),
            ),
            ChartKind.OVERTIME: (
                self.tr(
                    "Varje rad är alla som har börjat behandling, uppdelade efter hur mycket "
                    "längre än ledtiden det tog."
                ),
                self.tr(
                    "Den ljusa delen är inom ledtiden; mönstret blir tätare ju längre det tog."
                ),
                self.tr(
                    "Delarna räknas i procent av varje patients egen gräns, så att olika "
                    "gränser kan läggas ihop."
                ),
                self.tr("Raderna har olika antal fall: titta på antalet innan du jämför."),
            ),
            ChartKind.STAGES: (
                self.tr(
                    "Stapeln är mediantiden för ett steg: hälften tog så många dagar eller färre."
                ),
                self.tr("Strecket går från en fjärdedel till tre fjärdedelar av patienterna."),
                self.tr("Medianerna kan inte läggas ihop till hela förloppets median."),
                self.tr("Delledtider är för internt bruk och rapporteras inte."),
            ),
        }[kind]
