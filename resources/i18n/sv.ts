<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="sv_SE">
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
