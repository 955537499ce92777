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
