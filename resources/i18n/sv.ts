<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="sv_SE">
<context>
    <name>AgendaCard</name>
    <message numerus="yes">
        <source>%n förslag</source>
        <translation>
            <numerusform>%n förslag</numerusform>
            <numerusform>%n förslag</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttendanceDialog</name>
    <message numerus="yes">
        <source>%n inte angivna</source>
        <translation>
            <numerusform>%n inte angiven</numerusform>
            <numerusform>%n inte angivna</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n särskilt kallade</source>
        <translation>
            <numerusform>%n särskilt kallad</numerusform>
            <numerusform>%n särskilt kallade</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BurdenTab</name>
    <message numerus="yes">
        <source>%n mål kan sättas till övergripande uppföljning: de följs då upp en gång om året, i korthet.</source>
        <translation>
            <numerusform>%n mål kan sättas till övergripande uppföljning: det följs då upp en gång om året, i korthet.</numerusform>
            <numerusform>%n mål kan sättas till övergripande uppföljning: de följs då upp en gång om året, i korthet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message numerus="yes">
        <source>%n ändringar i följd</source>
        <translation>
            <numerusform>%n ändring</numerusform>
            <numerusform>%n ändringar i följd</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uppgifter i historiken</source>
        <translation>
            <numerusform>%n uppgift i historiken</numerusform>
            <numerusform>%n uppgifter i historiken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Visa %n till</source>
        <translation>
            <numerusform>Visa %n till</numerusform>
            <numerusform>Visa %n till</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GuidelinesPage</name>
    <message numerus="yes">
        <source>%n svar är överförda från förra versionen.</source>
        <translation>
            <numerusform>%n svar är överfört från förra versionen.</numerusform>
            <numerusform>%n svar är överförda från förra versionen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>%n ändringar</source>
        <translation>
            <numerusform>%n ändring</numerusform>
            <numerusform>%n ändringar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InitiativesPage</name>
    <message numerus="yes">
        <source>Exportera %n resultatkort</source>
        <translation>
            <numerusform>Exportera %n resultatkort</numerusform>
            <numerusform>Exportera %n resultatkort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resultatkort är exporterade: {file}</source>
        <translation>
            <numerusform>%n resultatkort är exporterat: {file}</numerusform>
            <numerusform>%n resultatkort är exporterade: {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skriv ut %n resultatkort</source>
        <translation>
            <numerusform>Skriv ut %n resultatkort</numerusform>
            <numerusform>Skriv ut %n resultatkort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resultatkort är sparade: {file}</source>
        <translation>
            <numerusform>%n resultatkort är sparat: {file}</numerusform>
            <numerusform>%n resultatkort är sparade: {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resultatkort är inlästa som idéer.</source>
        <translation>
            <numerusform>%n resultatkort är inläst som idé.</numerusform>
            <numerusform>%n resultatkort är inlästa som idéer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fanns redan.</source>
        <translation>
            <numerusform>%n fanns redan.</numerusform>
            <numerusform>%n fanns redan.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeetingCard</name>
    <message numerus="yes">
        <source>%n förslag till dagordningen</source>
        <translation>
            <numerusform>%n förslag till dagordningen</numerusform>
            <numerusform>%n förslag till dagordningen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Visa %n till</source>
        <translation>
            <numerusform>Visa %n till</numerusform>
            <numerusform>Visa %n till</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PackCompareDialog</name>
    <message numerus="yes">
        <source>%n siffror är andra i dag. Underlaget självt ändras inte.</source>
        <translation>
            <numerusform>%n siffra är en annan i dag. Underlaget självt ändras inte.</numerusform>
            <numerusform>%n siffror är andra i dag. Underlaget självt ändras inte.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanWorkbookDialog</name>
    <message numerus="yes">
        <source>%n mål</source>
        <translation>
            <numerusform>%n mål</numerusform>
            <numerusform>%n mål</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n aktiviteter</source>
        <translation>
            <numerusform>%n aktivitet</numerusform>
            <numerusform>%n aktiviteter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n andra rader</source>
        <translation>
            <numerusform>%n annan rad</numerusform>
            <numerusform>%n andra rader</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rader</source>
        <translation>
            <numerusform>%n rad</numerusform>
            <numerusform>%n rader</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewColumn</name>
    <message numerus="yes">
        <source>%n sidor är skickade till skrivaren.</source>
        <translation>
            <numerusform>%n sida är skickad till skrivaren.</numerusform>
            <numerusform>%n sidor är skickade till skrivaren.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProposalsDialog</name>
    <message numerus="yes">
        <source>%n förslag finns redan på dagordningen.</source>
        <translation>
            <numerusform>%n förslag finns redan på dagordningen.</numerusform>
            <numerusform>%n förslag finns redan på dagordningen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n punkt är tillagd på dagordningen.</source>
        <translation>
            <numerusform>%n punkt är tillagd på dagordningen.</numerusform>
            <numerusform>%n punkter är tillagda på dagordningen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lägg till %n punkt</source>
        <translation>
            <numerusform>Lägg till %n punkt</numerusform>
            <numerusform>Lägg till %n punkter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableCard</name>
    <message numerus="yes">
        <source>%n rader</source>
        <translation>
            <numerusform>%n rad</numerusform>
            <numerusform>%n rader</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>YearCard</name>
    <message numerus="yes">
        <source>{when}: %n datum</source>
        <translation>
            <numerusform>{when}: %n datum</numerusform>
            <numerusform>{when}: %n datum</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>YearWheel</name>
    <message numerus="yes">
        <source>%n datum</source>
        <translation>
            <numerusform>%n datum</numerusform>
            <numerusform>%n datum</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_NavButton</name>
    <message numerus="yes">
        <source>%n väntar</source>
        <translation>
            <numerusform>%n väntar</numerusform>
            <numerusform>%n väntar</numerusform>
        </translation>
    </message>
</context>
</TS>
