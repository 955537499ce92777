<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="sv_SE">
<context>
    <name>ActionDialog</name>
    <message>
        <source>Lägg till åtgärd</source>
        <translation>Add action</translation>
    </message>
    <message>
        <source>Ändra åtgärden</source>
        <translation>Change the action</translation>
    </message>
    <message>
        <source>Åtgärd</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Grupp</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Ansvarig (roll eller enhet)</source>
        <translation>Responsible (role or unit)</translation>
    </message>
    <message>
        <source>Klar senast</source>
        <translation>Due by</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Anteckning (valfritt)</source>
        <translation>Note (optional)</translation>
    </message>
    <message>
        <source>Spara åtgärden</source>
        <translation>Save the action</translation>
    </message>
    <message>
        <source>Ta bort åtgärden</source>
        <translation>Remove the action</translation>
    </message>
    <message>
        <source>Åtgärden är flyttad till Papperskorgen.</source>
        <translation>The action has been moved to the trash.</translation>
    </message>
    <message>
        <source>Skriv vad som ska göras.</source>
        <translation>Write what is to be done.</translation>
    </message>
    <message>
        <source>Åtgärden är tillagd.</source>
        <translation>The action has been added.</translation>
    </message>
    <message>
        <source>Åtgärden är sparad.</source>
        <translation>The action has been saved.</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Läs in uttag…</source>
        <translation>Import extract…</translation>
    </message>
    <message>
        <source>Öppna fil…</source>
        <translation>Open file…</translation>
    </message>
    <message>
        <source>Spara en kopia som…</source>
        <translation>Save a copy as…</translation>
    </message>
    <message>
        <source>Skapa underlag</source>
        <translation>Make the pack</translation>
    </message>
    <message>
        <source>Ångra</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Gör om</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Återställ urvalet</source>
        <translation>Reset the selection</translation>
    </message>
    <message>
        <source>Byt vy</source>
        <translation>Change view</translation>
    </message>
    <message>
        <source>Bakåt</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Framåt</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>Läs sidan igen</source>
        <translation>Read the page again</translation>
    </message>
    <message>
        <source>Sida</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>Alla SVF i en tabell</source>
        <translation>All SVF in one table</translation>
    </message>
    <message>
        <source>Kommando</source>
        <translation>Command</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Sjukvårdsregion</source>
        <translation>Health care region</translation>
    </message>
    <message>
        <source>Alla i uttaget</source>
        <translation>All in the extract</translation>
    </message>
    <message>
        <source>Område</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Indikator</source>
        <translation>Indicator</translation>
    </message>
    <message>
        <source>Senaste filer</source>
        <translation>Recent files</translation>
    </message>
    <message>
        <source>Öppna fil</source>
        <translation>Open file</translation>
    </message>
    <message>
        <source>Spara en kopia</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>Välj ett annat namn än den öppna filens.</source>
        <translation>Choose another name than that of the open file.</translation>
    </message>
    <message>
        <source>Kopian är sparad: {file}</source>
        <translation>The copy has been saved: {file}</translation>
    </message>
</context>
<context>
    <name>ActionsTab</name>
    <message>
        <source>Åtgärd</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Ansvarig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Klar senast</source>
        <translation>Due by</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Anteckning</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Åtgärder</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Visa även klara</source>
        <translation>Show those done too</translation>
    </message>
    <message>
        <source>Lägg till åtgärd</source>
        <translation>Add action</translation>
    </message>
    <message>
        <source>Markera som klar</source>
        <translation>Mark as done</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Gör till aktivitet…</source>
        <translation>Make an activity of it…</translation>
    </message>
    <message>
        <source>Spara till kalendern…</source>
        <translation>Save to the calendar…</translation>
    </message>
    <message>
        <source>Ingen åtgärd är överenskommen. Åtgärder antecknas i mötena, eller här.</source>
        <translation>No action is agreed. Actions are recorded in the meetings, or here.</translation>
    </message>
    <message>
        <source>Alla åtgärder är klara.</source>
        <translation>All actions are done.</translation>
    </message>
    <message>
        <source>Visar {shown} av {total} åtgärder.</source>
        <translation>Showing {shown} of {total} actions.</translation>
    </message>
    <message>
        <source>Försenade</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Klara och utgångna</source>
        <translation>Done and dropped</translation>
    </message>
    <message>
        <source>Ansvarig saknas</source>
        <translation>Nobody is responsible</translation>
    </message>
    <message>
        <source>Uppgift saknas</source>
        <translation>Not known</translation>
    </message>
</context>
<context>
    <name>ActivitiesCard</name>
    <message>
        <source>{day}, har passerat</source>
        <translation>{day}, has passed</translation>
    </message>
    <message>
        <source>Aktivitet</source>
        <translation>Activity</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Ansvarig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Klar senast</source>
        <translation>Due by</translation>
    </message>
    <message>
        <source>Nästa steg</source>
        <translation>Next step</translation>
    </message>
</context>
<context>
    <name>ActivityDialog</name>
    <message>
        <source>Lägg till aktivitet</source>
        <translation>Add activity</translation>
    </message>
    <message>
        <source>Aktivitet</source>
        <translation>Activity</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Spara aktiviteten</source>
        <translation>Save the activity</translation>
    </message>
    <message>
        <source>Fler uppgifter</source>
        <translation>More fields</translation>
    </message>
    <message>
        <source>Aktiviteten är tillagd.</source>
        <translation>The activity has been added.</translation>
    </message>
    <message>
        <source>Aktiviteten är sparad.</source>
        <translation>The activity has been saved.</translation>
    </message>
    <message>
        <source>Inget mål</source>
        <translation>No goal</translation>
    </message>
    <message>
        <source>Alla regioner</source>
        <translation>All regions</translation>
    </message>
    <message>
        <source>Skäl</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Färre uppgifter</source>
        <translation>Fewer fields</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>{unit}: {answer}.</source>
        <translation>{unit}: {answer}.</translation>
    </message>
    <message>
        <source>Skriv datumet som 2026-03-05, eller lämna fältet tomt.</source>
        <translation>Write the date as 2026-03-05, or leave the field empty.</translation>
    </message>
    <message>
        <source>Svaret är flyttat till Papperskorgen.</source>
        <translation>The answer has been moved to the trash.</translation>
    </message>
    <message>
        <source>Resultatmåttet är flyttat till Papperskorgen.</source>
        <translation>The outcome measure has been moved to the trash.</translation>
    </message>
    <message>
        <source>Aktiviteten är flyttad till Papperskorgen.</source>
        <translation>The activity has been moved to the trash.</translation>
    </message>
    <message>
        <source>Hindret är lyft till {body}.</source>
        <translation>The obstacle has been raised to {body}.</translation>
    </message>
    <message>
        <source>Hindret är flyttat till Papperskorgen.</source>
        <translation>The obstacle has been moved to the trash.</translation>
    </message>
    <message>
        <source>Kopplingen är flyttad till Papperskorgen.</source>
        <translation>The link has been moved to the trash.</translation>
    </message>
    <message>
        <source>Var ska resultatkortet sparas?</source>
        <translation>Where is the result card to be saved?</translation>
    </message>
    <message>
        <source>Resultatkortet är sparat: {file}</source>
        <translation>The result card has been saved: {file}</translation>
    </message>
</context>
<context>
    <name>AdoptionDialog</name>
    <message>
        <source>Vad svarar verksamheten?</source>
        <translation>What does the care unit answer?</translation>
    </message>
    <message>
        <source>Regionen som helhet</source>
        <translation>The region as a whole</translation>
    </message>
    <message>
        <source>Införande av besluten, och skäl</source>
        <translation>Adoption of the decisions, and reasons</translation>
    </message>
    <message>
        <source>Införd</source>
        <translation>Adopted</translation>
    </message>
    <message>
        <source>Andel</source>
        <translation>Share</translation>
    </message>
    <message>
        <source>Orsak</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>Regioner</source>
        <translation>Regions</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Per region</source>
        <translation>By region</translation>
    </message>
    <message>
        <source>Per verksamhet</source>
        <translation>By care unit</translation>
    </message>
    <message>
        <source>Verksamhet</source>
        <translation>Care unit</translation>
    </message>
    <message>
        <source>Skäl när en region har avböjt eller en verksamhet inte inför</source>
        <translation>Reasons when a region has declined or a care unit does not adopt</translation>
    </message>
    <message>
        <source>Verksamheter</source>
        <translation>Care units</translation>
    </message>
    <message>
        <source>Skäl</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Införd: {words} svar från verksamheter.</source>
        <translation>Adopted: {words} answers from care units.</translation>
    </message>
    <message>
        <source>Ingen verksamhet är kontaktad om något beslut än.</source>
        <translation>No care unit has been contacted about any decision yet.</translation>
    </message>
    <message>
        <source>Verksamhet (tomt: hela regionen)</source>
        <translation>Care unit (empty: the whole region)</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Verksamhetens skäl (valfritt)</source>
        <translation>The care unit&apos;s reason (optional)</translation>
    </message>
    <message>
        <source>Med egna ord (valfritt)</source>
        <translation>In your own words (optional)</translation>
    </message>
    <message>
        <source>Datum (tomt: i dag)</source>
        <translation>Date (empty: today)</translation>
    </message>
    <message>
        <source>Anteckna svaret</source>
        <translation>Record the answer</translation>
    </message>
    <message>
        <source>Svaret är antecknat: {state}.</source>
        <translation>The answer has been recorded: {state}.</translation>
    </message>
</context>
<context>
    <name>AdoptionTab</name>
    <message>
        <source>Anteckna verksamhetens svar…</source>
        <translation>Record the care unit&apos;s answer…</translation>
    </message>
    <message>
        <source>Lägg till verksamhet…</source>
        <translation>Add care unit…</translation>
    </message>
    <message>
        <source>Verksamheternas svar</source>
        <translation>The answers of the care units</translation>
    </message>
    <message>
        <source>Siffror sätter läget på raden: {digits}. – uppgift saknas</source>
        <translation>Digits set the state on the row: {digits}. – not known</translation>
    </message>
    <message>
        <source>Riktlinje</source>
        <translation>Guideline</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Ny version…</source>
        <translation>New version…</translation>
    </message>
    <message>
        <source>Fler val</source>
        <translation>More choices</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Lägg till den första versionen. Alla verksamheter börjar som ej bedömda.</source>
        <translation>Add the first version. All care units begin as not assessed.</translation>
    </message>
    <message>
        <source>Ingen verksamhet är inlagd. Lägg till den första.</source>
        <translation>No care unit has been added. Add the first one.</translation>
    </message>
    <message>
        <source>För över oförändrade svar ({count})</source>
        <translation>Carry over unchanged answers ({count})</translation>
    </message>
    <message>
        <source>Ej angivet</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>Skäl till att den inte införs: {reasons}</source>
        <translation>Reasons why it is not being adopted: {reasons}</translation>
    </message>
    <message>
        <source>Publicerad {date}</source>
        <translation>Published {date}</translation>
    </message>
    <message>
        <source>Regional riktlinje: {title}</source>
        <translation>Regional guideline: {title}</translation>
    </message>
    <message>
        <source>Ändrat: {changes}</source>
        <translation>Changed: {changes}</translation>
    </message>
    <message>
        <source>Källa: {source}</source>
        <translation>Source: {source}</translation>
    </message>
    <message>
        <source>Ändra riktlinjen…</source>
        <translation>Change the guideline…</translation>
    </message>
    <message>
        <source>Ändra versionen…</source>
        <translation>Change the version…</translation>
    </message>
    <message>
        <source>Flytta versionen till Papperskorgen</source>
        <translation>Move the version to the trash</translation>
    </message>
    <message>
        <source>Flytta riktlinjen till Papperskorgen</source>
        <translation>Move the guideline to the trash</translation>
    </message>
</context>
<context>
    <name>AgendaCard</name>
    <message>
        <source>Dagordning</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>Dagordningen är tom. Lägg till en punkt, eller hämta ur förslagen.</source>
        <translation>The agenda is empty. Add an item, or take from the proposals.</translation>
    </message>
    <message>
        <source>Lägg till punkt</source>
        <translation>Add item</translation>
    </message>
    <message>
        <source>Flytta upp punkten (Alt+uppil)</source>
        <translation>Move the item up (Alt+Up)</translation>
    </message>
    <message>
        <source>Flytta ned punkten (Alt+nedpil)</source>
        <translation>Move the item down (Alt+Down)</translation>
    </message>
    <message numerus="yes">
        <source>%n förslag</source>
        <translation>
            <numerusform>%n proposal</numerusform>
            <numerusform>%n proposals</numerusform>
        </translation>
    </message>
    <message>
        <source>{planned} min</source>
        <translation>{planned} min</translation>
    </message>
    <message>
        <source>{planned} min av {available}</source>
        <translation>{planned} min of {available}</translation>
    </message>
</context>
<context>
    <name>AgendaList</name>
    <message>
        <source>Dagordning</source>
        <translation>Agenda</translation>
    </message>
</context>
<context>
    <name>AgendaModel</name>
    <message>
        <source>saknas: {what}</source>
        <translation>missing: {what}</translation>
    </message>
</context>
<context>
    <name>AgreementPage</name>
    <message>
        <source>Ledtider / Överenskommelsen</source>
        <translation>Lead times / The agreement</translation>
    </message>
    <message>
        <source>Överenskommelsen</source>
        <translation>The agreement</translation>
    </message>
    <message>
        <source>Hur ser inklusion och ledtid ut jämfört med föregående period?</source>
        <translation>How do inclusion and lead time look compared with the previous period?</translation>
    </message>
    <message>
        <source>Inklusion, alla SVF</source>
        <translation>Inclusion, all SVF</translation>
    </message>
    <message>
        <source>Bröstcancer</source>
        <translation>Breast cancer</translation>
    </message>
    <message>
        <source>Tjock- och ändtarmscancer</source>
        <translation>Colorectal cancer</translation>
    </message>
    <message>
        <source>Prostatacancer</source>
        <translation>Prostate cancer</translation>
    </message>
    <message>
        <source>Det som visas</source>
        <translation>What is shown</translation>
    </message>
    <message>
        <source>År</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Kopiera</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Kopiera tabellen</source>
        <translation>Copy the table</translation>
    </message>
    <message>
        <source>Spara bild…</source>
        <translation>Save picture…</translation>
    </message>
    <message>
        <source>Här visas överenskommelsens mått när ett uttag är inläst</source>
        <translation>The measures of the agreement are shown here when an extract has been imported</translation>
    </message>
    <message>
        <source>Läs in en händelselista för SVF och det väntade antalet. Programmet räknar inklusion per halvår och ledtid år mot år.</source>
        <translation>Import an event list for SVF and the expected number of cases. The program counts inclusion by half-year and lead time year against year.</translation>
    </message>
    <message>
        <source>Läs in uttag…</source>
        <translation>Import extract…</translation>
    </message>
    <message>
        <source>År {year} mot {before}</source>
        <translation>The year {year} against {before}</translation>
    </message>
    <message>
        <source>För få fall</source>
        <translation>Too few cases</translation>
    </message>
    <message>
        <source>Uppgifterna visas inte, för att de gäller för få patienter.</source>
        <translation>The figures are not shown, because they are about too few patients.</translation>
    </message>
    <message>
        <source>Inga förlopp med känd ledtidsgräns finns för {svf} under åren. Kontrollera ledtidsgränsen i Ledtidskatalogen.</source>
        <translation>There are no pathways with a known lead-time limit for {svf} in these years. Check the lead-time limit in the catalogue of limits.</translation>
    </message>
    <message>
        <source>Öppna Ledtidskatalogen</source>
        <translation>Open the catalogue of limits</translation>
    </message>
    <message>
        <source>Representativitet okänd</source>
        <translation>Representativeness unknown</translation>
    </message>
    <message>
        <source>Uppgift om väntat antal fall saknas, så inklusionen kan inte räknas. Läs in väntat antal per SVF, region och år.</source>
        <translation>The expected number of cases is missing, so the inclusion cannot be computed. Import the expected number by SVF, region and year.</translation>
    </message>
    <message>
        <source>Vårdförloppet saknas</source>
        <translation>The care pathway is missing</translation>
    </message>
    <message>
        <source>{svf} finns inte i katalogen över SVF.</source>
        <translation>{svf} is not in the list of SVF.</translation>
    </message>
    <message>
        <source>Inget att jämföra</source>
        <translation>Nothing to compare</translation>
    </message>
    <message>
        <source>Uttaget har inte två hela år. Läs in ett uttag som omfattar fler år.</source>
        <translation>The extract does not hold two whole years. Import an extract that covers more years.</translation>
    </message>
    <message>
        <source>Inga uppgifter</source>
        <translation>No figures</translation>
    </message>
</context>
<context>
    <name>AlternativesDialog</name>
    <message>
        <source>Alternativ</source>
        <translation>Alternatives</translation>
    </message>
    <message>
        <source>Beskriv varje väg att gå lika utförligt. Fält utan uppgift kan lämnas tomma.</source>
        <translation>Describe each way to go in equal detail. Fields without information may be left empty.</translation>
    </message>
    <message>
        <source>Lägg till alternativ</source>
        <translation>Add alternative</translation>
    </message>
    <message>
        <source>Spara alternativen</source>
        <translation>Save the alternatives</translation>
    </message>
    <message>
        <source>Skriv vad alternativet heter.</source>
        <translation>Write what the alternative is called.</translation>
    </message>
    <message>
        <source>Alternativen är sparade.</source>
        <translation>The alternatives have been saved.</translation>
    </message>
</context>
<context>
    <name>AlternativesPart</name>
    <message>
        <source>Alternativ</source>
        <translation>Alternatives</translation>
    </message>
    <message>
        <source>Inga alternativ är beskrivna.</source>
        <translation>No alternatives are described.</translation>
    </message>
    <message>
        <source>Ändra alternativ…</source>
        <translation>Change alternatives…</translation>
    </message>
    <message>
        <source>Patienter</source>
        <translation>Patients</translation>
    </message>
    <message>
        <source>Ekonomi</source>
        <translation>Economy</translation>
    </message>
    <message>
        <source>Personal</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>Jämlikhet</source>
        <translation>Equity</translation>
    </message>
    <message>
        <source>Uppgift saknas</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>Ej specificerat i källan</source>
        <translation>Not specified in the source</translation>
    </message>
</context>
<context>
    <name>AnalysisPage</name>
    <message>
        <source>Markera texten som klar</source>
        <translation>Mark the text as done</translation>
    </message>
    <message>
        <source>Lägg till mått…</source>
        <translation>Add measure…</translation>
    </message>
    <message>
        <source>Alla vårdförlopp</source>
        <translation>All care pathways</translation>
    </message>
    <message>
        <source>Alla i uttaget</source>
        <translation>All in the extract</translation>
    </message>
    <message>
        <source>{done} av {count} texter klara.</source>
        <translation>{done} of {count} texts done.</translation>
    </message>
    <message>
        <source>Skriv analys</source>
        <translation>Write analysis</translation>
    </message>
    <message>
        <source>Versionen är återställd som utkast</source>
        <translation>The version has been restored as a draft</translation>
    </message>
    <message>
        <source>Inget att skriva om ännu</source>
        <translation>Nothing to write about yet</translation>
    </message>
    <message>
        <source>Översikt / Skriv analys</source>
        <translation>Overview / Write analysis</translation>
    </message>
    <message>
        <source>Läs in ett uttag först. Sedan skriver du här vad siffrorna visar.</source>
        <translation>Import an extract first. Then you write here what the figures show.</translation>
    </message>
    <message>
        <source>Läs in uttag…</source>
        <translation>Import extract…</translation>
    </message>
    <message>
        <source>Filen är öppen bara för läsning. Texten kan inte ändras.</source>
        <translation>The file is open for reading only. The text cannot be changed.</translation>
    </message>
    <message>
        <source>Siffran är fryst och ligger bredvid texten som [{number}]</source>
        <translation>The figure is frozen and lies beside the text as [{number}]</translation>
    </message>
    <message>
        <source>Siffran är borttagen ur analysen</source>
        <translation>The figure has been removed from the analysis</translation>
    </message>
    <message>
        <source>Analysen är flyttad till Papperskorgen</source>
        <translation>The analysis has been moved to the trash</translation>
    </message>
</context>
<context>
    <name>AnchoringPart</name>
    <message>
        <source>Region eller råd</source>
        <translation>Region or council</translation>
    </message>
    <message>
        <source>Svar</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Tillfrågad</source>
        <translation>Asked</translation>
    </message>
    <message>
        <source>Konsekvens</source>
        <translation>Consequence</translation>
    </message>
    <message>
        <source>Förankring</source>
        <translation>Anchoring</translation>
    </message>
    <message>
        <source>Inga regioner eller råd att fråga är inlagda.</source>
        <translation>No regions or councils to ask have been entered.</translation>
    </message>
    <message>
        <source>Anteckna svar…</source>
        <translation>Record answer…</translation>
    </message>
    <message>
        <source>Inget svar än</source>
        <translation>No answer yet</translation>
    </message>
    <message>
        <source>Konsekvens saknas</source>
        <translation>Consequence missing</translation>
    </message>
</context>
<context>
    <name>AnswerDialog</name>
    <message>
        <source>Vad svarar verksamheten?</source>
        <translation>What does the care unit answer?</translation>
    </message>
    <message>
        <source>Regionen som helhet</source>
        <translation>The region as a whole</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Verksamhet (tomt: hela regionen)</source>
        <translation>Care unit (empty: the whole region)</translation>
    </message>
    <message>
        <source>Svar</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Skäl (valfritt)</source>
        <translation>Reason (optional)</translation>
    </message>
    <message>
        <source>Datum (tomt: i dag)</source>
        <translation>Date (empty: today)</translation>
    </message>
    <message>
        <source>Anteckna verksamhetens svar</source>
        <translation>Record the care unit&apos;s answer</translation>
    </message>
    <message>
        <source>Svaret är antecknat: {answer}.</source>
        <translation>The answer has been recorded: {answer}.</translation>
    </message>
</context>
<context>
    <name>AnswersTab</name>
    <message>
        <source>Lägg till verksamhet…</source>
        <translation>Add care unit…</translation>
    </message>
    <message>
        <source>Ändra svaret…</source>
        <translation>Change the answer…</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Verksamhet</source>
        <translation>Care unit</translation>
    </message>
    <message>
        <source>Skäl</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Verksamheternas svar</source>
        <translation>The answers of the care units</translation>
    </message>
    <message>
        <source>Ingen verksamhet är tillagd. De som äger resurserna kan säga ja, nej eller tveka: anteckna vad de svarar och varför.</source>
        <translation>No care unit has been added. Those who own the resources can say yes, say no or be doubtful: record what they answer and why.</translation>
    </message>
    <message>
        <source>Siffrorna 1–4 sätter svaret på raden, i kolumnernas ordning. F2 ändrar skäl och datum. Skriv inga namn på personer.</source>
        <translation>The digits 1–4 set the answer on the row, in the order of the columns. F2 changes the reason and the date. Write no names of persons.</translation>
    </message>
    <message>
        <source>Regionen som helhet</source>
        <translation>The region as a whole</translation>
    </message>
    <message>
        <source>vald</source>
        <translation>chosen</translation>
    </message>
    <message>
        <source>inte vald</source>
        <translation>not chosen</translation>
    </message>
</context>
<context>
    <name>ArchiveCard</name>
    <message>
        <source>Underlag som har skapats</source>
        <translation>Packs that have been made</translation>
    </message>
    <message>
        <source>Inget underlag har skapats än. Det du skapar sparas här med sina siffror.</source>
        <translation>No pack has been made yet. What you make is kept here with its figures.</translation>
    </message>
    <message>
        <source>Öppna {format}</source>
        <translation>Open {format}</translation>
    </message>
    <message>
        <source>Visa mappen</source>
        <translation>Show the folder</translation>
    </message>
    <message>
        <source>Fastställ underlag…</source>
        <translation>Issue the pack…</translation>
    </message>
    <message>
        <source>Jämför med dagens siffror…</source>
        <translation>Compare with the figures of today…</translation>
    </message>
    <message>
        <source>Skapa filerna igen…</source>
        <translation>Make the files again…</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen…</source>
        <translation>Move to trash…</translation>
    </message>
    <message>
        <source>Skapat</source>
        <translation>Made</translation>
    </message>
    <message>
        <source>Underlag</source>
        <translation>Pack</translation>
    </message>
    <message>
        <source>Gäller</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Utkast</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Ersatt, v{n}</source>
        <translation>Replaced, v{n}</translation>
    </message>
    <message>
        <source>Fastställt, v{n}</source>
        <translation>Issued, v{n}</translation>
    </message>
    <message>
        <source>Fastställt {day} av {who}, version {n}.</source>
        <translation>Issued {day} by {who}, version {n}.</translation>
    </message>
    <message>
        <source>Fastställt {day}, version {n}.</source>
        <translation>Issued {day}, version {n}.</translation>
    </message>
    <message>
        <source>Alla vårdförlopp</source>
        <translation>All care pathways</translation>
    </message>
    <message>
        <source>Filen finns inte kvar där den skapades: {files}. Underlagets siffror finns kvar här.</source>
        <translation>The file is no longer where it was made: {files}. The figures of the pack are still here.</translation>
    </message>
</context>
<context>
    <name>AssessmentDialog</name>
    <message>
        <source>Bedöm {item}</source>
        <translation>Assess {item}</translation>
    </message>
    <message>
        <source>Ändra bedömningen av {item}</source>
        <translation>Change the assessment of {item}</translation>
    </message>
    <message>
        <source>Spara bedömningen</source>
        <translation>Save the assessment</translation>
    </message>
    <message>
        <source>Skriv vilken grupp som har bedömt, till exempel Ledningsgruppen.</source>
        <translation>Write which group has made the assessment, for example the management group.</translation>
    </message>
    <message>
        <source>Bedömningen av {code} är sparad.</source>
        <translation>The assessment of {code} has been saved.</translation>
    </message>
    <message>
        <source>Bedömningen av {code} är ändrad.</source>
        <translation>The assessment of {code} has been changed.</translation>
    </message>
    <message>
        <source>Hur långt har vi kommit?</source>
        <translation>How far have we come?</translation>
    </message>
    <message>
        <source>Hur långt har själva planen kommit?</source>
        <translation>How far has the plan itself come?</translation>
    </message>
    <message>
        <source>Hur långt har genomförandet kommit?</source>
        <translation>How far has the implementation come?</translation>
    </message>
    <message>
        <source>Hur utmanande är det?</source>
        <translation>How challenging is it?</translation>
    </message>
    <message>
        <source>Uppgifter att väga in ({count})</source>
        <translation>Evidence to weigh in ({count})</translation>
    </message>
    <message>
        <source>och {count} till</source>
        <translation>and {count} more</translation>
    </message>
    <message>
        <source>Inga uppgifter är kopplade.</source>
        <translation>Nothing is linked to weigh in.</translation>
    </message>
    <message>
        <source>Senaste bedömningen: {words}</source>
        <translation>Latest assessment: {words}</translation>
    </message>
    <message>
        <source>Programmet föreslår ingen bedömning.</source>
        <translation>The program proposes no assessment.</translation>
    </message>
    <message>
        <source>Hela området</source>
        <translation>The whole area</translation>
    </message>
    <message>
        <source>Bedömt av (grupp)</source>
        <translation>Assessed by (group)</translation>
    </message>
    <message>
        <source>Dag</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Gäller</source>
        <translation>Applies to</translation>
    </message>
    <message>
        <source>Motivering (valfritt)</source>
        <translation>Grounds (optional)</translation>
    </message>
    <message>
        <source>Ansvarig roll (valfritt)</source>
        <translation>Responsible role (optional)</translation>
    </message>
    <message>
        <source>Nästa genomgång (valfritt)</source>
        <translation>Next review (optional)</translation>
    </message>
    <message>
        <source>Grupper och roller, inga namn på personer. Spara med Ctrl+Enter.</source>
        <translation>Groups and roles, no names of persons. Save with Ctrl+Enter.</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Bedömningen av {code} är flyttad till Papperskorgen.</source>
        <translation>The assessment of {code} has been moved to the trash.</translation>
    </message>
    <message>
        <source>{done} (planen: {plan})</source>
        <translation>{done} (the plan: {plan})</translation>
    </message>
</context>
<context>
    <name>AssignmentDialog</name>
    <message>
        <source>Lägg till uppdrag</source>
        <translation>Add assignment</translation>
    </message>
    <message>
        <source>Vad ska ändras i uppdraget?</source>
        <translation>What is to be changed in the assignment?</translation>
    </message>
    <message>
        <source>Ingen: uppdraget är vakant</source>
        <translation>Nobody: the assignment is vacant</translation>
    </message>
    <message>
        <source>Uppdrag</source>
        <translation>Assignment</translation>
    </message>
    <message>
        <source>Benämning (valfritt)</source>
        <translation>Designation (optional)</translation>
    </message>
    <message>
        <source>Ingen process</source>
        <translation>No process</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Hela sjukvårdsregionen</source>
        <translation>The whole health care region</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Överenskommen tid, %</source>
        <translation>Agreed time, %</translation>
    </message>
    <message>
        <source>Finansieras av</source>
        <translation>Financed by</translation>
    </message>
    <message>
        <source>Uppdraget ges av</source>
        <translation>The assignment is given by</translation>
    </message>
    <message>
        <source>Arbetsgivare</source>
        <translation>Employer</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Ingen mentor</source>
        <translation>No mentor</translation>
    </message>
    <message>
        <source>Mentor</source>
        <translation>Mentor</translation>
    </message>
    <message>
        <source>Spara uppdraget</source>
        <translation>Save the assignment</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Uppdraget är flyttat till Papperskorgen.</source>
        <translation>The assignment has been moved to the trash.</translation>
    </message>
    <message>
        <source>Välj vem som har uppdraget, eller sätt läget till Vakant.</source>
        <translation>Choose who holds the assignment, or set the state to Vacant.</translation>
    </message>
    <message>
        <source>Uppdraget är tillagt.</source>
        <translation>The assignment has been added.</translation>
    </message>
    <message>
        <source>Uppdraget är sparat.</source>
        <translation>The assignment has been saved.</translation>
    </message>
    <message>
        <source>Ingen grupp</source>
        <translation>No group</translation>
    </message>
    <message>
        <source>Grupp</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Uppdragsgivarens namn</source>
        <translation>Name of the commissioner</translation>
    </message>
    <message>
        <source>Chef som frigör tiden</source>
        <translation>Head who releases the time</translation>
    </message>
    <message>
        <source>Vakant sedan</source>
        <translation>Vacant since</translation>
    </message>
    <message>
        <source>Vad uppdraget omfattar</source>
        <translation>What the assignment covers</translation>
    </message>
    <message>
        <source>Kontakter</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>Att lämna över</source>
        <translation>To hand over</translation>
    </message>
</context>
<context>
    <name>AssignmentPage</name>
    <message>
        <source>Alla uppdrag</source>
        <translation>All assignments</translation>
    </message>
    <message>
        <source>Ändra läge…</source>
        <translation>Change state…</translation>
    </message>
    <message>
        <source>Lämna över arbete…</source>
        <translation>Hand over work…</translation>
    </message>
    <message>
        <source>Ändra uppdraget…</source>
        <translation>Change the assignment…</translation>
    </message>
    <message>
        <source>Introduktion</source>
        <translation>Introduction</translation>
    </message>
    <message>
        <source>Introduktionen är inte påbörjad.</source>
        <translation>The introduction has not begun.</translation>
    </message>
    <message>
        <source>Starta introduktionen</source>
        <translation>Start the introduction</translation>
    </message>
    <message>
        <source>Lägg till punkt…</source>
        <translation>Add item…</translation>
    </message>
    <message>
        <source>Markera som klar</source>
        <translation>Mark as done</translation>
    </message>
    <message>
        <source>Ändra punkten…</source>
        <translation>Change the item…</translation>
    </message>
    <message>
        <source>Punkten är flyttad till Papperskorgen.</source>
        <translation>The item has been moved to the trash.</translation>
    </message>
    <message>
        <source>Öppna mål</source>
        <translation>Open goals</translation>
    </message>
    <message>
        <source>Inga öppna mål för processen.</source>
        <translation>No open goals for the process.</translation>
    </message>
    <message>
        <source>Öppna punkter</source>
        <translation>Open items</translation>
    </message>
    <message>
        <source>Inget är öppet.</source>
        <translation>Nothing is open.</translation>
    </message>
    <message>
        <source>Skrivet det senaste året</source>
        <translation>Written in the last year</translation>
    </message>
    <message>
        <source>Ingen analys är skriven för processen det senaste året.</source>
        <translation>No analysis has been written for the process in the last year.</translation>
    </message>
    <message>
        <source>Öppna målet</source>
        <translation>Open the goal</translation>
    </message>
    <message>
        <source>Öppna</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Uppdraget</source>
        <translation>The assignment</translation>
    </message>
    <message>
        <source>Byt person…</source>
        <translation>Replace person…</translation>
    </message>
    <message>
        <source>Tid</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Ange frigjord tid…</source>
        <translation>State released time…</translation>
    </message>
    <message>
        <source>Gruppen</source>
        <translation>The group</translation>
    </message>
    <message>
        <source>Uppdraget hör inte till någon grupp.</source>
        <translation>The assignment belongs to no group.</translation>
    </message>
    <message>
        <source>Lokalt nätverk</source>
        <translation>Local network</translation>
    </message>
    <message>
        <source>Ingen leder processen lokalt.</source>
        <translation>Nobody leads the process locally.</translation>
    </message>
    <message>
        <source>Uppdrag</source>
        <translation>Assignment</translation>
    </message>
    <message>
        <source>Uppdraget finns inte</source>
        <translation>The assignment does not exist</translation>
    </message>
    <message>
        <source>Det kan ligga i Papperskorgen och återställas därifrån, eller så är inget uppdrag tillagt än.</source>
        <translation>It may be in the trash and can be restored from there, or no assignment has been added yet.</translation>
    </message>
    <message>
        <source>Visa uppdragen</source>
        <translation>Show the assignments</translation>
    </message>
    <message>
        <source>{groups} / Uppdrag</source>
        <translation>{groups} / Assignment</translation>
    </message>
    <message>
        <source>Tillsätt uppdraget…</source>
        <translation>Fill the assignment…</translation>
    </message>
    <message>
        <source>Visa</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>ges av {who}</source>
        <translation>given by {who}</translation>
    </message>
    <message>
        <source>Överlämning.docx</source>
        <translation>Handover.docx</translation>
    </message>
    <message>
        <source>Lämna över arbete</source>
        <translation>Hand over work</translation>
    </message>
    <message>
        <source>Överlämningen är sparad: {file}</source>
        <translation>The handover has been saved: {file}</translation>
    </message>
    <message>
        <source>Introduktionen är startad.</source>
        <translation>The introduction has been started.</translation>
    </message>
    <message>
        <source>Punkten är klar.</source>
        <translation>The item is done.</translation>
    </message>
    <message>
        <source>Punkten är inte klar längre.</source>
        <translation>The item is no longer done.</translation>
    </message>
    <message>
        <source>Markera som inte klar</source>
        <translation>Mark as not done</translation>
    </message>
    <message>
        <source>Punkt</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Klar senast</source>
        <translation>Due by</translation>
    </message>
    <message>
        <source>Klar den</source>
        <translation>Done on</translation>
    </message>
    <message>
        <source>{day}, har passerat</source>
        <translation>{day}, has passed</translation>
    </message>
    <message>
        <source>Mål</source>
        <translation>Goal</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Måldatum</source>
        <translation>Target date</translation>
    </message>
    <message>
        <source>Vad</source>
        <translation>What</translation>
    </message>
    <message>
        <source>När</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Hinder utan egna ord</source>
        <translation>Obstacle without words of its own</translation>
    </message>
    <message>
        <source>Aktiviteter</source>
        <translation>Activities</translation>
    </message>
    <message>
        <source>Hinder</source>
        <translation>Obstacles</translation>
    </message>
    <message>
        <source>Punkter på kommande dagordningar</source>
        <translation>Items on coming agendas</translation>
    </message>
    <message>
        <source>Åtgärder</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Vad siffrorna visade</source>
        <translation>What the figures showed</translation>
    </message>
    <message>
        <source>Vad vi ville göra</source>
        <translation>What we wanted to do</translation>
    </message>
    <message>
        <source>Mentor saknas</source>
        <translation>Mentor missing</translation>
    </message>
    <message>
        <source>Räknas inte bland RCC:s egna</source>
        <translation>Not counted among the RCC&apos;s own</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Hela sjukvårdsregionen</source>
        <translation>The whole health care region</translation>
    </message>
    <message>
        <source>Vem</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Uppdraget ges av</source>
        <translation>The assignment is given by</translation>
    </message>
    <message>
        <source>Mentor</source>
        <translation>Mentor</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Omfattar</source>
        <translation>Covers</translation>
    </message>
    <message>
        <source>Kontakter</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>Att lämna över</source>
        <translation>To hand over</translation>
    </message>
    <message>
        <source>Frigjord tid ej angiven</source>
        <translation>Released time not given</translation>
    </message>
    <message>
        <source>Överenskommen tid</source>
        <translation>Agreed time</translation>
    </message>
    <message>
        <source>Finansieras av</source>
        <translation>Financed by</translation>
    </message>
    <message>
        <source>Arbetsgivare</source>
        <translation>Employer</translation>
    </message>
    <message>
        <source>Frigörs av</source>
        <translation>Released by</translation>
    </message>
    <message>
        <source>Frigjord tid</source>
        <translation>Released time</translation>
    </message>
</context>
<context>
    <name>AssignmentStateDialog</name>
    <message>
        <source>Var står uppdraget nu?</source>
        <translation>Where does the assignment stand now?</translation>
    </message>
    <message>
        <source>Vid Vakant avslutas uppdraget för den som har det, och ett vakant uppdrag öppnas från samma dag.</source>
        <translation>With Vacant the assignment ends for the one who holds it, and a vacant assignment opens from the same day.</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Spara läget</source>
        <translation>Save the state</translation>
    </message>
    <message>
        <source>Skriv dagen som 2026-03-05.</source>
        <translation>Write the day as 2026-03-05.</translation>
    </message>
    <message>
        <source>Ingen har uppdraget. Välj vem under Tillsätt uppdraget.</source>
        <translation>Nobody holds the assignment. Choose who under Fill the assignment.</translation>
    </message>
    <message>
        <source>Läget är sparat.</source>
        <translation>The state has been saved.</translation>
    </message>
</context>
<context>
    <name>AttendanceDialog</name>
    <message>
        <source>Närvaro</source>
        <translation>Attendance</translation>
    </message>
    <message>
        <source>Gruppen har inga platser. Lägg till platserna på gruppens sida.</source>
        <translation>The group has no seats. Add the seats on the page of the group.</translation>
    </message>
    <message>
        <source>Särskilt kallade</source>
        <translation>Specially invited</translation>
    </message>
    <message>
        <source>Namn eller roll, Enter lägger till</source>
        <translation>Name or role, Enter adds</translation>
    </message>
    <message>
        <source>Särskilt kallad</source>
        <translation>Specially invited</translation>
    </message>
    <message>
        <source>På en plats: 1 närvarande · 2 ersättare · 3 förhinder · 4 frånvarande. Varje svar sparas när det ges.</source>
        <translation>On a seat: 1 present · 2 substitute · 3 excused · 4 absent. Each answer is saved as it is given.</translation>
    </message>
    <message>
        <source>Klart</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Alla andra är närvarande</source>
        <translation>All others are present</translation>
    </message>
    <message>
        <source>Ta bort {name} ur de särskilt kallade</source>
        <translation>Remove {name} from the specially invited</translation>
    </message>
    <message>
        <source>{n} av {total} platser närvarande</source>
        <translation>{n} of {total} seats present</translation>
    </message>
    <message>
        <source>{n} förhinder</source>
        <translation>{n} excused</translation>
    </message>
    <message numerus="yes">
        <source>%n inte angivna</source>
        <translation>
            <numerusform>%n not stated</numerusform>
            <numerusform>%n not stated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n särskilt kallade</source>
        <translation>
            <numerusform>%n specially invited</numerusform>
            <numerusform>%n specially invited</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttentionList</name>
    <message>
        <source>Behöver din uppmärksamhet</source>
        <translation>Needs your attention</translation>
    </message>
    <message>
        <source>Inget väntar på dig.</source>
        <translation>Nothing waits for you.</translation>
    </message>
</context>
<context>
    <name>BackupsSection</name>
    <message>
        <source>Säkerhetskopior</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>Görs av sig själva varje dag som filen har ändrats och före allt som är svårt att ta tillbaka. De senaste två dagarna sparas alla, sedan en om dagen, en i veckan och en i månaden i ett år.</source>
        <translation>They are made by themselves every day that the file has changed, and before anything that is hard to take back. All are kept for the last two days, then one a day, one a week and one a month for a year.</translation>
    </message>
    <message>
        <source>Ingen säkerhetskopia har gjorts än.</source>
        <translation>No backup has been made yet.</translation>
    </message>
    <message>
        <source>Skapa säkerhetskopia</source>
        <translation>Back up</translation>
    </message>
    <message>
        <source>Återställ…</source>
        <translation>Restore…</translation>
    </message>
    <message>
        <source>Kontrollera alla</source>
        <translation>Check all</translation>
    </message>
    <message>
        <source>Visa mappen</source>
        <translation>Show the folder</translation>
    </message>
    <message>
        <source>Gjord</source>
        <translation>Made</translation>
    </message>
    <message>
        <source>Varför</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Innehåll</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>Storlek</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Kontroll</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Mapp: {folder}</source>
        <translation>Folder: {folder}</translation>
    </message>
    <message>
        <source>Kontrolleras före återställning</source>
        <translation>Checked before restoring</translation>
    </message>
    <message>
        <source>Skadad</source>
        <translation>Damaged</translation>
    </message>
    <message>
        <source>Hel</source>
        <translation>Whole</translation>
    </message>
    <message>
        <source>Säkerhetskopierar …</source>
        <translation>Backing up …</translation>
    </message>
    <message>
        <source>Säkerhetskopian är gjord och kontrollerad.</source>
        <translation>The backup has been made and checked.</translation>
    </message>
    <message>
        <source>Kontrollerar säkerhetskopiorna …</source>
        <translation>Checking the backups …</translation>
    </message>
    <message>
        <source>En kopia på en andra plats (valfritt)</source>
        <translation>A copy in a second place (optional)</translation>
    </message>
    <message>
        <source>Varje säkerhetskopia läggs också i den här mappen, till exempel på din hemkatalog, så att den finns kvar om datorn går sönder.</source>
        <translation>Every backup is also put in this folder, for example on your home drive, so that it remains if the computer breaks.</translation>
    </message>
    <message>
        <source>Välj mapp…</source>
        <translation>Choose folder…</translation>
    </message>
    <message>
        <source>Sluta kopiera dit</source>
        <translation>Stop copying there</translation>
    </message>
    <message>
        <source>Ingen mapp är vald.</source>
        <translation>No folder is chosen.</translation>
    </message>
    <message>
        <source>Välj mapp för kopior</source>
        <translation>Choose folder for copies</translation>
    </message>
    <message>
        <source>Kontrollera filen</source>
        <translation>Check the file</translation>
    </message>
    <message>
        <source>Läser igenom hela filen: att den är hel, att inget pekar på något som saknas, att historiken är orörd och att uppgifterna stämmer med varandra.</source>
        <translation>Reads through the whole file: that it is whole, that nothing points at something missing, that the history is untouched and that the data agree with each other.</translation>
    </message>
    <message>
        <source>Reparera</source>
        <translation>Repair</translation>
    </message>
    <message>
        <source>Kontrollerar filen …</source>
        <translation>Checking the file …</translation>
    </message>
    <message>
        <source>Reparerar …</source>
        <translation>Repairing …</translation>
    </message>
    <message>
        <source>Felen är rättade. En säkerhetskopia gjordes före, se listan.</source>
        <translation>The faults have been corrected. A backup was made before; see the list.</translation>
    </message>
    <message>
        <source>Filen är skadad.</source>
        <translation>The file is damaged.</translation>
    </message>
    <message>
        <source>Inga fel hittades.</source>
        <translation>No faults were found.</translation>
    </message>
</context>
<context>
    <name>Bands</name>
    <message>
        <source>Påhittade uppgifter och regioner.</source>
        <translation>Example data: invented figures and regions.</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Skapa felrapport…</source>
        <translation>Make error report…</translation>
    </message>
    <message>
        <source>Programmet avslutades oväntat förra gången.</source>
        <translation>The program ended unexpectedly last time.</translation>
    </message>
</context>
<context>
    <name>BaselineDialog</name>
    <message>
        <source>Beslutad version</source>
        <translation>Decided version</translation>
    </message>
    <message>
        <source>Jämför</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>med</source>
        <translation>with</translation>
    </message>
    <message>
        <source>Skillnader</source>
        <translation>Differences</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Planen nu</source>
        <translation>The plan now</translation>
    </message>
    <message>
        <source>Sparade versioner och skillnader</source>
        <translation>Saved versions and differences</translation>
    </message>
    <message>
        <source>En sparad version ändras aldrig. Spara en till exempel när planen beslutas.</source>
        <translation>A saved version never changes. Save one when the plan is decided, for example.</translation>
    </message>
    <message>
        <source>Namn på versionen</source>
        <translation>Name of the version</translation>
    </message>
    <message>
        <source>Spara versionen</source>
        <translation>Save the version</translation>
    </message>
    <message>
        <source>Skriv ett namn på versionen.</source>
        <translation>Write a name for the version.</translation>
    </message>
    <message>
        <source>Versionen är sparad.</source>
        <translation>The version has been saved.</translation>
    </message>
    <message>
        <source>Ingen version är sparad än.</source>
        <translation>No version has been saved yet.</translation>
    </message>
    <message>
        <source>Mål</source>
        <translation>Goal</translation>
    </message>
    <message>
        <source>Vad</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Då</source>
        <translation>Then</translation>
    </message>
    <message>
        <source>Nu</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Nytt mål</source>
        <translation>New goal</translation>
    </message>
    <message>
        <source>Borttaget mål</source>
        <translation>Removed goal</translation>
    </message>
    <message>
        <source>Nya mål: {added}. Borttagna: {removed}. Ändrade uppgifter: {changed}.</source>
        <translation>New goals: {added}. Removed: {removed}. Changed details: {changed}.</translation>
    </message>
    <message>
        <source>Inget skiljer.</source>
        <translation>Nothing differs.</translation>
    </message>
</context>
<context>
    <name>BatchList</name>
    <message>
        <source>Inlästa uttag</source>
        <translation>Imported extracts</translation>
    </message>
    <message>
        <source>Uttag</source>
        <translation>Extract</translation>
    </message>
    <message>
        <source>Innehåll</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>Fil</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Profil</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Rader</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Kontrollsumma</source>
        <translation>Checksum</translation>
    </message>
    <message>
        <source>Visa siffrorna som de var</source>
        <translation>Show the figures as they were</translation>
    </message>
    <message>
        <source>Jämför två uttag</source>
        <translation>Compare two extracts</translation>
    </message>
    <message>
        <source>Spara kvitto…</source>
        <translation>Save the receipt…</translation>
    </message>
    <message>
        <source>Gallra nu…</source>
        <translation>Purge now…</translation>
    </message>
    <message>
        <source>{count} valda uttag</source>
        <translation>{count} chosen extracts</translation>
    </message>
    <message>
        <source>Gör om importen</source>
        <translation>Redo the import</translation>
    </message>
    <message>
        <source>Ångra importen</source>
        <translation>Undo the import</translation>
    </message>
    <message>
        <source>Välj två uttag av samma slag med Ctrl för att jämföra dem.</source>
        <translation>Choose two extracts of the same kind with Ctrl to compare them.</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Aktiviteter</source>
        <translation>Activities</translation>
    </message>
    <message>
        <source>Mål</source>
        <translation>Goals</translation>
    </message>
    <message>
        <source>Vad korten visar</source>
        <translation>What the cards show</translation>
    </message>
    <message>
        <source>Flytta ett kort med Alt+← och Alt+→, genom att dra det eller i menyn.</source>
        <translation>Move a card with Alt+← and Alt+→, by dragging it or in the menu.</translation>
    </message>
    <message>
        <source>{state}, {count}</source>
        <translation>{state}, {count}</translation>
    </message>
</context>
<context>
    <name>BurdenTab</name>
    <message>
        <source>Arbetsbörda</source>
        <translation>Workload</translation>
    </message>
    <message>
        <source>Planen har inga öppna mål, så den kräver inga uppdateringar.</source>
        <translation>The plan has no open goals, so it requires no updates.</translation>
    </message>
    <message>
        <source>Sätt till övergripande uppföljning</source>
        <translation>Set to overall follow-up</translation>
    </message>
    <message numerus="yes">
        <source>%n mål kan sättas till övergripande uppföljning: de följs då upp en gång om året, i korthet.</source>
        <translation>
            <numerusform>%n goal can be set to overall follow-up: it is then followed up once a year, in brief.</numerusform>
            <numerusform>%n goals can be set to overall follow-up: they are then followed up once a year, in brief.</numerusform>
        </translation>
    </message>
    <message>
        <source>Följ upp enligt intervallet igen</source>
        <translation>Follow up by the interval again</translation>
    </message>
</context>
<context>
    <name>BusyState</name>
    <message>
        <source>Hämtar uppgifter …</source>
        <translation>Fetching data …</translation>
    </message>
</context>
<context>
    <name>CardDialog</name>
    <message>
        <source>Vilket mått ska läggas till?</source>
        <translation>Which measure is to be added?</translation>
    </message>
    <message>
        <source>Vad ska ändras på kortet?</source>
        <translation>What is to be changed on the card?</translation>
    </message>
    <message>
        <source>andel, visas i procent</source>
        <translation>share, shown in per cent</translation>
    </message>
    <message>
        <source>annan enhet</source>
        <translation>other unit</translation>
    </message>
    <message>
        <source>Lägg till måttet</source>
        <translation>Add the measure</translation>
    </message>
    <message>
        <source>Spara kortet</source>
        <translation>Save the card</translation>
    </message>
    <message>
        <source>Skriv täckningsgraden som 0 till 100&#xa0;%, eller lämna den tom.</source>
        <translation>Write the coverage as 0 to 100%, or leave it empty.</translation>
    </message>
    <message>
        <source>Skriv vad måttet heter.</source>
        <translation>Write what the measure is called.</translation>
    </message>
    <message>
        <source>Skriv måttets enhet, till exempel dagar.</source>
        <translation>Write the unit of the measure, for example days.</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Vilka räknas</source>
        <translation>Who is counted</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Riktning</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Räknas som</source>
        <translation>Counted as</translation>
    </message>
    <message>
        <source>Enhet</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Om indikatorn</source>
        <translation>About the indicator</translation>
    </message>
    <message>
        <source>Att tänka på vid tolkning</source>
        <translation>To bear in mind when reading</translation>
    </message>
    <message>
        <source>Teknisk beskrivning</source>
        <translation>Technical description</translation>
    </message>
    <message>
        <source>Definition i korthet (valfritt)</source>
        <translation>Definition in brief (optional)</translation>
    </message>
    <message>
        <source>Täckningsgrad (valfritt)</source>
        <translation>Coverage (optional)</translation>
    </message>
    <message>
        <source>Källa till täckningsgraden</source>
        <translation>Source of the coverage</translation>
    </message>
    <message>
        <source>Källa till beskrivningen</source>
        <translation>Source of the description</translation>
    </message>
    <message>
        <source>Målnivåer</source>
        <translation>Target levels</translation>
    </message>
</context>
<context>
    <name>CardTab</name>
    <message>
        <source>Skriv ut resultatkort…</source>
        <translation>Print result cards…</translation>
    </message>
    <message>
        <source>Exportera resultatkort…</source>
        <translation>Export result cards…</translation>
    </message>
    <message>
        <source>Sida {number} av {count}</source>
        <translation>Page {number} of {count}</translation>
    </message>
</context>
<context>
    <name>CasesCard</name>
    <message>
        <source>Förlopp med lång väntetid</source>
        <translation>Pathways with a long wait</translation>
    </message>
    <message>
        <source>Bara för skärmen: raderna kan inte kopieras, sparas eller skrivas ut. Numret är förloppets plats i urvalet.</source>
        <translation>For the screen only: the rows cannot be copied, saved or printed. The number is the place of the pathway in the selection.</translation>
    </message>
    <message>
        <source>Enskilda förlopp kopieras inte.</source>
        <translation>Single pathways are not copied.</translation>
    </message>
    <message>
        <source>Förlopp</source>
        <translation>Pathway</translation>
    </message>
    <message>
        <source>Dagar</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>Gräns</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Längre än gränsen</source>
        <translation>Longer than the limit</translation>
    </message>
</context>
<context>
    <name>CasesDialog</name>
    <message>
        <source>Raderna bakom siffran</source>
        <translation>The rows behind the figure</translation>
    </message>
    <message>
        <source>Raderna lämnar inte programmet. De kan inte kopieras, sparas eller tas med i ett underlag. Förloppens nummer är dolda.</source>
        <translation>The rows do not leave the program. They cannot be copied, saved or taken into a pack. The numbers of the pathways are hidden.</translation>
    </message>
    <message>
        <source>{count} rader till visas inte.</source>
        <translation>{count} more rows are not shown.</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Förlopp</source>
        <translation>Pathway</translation>
    </message>
    <message>
        <source>SVF</source>
        <translation>SVF</translation>
    </message>
    <message>
        <source>Välgrundad misstanke</source>
        <translation>Well-founded suspicion</translation>
    </message>
    <message>
        <source>Rekommendation</source>
        <translation>Recommendation</translation>
    </message>
    <message>
        <source>Beslut</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Slut</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Dagar</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>Gräns</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Inom ledtiden</source>
        <translation>Within the lead time</translation>
    </message>
    <message>
        <source>Behandling</source>
        <translation>Treatment</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Enhet</source>
        <translation>Unit</translation>
    </message>
</context>
<context>
    <name>CauseListDialog</name>
    <message>
        <source>Ändra orsakslistan</source>
        <translation>Change the list of causes</translation>
    </message>
    <message>
        <source>Vilka orsaker ska gå att ange?</source>
        <translation>Which causes can be given?</translation>
    </message>
    <message>
        <source>Listan är er egen. En orsak som är registrerad kan inte tas bort: den tas ur bruk, och det som är registrerat står kvar. ”Ej angivet” räknas fram av programmet.</source>
        <translation>The list is your own. A cause that has been registered cannot be removed: it is taken out of use, and what is registered remains. “Not stated” is worked out by the program.</translation>
    </message>
    <message>
        <source>Orsaker</source>
        <translation>Causes</translation>
    </message>
    <message>
        <source>Orsakens namn</source>
        <translation>Name of the cause</translation>
    </message>
    <message>
        <source>Lägg till orsak</source>
        <translation>Add cause</translation>
    </message>
    <message>
        <source>Byt namn</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>{name} (ur bruk)</source>
        <translation>{name} (out of use)</translation>
    </message>
    <message>
        <source>Flytta upp</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>Flytta ned</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>Ta bort</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Ta i bruk igen</source>
        <translation>Take into use again</translation>
    </message>
    <message>
        <source>Ta ur bruk</source>
        <translation>Take out of use</translation>
    </message>
</context>
<context>
    <name>CausesTableModel</name>
    <message>
        <source>Orsak</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>Antal</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Anteckning</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>{typed} kan inte läsas. Skriv ett heltal från 0 och uppåt.</source>
        <translation>{typed} cannot be read. Write a whole number from 0 upwards.</translation>
    </message>
</context>
<context>
    <name>ChainStrip</name>
    <message>
        <source>Beslutets väg</source>
        <translation>The way of the decision</translation>
    </message>
    <message>
        <source>Står här</source>
        <translation>Stands here</translation>
    </message>
    <message>
        <source>Datum saknas</source>
        <translation>Date missing</translation>
    </message>
    <message>
        <source>Återstår</source>
        <translation>Remaining</translation>
    </message>
</context>
<context>
    <name>ChartActs</name>
    <message>
        <source>Kopiera bild</source>
        <translation>Copy picture</translation>
    </message>
    <message>
        <source>Kopiera data</source>
        <translation>Copy data</translation>
    </message>
    <message>
        <source>Kopiera texten</source>
        <translation>Copy the text</translation>
    </message>
    <message>
        <source>Spara bild…</source>
        <translation>Save picture…</translation>
    </message>
    <message>
        <source>Spara som Excel…</source>
        <translation>Save as Excel…</translation>
    </message>
    <message>
        <source>Skriv ut…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Bilden är kopierad.</source>
        <translation>The picture has been copied.</translation>
    </message>
    <message>
        <source>Uppgifterna är kopierade.</source>
        <translation>The data have been copied.</translation>
    </message>
    <message>
        <source>Texten är kopierad.</source>
        <translation>The text has been copied.</translation>
    </message>
</context>
<context>
    <name>ChartColumn</name>
    <message>
        <source>Uppgifter att väga in</source>
        <translation>Evidence to weigh in</translation>
    </message>
    <message>
        <source>Visa diagrammet (M)</source>
        <translation>Show the chart (M)</translation>
    </message>
    <message>
        <source>Mer om siffrorna (M)</source>
        <translation>More about the figures (M)</translation>
    </message>
</context>
<context>
    <name>ChartEventDialog</name>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Till och med</source>
        <translation>To and including</translation>
    </message>
    <message>
        <source>Text i diagrammet</source>
        <translation>Text in the chart</translation>
    </message>
    <message>
        <source>Skäl</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Gäller</source>
        <translation>Applies to</translation>
    </message>
    <message>
        <source>En markering visar vad som hände under samma tid. Den bevisar ingen orsak.</source>
        <translation>A mark shows what happened during the same time. It proves no cause.</translation>
    </message>
    <message>
        <source>Spara markeringen</source>
        <translation>Save the mark</translation>
    </message>
    <message>
        <source>Skriv datumet som 2026-03-05.</source>
        <translation>Write the date as 2026-03-05.</translation>
    </message>
    <message>
        <source>Skriv skälet, så att andra kan förstå varför gränserna räknas om.</source>
        <translation>Write the reason, so that others can understand why the limits are computed anew.</translation>
    </message>
    <message>
        <source>Alla serier för måttet</source>
        <translation>All series of the measure</translation>
    </message>
    <message>
        <source>Bara den här serien</source>
        <translation>Only this series</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Serien: {what}.</source>
        <translation>The series: {what}.</translation>
    </message>
    <message>
        <source>Markera i diagrammet</source>
        <translation>Mark in the chart</translation>
    </message>
    <message>
        <source>Skriv baslinjens sista dag.</source>
        <translation>Write the last day of the baseline.</translation>
    </message>
    <message>
        <source>Skriv texten som ska stå i diagrammet.</source>
        <translation>Write the text that is to stand in the chart.</translation>
    </message>
    <message>
        <source>Ändrad från</source>
        <translation>Changed from</translation>
    </message>
    <message>
        <source>Nya gränser från</source>
        <translation>New limits from</translation>
    </message>
    <message>
        <source>Baslinje från</source>
        <translation>Baseline from</translation>
    </message>
    <message>
        <source>Text i diagrammet (valfritt)</source>
        <translation>Text in the chart (optional)</translation>
    </message>
    <message>
        <source>Skäl (valfritt)</source>
        <translation>Reason (optional)</translation>
    </message>
    <message>
        <source>Händelse</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>Ändrad definition</source>
        <translation>Changed definition</translation>
    </message>
    <message>
        <source>Nya gränser</source>
        <translation>New limits</translation>
    </message>
    <message>
        <source>Fryst baslinje</source>
        <translation>Frozen baseline</translation>
    </message>
    <message>
        <source>Vad ska markeras i diagrammet?</source>
        <translation>What is to be marked in the chart?</translation>
    </message>
    <message>
        <source>Vad ska ändras i markeringen?</source>
        <translation>What is to be changed in the mark?</translation>
    </message>
</context>
<context>
    <name>ChartFrame</name>
    <message>
        <source>Visa hela noten</source>
        <translation>Show the whole note</translation>
    </message>
    <message>
        <source>Visa som diagram</source>
        <translation>Show as chart</translation>
    </message>
    <message>
        <source>Visa som tabell</source>
        <translation>Show as table</translation>
    </message>
    <message>
        <source>Dra diagrammet till ett annat program</source>
        <translation>Drag the chart to another program</translation>
    </message>
    <message>
        <source>Visa en rad av noten</source>
        <translation>Show one line of the note</translation>
    </message>
</context>
<context>
    <name>ChartHelp</name>
    <message>
        <source>Så läser du diagrammet</source>
        <translation>How to read the chart</translation>
    </message>
    <message>
        <source>Piltangenterna läser diagrammet steg för steg. Skift+F10 visar vad du kan göra med det du läser. Ctrl+T byter mellan diagram och tabell.</source>
        <translation>The arrow keys read the chart step by step. Shift+F10 shows what you can do with what you read. Ctrl+T changes between chart and table.</translation>
    </message>
    <message>
        <source>Skift+pil eller dragning flyttar i tiden, plus och minus ändrar hur mycket som syns.</source>
        <translation>Shift+arrow or dragging moves in time; plus and minus change how much is seen.</translation>
    </message>
    <message>
        <source>Varje punkt är en period. Den vågräta linjen är medel eller median.</source>
        <translation>Each point is a period. The level line is the mean or the median.</translation>
    </message>
    <message>
        <source>Dra ingen slutsats av att en punkt är högre än den förra. En händelse i diagrammet visar samvariation, inte orsak.</source>
        <translation>Draw no conclusion from one point being higher than the one before. An event in the chart shows association, not cause.</translation>
    </message>
    <message>
        <source>Ett steg i mållinjen är en ändrad målnivå. Vid en prickad lodrät linje har något ändrats; jämför inte över en ändrad definition.</source>
        <translation>A step in the target line is a changed target level. At a dotted vertical line something has changed; do not compare across a changed definition.</translation>
    </message>
    <message>
        <source>Öppna punkter på streckat fält är preliminära och räknas inte in.</source>
        <translation>Open points on a hatched field are preliminary and are not counted.</translation>
    </message>
    <message>
        <source>Varje stapel är antalet förlopp med så många dagar.</source>
        <translation>Each bar is the number of pathways with that many days.</translation>
    </message>
    <message>
        <source>Linjen är ledtidsgränsen; ljusare staplar ligger inom den.</source>
        <translation>The line is the lead-time limit; lighter bars lie within it.</translation>
    </message>
    <message>
        <source>Toppen är det vanligaste; en lång svans är förlopp som dröjde länge.</source>
        <translation>The peak is the most common; a long tail is pathways that took a long time.</translation>
    </message>
    <message>
        <source>Bilden säger inte varför någon väntade.</source>
        <translation>The picture does not say why anybody waited.</translation>
    </message>
    <message>
        <source>Kurvan visar hur stor andel som hade börjat inom så många dagar.</source>
        <translation>The curve shows how large a share had begun within that many days.</translation>
    </message>
    <message>
        <source>Dra den lodräta linjen, eller flytta den med piltangenterna, för att se andelen inom ett annat antal dagar. Gränsen ändras inte.</source>
        <translation>Drag the vertical line, or move it with the arrow keys, to see the share within another number of days. The limit does not change.</translation>
    </message>
    <message>
        <source>De streckade gränserna visar hur mycket utfallet brukar variera av slumpen. De är vidare när fallen är färre.</source>
        <translation>The dashed limits show how much the outcome usually varies by chance. They are wider when the cases are fewer.</translation>
    </message>
    <message>
        <source>Säker förändring: en punkt utanför gränserna, sju i rad på samma sida om medel, eller två av tre nära samma gräns. Sådana punkter är större: blå visar förbättring, röda försämring.</source>
        <translation>Certain change: a point outside the limits, seven in a row on the same side of the mean, or two of three near the same limit. Such points are larger: blue shows improvement, red deterioration.</translation>
    </message>
    <message>
        <source>Utan gränser är strecket genom punkten ett 95&#xa0;% intervall.</source>
        <translation>Without limits, the line through the point is a 95% interval.</translation>
    </message>
    <message>
        <source>Där kurvan är brant började många efter ungefär lika lång tid; där den är flack få.</source>
        <translation>Where the curve is steep, many began after about the same time; where it is flat, few did.</translation>
    </message>
    <message>
        <source>Stegen är sammanslagna så att inget steg gäller för få personer. Mellan två steg är andelen minst den som visas.</source>
        <translation>The steps are joined so that none is about too few people. Between two steps the share is at least the one shown.</translation>
    </message>
    <message>
        <source>Varje ruta är en rad och en period. Mörkare ruta är högre värde.</source>
        <translation>Each square is a row and a period. A darker square is a higher value.</translation>
    </message>
    <message>
        <source>Siffran i rutan gäller; färgen är bara till för att hitta.</source>
        <translation>The number in the square is what counts; the colour only helps you to find it.</translation>
    </message>
    <message>
        <source>Två punkter betyder att värdet inte visas, streckad ruta att det är preliminärt, romb att det finns tvivel om representativiteten.</source>
        <translation>Two dots mean that the value is not shown, a hatched square that it is preliminary, a diamond that there is doubt about the representativeness.</translation>
    </message>
    <message>
        <source>En enstaka ruta säger lite: öppna raden som trend för att se om en förändring är mer än slumpen.</source>
        <translation>A single square says little: open the row as a trend to see whether a change is more than chance.</translation>
    </message>
    <message>
        <source>Varje linje är en enhet. Din egen är blå och tjock, den streckade är alla tillsammans.</source>
        <translation>Each line is a unit. Your own is blue and thick; the dashed one is all together.</translation>
    </message>
    <message>
        <source>Peka på en linje eller gå med upp och ned för att lyfta fram den.</source>
        <translation>Point at a line, or use the up and down arrows, to bring it forward.</translation>
    </message>
    <message>
        <source>Ett avbrott är en period som saknas eller inte visas.</source>
        <translation>A gap is a period that is missing or not shown.</translation>
    </message>
    <message>
        <source>Linjer över och under varandra är ingen rangordning: enheter med få fall svänger mer av slumpen. Trendbilden visar vad som är en säker förändring.</source>
        <translation>Lines above and below each other are no ranking: units with few cases swing more by chance. The trend shows what is a certain change.</translation>
    </message>
    <message>
        <source>Stapeln är andelen; strecket över den är 95&#xa0;% intervall.</source>
        <translation>The bar is the share; the line over it is the 95% interval.</translation>
    </message>
    <message>
        <source>Inom gränserna kan skillnaden mot alla vara slump. Ungefär en av tjugo hamnar ändå utanför den streckade gränsen, en av femhundra utanför den heldragna.</source>
        <translation>Within the limits, the difference from all may be chance. About one in twenty falls outside the dashed limit anyway, one in five hundred outside the solid one.</translation>
    </message>
    <message>
        <source>En större punkt ligger utanför den streckade gränsen, en romb utanför den heldragna. Din egen har en ring.</source>
        <translation>A larger point lies outside the dashed limit, a diamond outside the solid one. Your own has a ring.</translation>
    </message>
    <message>
        <source>Ett avvikande värde är en fråga att ställa, inget betyg: patienter, registrering och uppdrag skiljer sig åt. Punkterna ska inte rangordnas.</source>
        <translation>A value that differs is a question to ask, not a grade: patients, registration and assignments differ. The points are not to be ranked.</translation>
    </message>
    <message>
        <source>Varje rad är alla som har börjat behandling, uppdelade efter hur mycket längre än ledtiden det tog.</source>
        <translation>Each row is all who have begun treatment, divided by how much longer than the lead time it took.</translation>
    </message>
    <message>
        <source>Den ljusa delen är inom ledtiden; mönstret blir tätare ju längre det tog.</source>
        <translation>The light part is within the lead time; the pattern is denser the longer it took.</translation>
    </message>
    <message>
        <source>Antalen står till vänster: hur många av alla.</source>
        <translation>The counts stand at the left: how many of all.</translation>
    </message>
    <message>
        <source>Linjen är målet, och det tonade fältet är målnivån eller bättre.</source>
        <translation>The line is the target, and the tinted field is the target level or better.</translation>
    </message>
    <message>
        <source>Intervallet visar hur osäkert värdet är. Överlappar två intervall mycket är skillnaden inte säker.</source>
        <translation>The interval shows how uncertain the value is. If two intervals overlap much, the difference is not certain.</translation>
    </message>
    <message>
        <source>Ordningen är organisationens egen och säger inget om resultat.</source>
        <translation>The order is the organisation&apos;s own and says nothing about results.</translation>
    </message>
    <message>
        <source>Varje punkt är en enhet: längre åt höger betyder fler fall, högre upp större andel. Den vågräta linjen är alla tillsammans.</source>
        <translation>Each point is a unit: further to the right means more cases, higher up a larger share. The level line is all together.</translation>
    </message>
    <message>
        <source>Delarna räknas i procent av varje patients egen gräns, så att olika gränser kan läggas ihop.</source>
        <translation>The parts are counted in per cent of each patient&apos;s own limit, so that different limits can be added together.</translation>
    </message>
    <message>
        <source>Raderna har olika antal fall: titta på antalet innan du jämför.</source>
        <translation>The rows have different numbers of cases: look at the number before you compare.</translation>
    </message>
    <message>
        <source>Stapeln är mediantiden för ett steg: hälften tog så många dagar eller färre.</source>
        <translation>The bar is the median time of a step: half took that many days or fewer.</translation>
    </message>
    <message>
        <source>Strecket går från en fjärdedel till tre fjärdedelar av patienterna.</source>
        <translation>The line goes from one quarter to three quarters of the patients.</translation>
    </message>
    <message>
        <source>Medianerna kan inte läggas ihop till hela förloppets median.</source>
        <translation>The medians cannot be added to the median of the whole pathway.</translation>
    </message>
    <message>
        <source>Delledtider är för internt bruk och rapporteras inte.</source>
        <translation>Part lead times are for internal use and are not reported.</translation>
    </message>
</context>
<context>
    <name>ChosenCard</name>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Öppna insatsen</source>
        <translation>Open the initiative</translation>
    </message>
    <message>
        <source>Koppla till planen…</source>
        <translation>Link to the plan…</translation>
    </message>
    <message>
        <source>Avsluta insatsen…</source>
        <translation>End the initiative…</translation>
    </message>
    <message>
        <source>Pröva hållbarheten…</source>
        <translation>Check if the result lasts…</translation>
    </message>
    <message>
        <source>Ändra läge…</source>
        <translation>Change state…</translation>
    </message>
    <message>
        <source>Insatsen är inte kopplad till {plan}.</source>
        <translation>The initiative is not linked to {plan}.</translation>
    </message>
    <message>
        <source>Saknar: {gaps}.</source>
        <translation>Missing: {gaps}.</translation>
    </message>
    <message>
        <source>Kedjan är hel.</source>
        <translation>The chain is complete.</translation>
    </message>
</context>
<context>
    <name>ColumnsCard</name>
    <message>
        <source>Så läses kolumnerna</source>
        <translation>How the columns are read</translation>
    </message>
    <message>
        <source>* behövs för att filen ska kunna läsas in</source>
        <translation>* is needed for the file to be imported</translation>
    </message>
    <message>
        <source>Kolumn</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Rubrik</source>
        <translation>Heading</translation>
    </message>
    <message>
        <source>Exempel</source>
        <translation>Example</translation>
    </message>
    <message>
        <source>Läses som</source>
        <translation>Read as</translation>
    </message>
    <message>
        <source>Träff</source>
        <translation>Certainty</translation>
    </message>
    <message>
        <source>Kolumn {letter}, {header}, läses som</source>
        <translation>Column {letter}, {header}, is read as</translation>
    </message>
</context>
<context>
    <name>ComingTab</name>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Grupp</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Tid och plats</source>
        <translation>Time and place</translation>
    </message>
    <message>
        <source>Punkter</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>Beslut</source>
        <translation>Decisions</translation>
    </message>
    <message>
        <source>Utskick</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Kvar att göra</source>
        <translation>Left to do</translation>
    </message>
    <message>
        <source>Möten</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>Kommande</source>
        <translation>Coming</translation>
    </message>
    <message>
        <source>Hållna</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>Vilka möten?</source>
        <translation>Which meetings?</translation>
    </message>
    <message>
        <source>Vilken grupp?</source>
        <translation>Which group?</translation>
    </message>
    <message>
        <source>Öppna mötet</source>
        <translation>Open the meeting</translation>
    </message>
    <message>
        <source>Mötesserier…</source>
        <translation>Series of meetings…</translation>
    </message>
    <message>
        <source>Alla grupper</source>
        <translation>All groups</translation>
    </message>
    <message>
        <source>Inget möte är planerat. Lägg till ett möte, eller en serie av möten.</source>
        <translation>No meeting is planned. Add a meeting, or a series of meetings.</translation>
    </message>
    <message>
        <source>Inget möte är hållet än.</source>
        <translation>No meeting has been held yet.</translation>
    </message>
    <message>
        <source>Inget möte med {group} är planerat.</source>
        <translation>No meeting of {group} is planned.</translation>
    </message>
    <message>
        <source>Inget möte med {group} är hållet än.</source>
        <translation>No meeting of {group} has been held yet.</translation>
    </message>
    <message>
        <source>{n} uppgifter saknas</source>
        <translation>{n} details are missing</translation>
    </message>
    <message>
        <source>1 uppgift saknas</source>
        <translation>1 detail is missing</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Sök eller gör något</source>
        <translation>Search or do something</translation>
    </message>
    <message>
        <source>Sök sida, kommando, process, region, indikator</source>
        <translation>Search page, command, process, region, indicator</translation>
    </message>
    <message>
        <source>Sök</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Träffar</source>
        <translation>Hits</translation>
    </message>
    <message>
        <source>Inga träffar. Prova färre bokstäver.</source>
        <translation>No hits. Try fewer letters.</translation>
    </message>
</context>
<context>
    <name>CommentDialog</name>
    <message>
        <source>Vad ska sägas om siffran?</source>
        <translation>What is to be said about the figure?</translation>
    </message>
    <message>
        <source>Vad ska ändras i kommentaren?</source>
        <translation>What is to be changed in the comment?</translation>
    </message>
    <message>
        <source>Kommentar</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Skriven av (valfritt)</source>
        <translation>Written by (optional)</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Ta med i alla underlag</source>
        <translation>Take along in all packs</translation>
    </message>
    <message>
        <source>Lägg till kommentar</source>
        <translation>Add comment</translation>
    </message>
    <message>
        <source>Spara kommentaren</source>
        <translation>Save the comment</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Kommentaren är flyttad till Papperskorgen.</source>
        <translation>The comment has been moved to the trash.</translation>
    </message>
    <message>
        <source>Skriv vad som bör vägas in.</source>
        <translation>Write what should be taken into account.</translation>
    </message>
    <message>
        <source>Kommentaren är sparad.</source>
        <translation>The comment has been saved.</translation>
    </message>
    <message>
        <source>Kommentaren är tillagd.</source>
        <translation>The comment has been added.</translation>
    </message>
</context>
<context>
    <name>CommentStrip</name>
    <message>
        <source>Kommentera…</source>
        <translation>Comment…</translation>
    </message>
    <message>
        <source>Kommentera {figure}</source>
        <translation>Comment on {figure}</translation>
    </message>
    <message>
        <source>i alla underlag</source>
        <translation>in all packs</translation>
    </message>
    <message>
        <source>Ändra kommentaren: {words}</source>
        <translation>Change the comment: {words}</translation>
    </message>
    <message>
        <source>Ändra kommentaren</source>
        <translation>Change the comment</translation>
    </message>
</context>
<context>
    <name>ComparisonDialog</name>
    <message>
        <source>Jämför två uttag</source>
        <translation>Compare two extracts</translation>
    </message>
    <message>
        <source>Vad skiljer uttagen åt?</source>
        <translation>What differs between the extracts?</translation>
    </message>
    <message>
        <source>Tabellen är kopierad.</source>
        <translation>The table has been copied.</translation>
    </message>
    <message>
        <source>Före</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Efter</source>
        <translation>After</translation>
    </message>
    <message>
        <source>Kopiera</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ConfirmLimitsDialog</name>
    <message>
        <source>Jämför varje gräns med det vårdförlopp som gäller nu. Historiken visar vem som bekräftade, och bekräftelsen kan tas tillbaka.</source>
        <translation>Compare each limit with the care pathway in force now. The history shows who confirmed, and the confirmation can be taken back.</translation>
    </message>
    <message>
        <source>Jag har jämfört med källan</source>
        <translation>I have compared with the source</translation>
    </message>
    <message>
        <source>Kryssa i rutan när du har jämfört med källan.</source>
        <translation>Tick the box when you have compared with the source.</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Källa: {source}. Fastställd: {date}.</source>
        <translation>Source: {source}. Decided: {date}.</translation>
    </message>
</context>
<context>
    <name>CorrectDialog</name>
    <message>
        <source>Rätta namnet</source>
        <translation>Correct the name</translation>
    </message>
    <message>
        <source>Vilket är det rätta namnet?</source>
        <translation>What is the right name?</translation>
    </message>
    <message>
        <source>Det rätta namnet</source>
        <translation>The right name</translation>
    </message>
    <message>
        <source>Rätta överallt</source>
        <translation>Correct everywhere</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>CountsPanel</name>
    <message>
        <source>Inget sparas förrän du importerar. Hela importen kan ångras. Förlopps-id sparas bara som en kod som inte kan läsas tillbaka.</source>
        <translation>Nothing is saved until you import. The whole import can be undone. Pathway ids are kept only as a code that cannot be read back.</translation>
    </message>
    <message>
        <source>1 rad i filen</source>
        <translation>1 row in the file</translation>
    </message>
    <message>
        <source>{count} rader i filen</source>
        <translation>{count} rows in the file</translation>
    </message>
    <message>
        <source>Filen kan importeras.</source>
        <translation>The file can be imported.</translation>
    </message>
    <message>
        <source>När spärren är löst</source>
        <translation>When the stop is resolved</translation>
    </message>
    <message>
        <source>Ur profilen</source>
        <translation>From the profile</translation>
    </message>
    <message>
        <source>När spärrarna är lösta</source>
        <translation>When the stops are resolved</translation>
    </message>
    <message>
        <source>Det här händer med raderna</source>
        <translation>What happens to the rows</translation>
    </message>
    <message>
        <source>1 rad har en varning</source>
        <translation>1 row has a warning</translation>
    </message>
    <message>
        <source>{count} rader har en varning</source>
        <translation>{count} rows have a warning</translation>
    </message>
    <message>
        <source>Filen är redan inläst.</source>
        <translation>The file has already been imported.</translation>
    </message>
    <message>
        <source>{rows}. Filen kan importeras.</source>
        <translation>{rows}. The file can be imported.</translation>
    </message>
    <message>
        <source>1 spärr återstår</source>
        <translation>1 stop remains</translation>
    </message>
    <message>
        <source>{count} spärrar återstår</source>
        <translation>{count} stops remain</translation>
    </message>
    <message>
        <source>Så läses filen</source>
        <translation>How the file is read</translation>
    </message>
    <message>
        <source>{count} säkra</source>
        <translation>{count} sure</translation>
    </message>
    <message>
        <source>1 säker</source>
        <translation>1 sure</translation>
    </message>
    <message>
        <source>{count} troliga</source>
        <translation>{count} likely</translation>
    </message>
    <message>
        <source>1 trolig</source>
        <translation>1 likely</translation>
    </message>
    <message>
        <source>{count} valda</source>
        <translation>{count} chosen</translation>
    </message>
    <message>
        <source>1 vald</source>
        <translation>1 chosen</translation>
    </message>
    <message>
        <source>{count} används inte</source>
        <translation>{count} not used</translation>
    </message>
    <message>
        <source>1 används inte</source>
        <translation>1 not used</translation>
    </message>
    <message>
        <source>Kolumner: {parts}.</source>
        <translation>Columns: {parts}.</translation>
    </message>
    <message>
        <source>1 rad</source>
        <translation>1 row</translation>
    </message>
    <message>
        <source>{count} rader</source>
        <translation>{count} rows</translation>
    </message>
    <message>
        <source>”{written}” läses som {name} ({rows}).</source>
        <translation>“{written}” is read as {name} ({rows}).</translation>
    </message>
    <message>
        <source>Decimalkomma tolkat i kolumn {letter}.</source>
        <translation>Decimal commas read in column {letter}.</translation>
    </message>
    <message>
        <source>Decimalpunkt tolkad i kolumn {letter}.</source>
        <translation>Decimal points read in column {letter}.</translation>
    </message>
</context>
<context>
    <name>CoverageDialog</name>
    <message>
        <source>När ska programmet säga till om låg täckningsgrad?</source>
        <translation>When should the program point out low coverage?</translation>
    </message>
    <message>
        <source>Gränsen är er egen och gäller alla mått. Lämna den tom för ingen gräns.</source>
        <translation>The threshold is your own and holds for all measures. Leave it empty for none.</translation>
    </message>
    <message>
        <source>Under (procent)</source>
        <translation>Under (per cent)</translation>
    </message>
    <message>
        <source>Spara gränsen</source>
        <translation>Save the threshold</translation>
    </message>
    <message>
        <source>Skriv gränsen som 0 till 100&#xa0;%, eller lämna den tom.</source>
        <translation>Write the threshold as 0 to 100%, or leave it empty.</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Något gick fel i programmet</source>
        <translation>Something went wrong in the program</translation>
    </message>
    <message>
        <source>Din fil är hel: en ändring sparas antingen helt eller inte alls. Skapa en felrapport och skicka den till den som sköter programmet. Den innehåller inga uppgifter ur filen, och inget skickas av sig självt.</source>
        <translation>Your file is whole: a change is saved either completely or not at all. Make an error report and send it to whoever looks after the program. It holds no data from the file, and nothing is sent by itself.</translation>
    </message>
    <message>
        <source>Kopiera texten</source>
        <translation>Copy the text</translation>
    </message>
    <message>
        <source>Skapa felrapport…</source>
        <translation>Make error report…</translation>
    </message>
    <message>
        <source>Felrapport</source>
        <translation>Error report</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>DecisionDialog</name>
    <message>
        <source>Slag (1–7)</source>
        <translation>Kind (1–7)</translation>
    </message>
    <message>
        <source>Beslutets text</source>
        <translation>Text of the decision</translation>
    </message>
    <message>
        <source>Ansvarig (valfritt)</source>
        <translation>Responsible (optional)</translation>
    </message>
    <message>
        <source>Regioner som ska ta ställning (valfritt)</source>
        <translation>Regions that are to take a position (optional)</translation>
    </message>
    <message>
        <source>Nästa beslutsfattare (valfritt)</source>
        <translation>Next decider (optional)</translation>
    </message>
    <message>
        <source>Alt+1–7 väljer slag i alla fält. Ctrl+Enter antecknar.</source>
        <translation>Alt+1–7 chooses the kind in all fields. Ctrl+Enter records.</translation>
    </message>
    <message>
        <source>Anteckna beslut</source>
        <translation>Record decision</translation>
    </message>
    <message>
        <source>Spara beslutet</source>
        <translation>Save the decision</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Kasta det skrivna</source>
        <translation>Discard what is written</translation>
    </message>
    <message>
        <source>Beslutet är antecknat.</source>
        <translation>The decision has been recorded.</translation>
    </message>
    <message>
        <source>Beslutet är sparat.</source>
        <translation>The decision has been saved.</translation>
    </message>
    <message>
        <source>Vad beslutades?</source>
        <translation>What was decided?</translation>
    </message>
    <message>
        <source>Vad ska ändras i beslutet?</source>
        <translation>What is to be changed in the decision?</translation>
    </message>
    <message>
        <source>Det här skrevs tidigare men antecknades inte.</source>
        <translation>This was written earlier but was not recorded.</translation>
    </message>
</context>
<context>
    <name>DecisionFields</name>
    <message>
        <source>Roll eller grupp</source>
        <translation>Role or group</translation>
    </message>
    <message>
        <source>Välj vilket slag av beslut det är (1–7).</source>
        <translation>Choose which kind of decision it is (1–7).</translation>
    </message>
    <message>
        <source>Skriv vad som beslutades.</source>
        <translation>Write what was decided.</translation>
    </message>
    <message>
        <source>Skriv till vilken dag punkten bordläggs, som 2026-03-05.</source>
        <translation>Write to which day the item is postponed, as 2026-03-05.</translation>
    </message>
    <message>
        <source>Bordläggs till</source>
        <translation>Postponed to</translation>
    </message>
    <message>
        <source>Klart senast (valfritt)</source>
        <translation>Due by (optional)</translation>
    </message>
    <message>
        <source>Skriv datumet som 2026-03-05, eller lämna fältet tomt.</source>
        <translation>Write the date as 2026-03-05, or leave the field empty.</translation>
    </message>
</context>
<context>
    <name>DecisionPage</name>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Ställningstagande</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Tillfrågad</source>
        <translation>Asked</translation>
    </message>
    <message>
        <source>Svar</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Väntat</source>
        <translation>Waited</translation>
    </message>
    <message>
        <source>Infört</source>
        <translation>Adopted</translation>
    </message>
    <message>
        <source>Beslutas av</source>
        <translation>Decided by</translation>
    </message>
    <message>
        <source>Regionens skäl</source>
        <translation>The region&apos;s reason</translation>
    </message>
    <message>
        <source>Verksamhet</source>
        <translation>Care unit</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Kontaktad</source>
        <translation>Contacted</translation>
    </message>
    <message>
        <source>Sedan</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Uppgift av</source>
        <translation>Told by</translation>
    </message>
    <message>
        <source>Verksamhetens skäl</source>
        <translation>The care unit&apos;s reason</translation>
    </message>
    <message>
        <source>Åtgärd</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Ansvarig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Klart senast</source>
        <translation>Due by</translation>
    </message>
    <message>
        <source>{n} dagar</source>
        <translation>{n} days</translation>
    </message>
    <message>
        <source>1 dag</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>{done} av {total}</source>
        <translation>{done} of {total}</translation>
    </message>
    <message>
        <source>bereds sedan {date}</source>
        <translation>in preparation since {date}</translation>
    </message>
    <message>
        <source>Ej angivet</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>Ändra beslutet…</source>
        <translation>Change the decision…</translation>
    </message>
    <message>
        <source>Fler val</source>
        <translation>More choices</translation>
    </message>
    <message>
        <source>Regionerna</source>
        <translation>The regions</translation>
    </message>
    <message>
        <source>Anteckna ställningstagande…</source>
        <translation>Record position…</translation>
    </message>
    <message>
        <source>Verksamheterna</source>
        <translation>The care units</translation>
    </message>
    <message>
        <source>Anteckna svar…</source>
        <translation>Record answer…</translation>
    </message>
    <message>
        <source>Lägg till verksamhet…</source>
        <translation>Add care unit…</translation>
    </message>
    <message>
        <source>Åtgärder</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Lägg till åtgärd…</source>
        <translation>Add action…</translation>
    </message>
    <message>
        <source>Möten / Beslut</source>
        <translation>Meetings / Decision</translation>
    </message>
    <message>
        <source>Beslut</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Inget beslut finns än</source>
        <translation>There is no decision yet</translation>
    </message>
    <message>
        <source>Beslut antecknas under ett möte, punkt för punkt.</source>
        <translation>Decisions are recorded during a meeting, item by item.</translation>
    </message>
    <message>
        <source>Visa möten</source>
        <translation>Show meetings</translation>
    </message>
    <message>
        <source>Beslutet finns inte längre. Ett annat visas i stället.</source>
        <translation>The decision no longer exists. Another one is shown instead.</translation>
    </message>
    <message>
        <source>Beslutad i {n} av {total}</source>
        <translation>Decided in {n} of {total}</translation>
    </message>
    <message>
        <source>Ingen region är tillfrågad om beslutet.</source>
        <translation>No region has been asked about the decision.</translation>
    </message>
    <message>
        <source>Siffror svarar på raden: {digits}. – uppgift saknas</source>
        <translation>Digits answer on the row: {digits}. – not known</translation>
    </message>
    <message>
        <source>Införd i {n} av {total}</source>
        <translation>Adopted in {n} of {total}</translation>
    </message>
    <message>
        <source>Ingen verksamhet är kontaktad.</source>
        <translation>No care unit has been contacted.</translation>
    </message>
    <message>
        <source>Ingen åtgärd hör till beslutet.</source>
        <translation>No action belongs to the decision.</translation>
    </message>
    <message>
        <source>Anteckna verksamhetens svar…</source>
        <translation>Record the care unit&apos;s answer…</translation>
    </message>
    <message>
        <source>Anteckna regionens ställningstagande…</source>
        <translation>Record the region&apos;s position…</translation>
    </message>
    <message>
        <source>Regionens ställningstagande är antecknat.</source>
        <translation>The region&apos;s position has been recorded.</translation>
    </message>
    <message>
        <source>Verksamhetens svar är antecknat.</source>
        <translation>The care unit&apos;s answer has been recorded.</translation>
    </message>
    <message>
        <source>Markera som genomfört</source>
        <translation>Mark as carried out</translation>
    </message>
    <message>
        <source>Öppna beslutet igen</source>
        <translation>Open the decision again</translation>
    </message>
    <message>
        <source>Markera som tillbakadraget</source>
        <translation>Mark as withdrawn</translation>
    </message>
    <message>
        <source>Införande och skäl, alla beslut…</source>
        <translation>Adoption and reasons, all decisions…</translation>
    </message>
    <message>
        <source>Rapport till den politiska ledningen…</source>
        <translation>Report to the political leadership…</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Beslutet är ändrat.</source>
        <translation>The decision has been changed.</translation>
    </message>
    <message>
        <source>Beslutet är flyttat till Papperskorgen.</source>
        <translation>The decision has been moved to the trash.</translation>
    </message>
</context>
<context>
    <name>DecisionWords</name>
    <message>
        <source>Rekommendation. Regionen beslutar, verksamheten inför.</source>
        <translation>Recommendation. The region decides, the care unit adopts.</translation>
    </message>
    <message>
        <source>Bordläggning till {date}</source>
        <translation>Postponement to {date}</translation>
    </message>
    <message>
        <source>Bordläggning till…</source>
        <translation>Postponement to…</translation>
    </message>
    <message>
        <source>Beslut</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Rekommendation</source>
        <translation>Recommendation</translation>
    </message>
    <message>
        <source>Uppdrag</source>
        <translation>Commission</translation>
    </message>
    <message>
        <source>Inriktning</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Prioritering</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Nivåstrukturering</source>
        <translation>Level structuring</translation>
    </message>
    <message>
        <source>Bordläggning</source>
        <translation>Postponement</translation>
    </message>
    <message>
        <source>Inte behandlad</source>
        <translation>Not considered</translation>
    </message>
    <message>
        <source>Bereds</source>
        <translation>In preparation</translation>
    </message>
    <message>
        <source>Beslutad</source>
        <translation>Decided</translation>
    </message>
    <message>
        <source>Avböjd</source>
        <translation>Declined</translation>
    </message>
    <message>
        <source>Inte kontaktad</source>
        <translation>Not contacted</translation>
    </message>
    <message>
        <source>Förankras</source>
        <translation>Being anchored</translation>
    </message>
    <message>
        <source>Delvis införd</source>
        <translation>Partly adopted</translation>
    </message>
    <message>
        <source>Införd</source>
        <translation>Adopted</translation>
    </message>
    <message>
        <source>Införs inte</source>
        <translation>Not being adopted</translation>
    </message>
    <message>
        <source>Närvarande</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>Ersättare</source>
        <translation>Substitute</translation>
    </message>
    <message>
        <source>Förhinder</source>
        <translation>Excused</translation>
    </message>
    <message>
        <source>Frånvarande</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Särskilt kallad</source>
        <translation>Specially invited</translation>
    </message>
    <message>
        <source>Protokoll</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>Minnesanteckningar</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Utkast</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Fastställt</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>Justerat</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Ersatt</source>
        <translation>Replaced</translation>
    </message>
</context>
<context>
    <name>DecisionsPart</name>
    <message>
        <source>Beslut</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Klar senast</source>
        <translation>Due by</translation>
    </message>
    <message>
        <source>Beslut i punkten</source>
        <translation>Decisions of the item</translation>
    </message>
</context>
<context>
    <name>DecisionsTab</name>
    <message>
        <source>Beslutat</source>
        <translation>Decided</translation>
    </message>
    <message>
        <source>Beslut</source>
        <translation>Decisions</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Grupp</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Regionerna</source>
        <translation>The regions</translation>
    </message>
    <message>
        <source>Verksamheterna</source>
        <translation>The care units</translation>
    </message>
    <message>
        <source>Var det står nu</source>
        <translation>Where it stands now</translation>
    </message>
    <message>
        <source>Sök i alla beslut</source>
        <translation>Search all decisions</translation>
    </message>
    <message>
        <source>År</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Vilka</source>
        <translation>Which</translation>
    </message>
    <message>
        <source>Slag: alla</source>
        <translation>Kind: all</translation>
    </message>
    <message>
        <source>Alla beslut</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Öppna</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Försenade</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Väntar på regioner</source>
        <translation>Waiting for regions</translation>
    </message>
    <message>
        <source>Avböjda, införs inte</source>
        <translation>Declined, not being adopted</translation>
    </message>
    <message>
        <source>Rekommendationer</source>
        <translation>Recommendations</translation>
    </message>
    <message>
        <source>Öppna beslutet</source>
        <translation>Open the decision</translation>
    </message>
    <message>
        <source>År: alla</source>
        <translation>Year: all</translation>
    </message>
    <message>
        <source>Grupp: alla</source>
        <translation>Group: all</translation>
    </message>
    <message>
        <source>Rapport om besluten…</source>
        <translation>Report on the decisions…</translation>
    </message>
    <message>
        <source>Inget beslut är antecknat än. Beslut antecknas i mötena.</source>
        <translation>No decision has been recorded yet. Decisions are recorded in the meetings.</translation>
    </message>
    <message>
        <source>Inget beslut svarar mot det du söker. Prova färre ord, eller alla år.</source>
        <translation>No decision matches what you search for. Try fewer words, or all years.</translation>
    </message>
    <message>
        <source>Visar {shown} av {total} beslut. Ett ensamt . betyder ej tillämpligt.</source>
        <translation>Showing {shown} of {total} decisions. A single . means not applicable.</translation>
    </message>
    <message>
        <source>Rekommendation. Regionen beslutar, verksamheten inför.</source>
        <translation>Recommendation. The region decides, the care unit adopts.</translation>
    </message>
</context>
<context>
    <name>DemoBand</name>
    <message>
        <source>EXEMPELDATA</source>
        <translation>EXAMPLE DATA</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>Vad som ändrades</source>
        <translation>What was changed</translation>
    </message>
    <message>
        <source>Ångra den här ändringen</source>
        <translation>Undo this change</translation>
    </message>
    <message>
        <source>Namn saknas</source>
        <translation>No name</translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar i följd</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes in a row</numerusform>
        </translation>
    </message>
    <message>
        <source>Ingen ändring är vald</source>
        <translation>No change is chosen</translation>
    </message>
    <message>
        <source>{count} rader</source>
        <translation>{count} rows</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message numerus="yes">
        <source>%n uppgifter i historiken</source>
        <translation>
            <numerusform>%n item in the history</numerusform>
            <numerusform>%n items in the history</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Visa %n till</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Gäller ändringen</source>
        <translation>Concerns the change</translation>
    </message>
    <message>
        <source>Ångrad</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Uppgift</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Före</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Efter</source>
        <translation>After</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Platsen är kopierad: {place}. Klistra in den där du läser.</source>
        <translation>The place has been copied: {place}. Paste it where you read.</translation>
    </message>
    <message>
        <source>Dokumentet hittas inte på den här datorn: {place}.</source>
        <translation>The document cannot be found on this computer: {place}.</translation>
    </message>
    <message>
        <source>Mappen visas. Öppna {name} därifrån om du litar på filen.</source>
        <translation>The folder is shown. Open {name} from there if you trust the file.</translation>
    </message>
</context>
<context>
    <name>DoneStep</name>
    <message>
        <source>Rader</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>Spara som profil…</source>
        <translation>Save as profile…</translation>
    </message>
    <message>
        <source>Spara kvitto…</source>
        <translation>Save the receipt…</translation>
    </message>
    <message>
        <source>Ångra importen</source>
        <translation>Undo the import</translation>
    </message>
    <message>
        <source>1 rad importerad</source>
        <translation>1 row imported</translation>
    </message>
    <message>
        <source>{count} rader importerade</source>
        <translation>{count} rows imported</translation>
    </message>
    <message>
        <source>Visa i Ledtider</source>
        <translation>Show in Lead times</translation>
    </message>
    <message>
        <source>Visa i Indikatorer</source>
        <translation>Show in Indicators</translation>
    </message>
    <message>
        <source>Importen är ångrad. Inget av den gäller.</source>
        <translation>The import has been undone. None of it holds.</translation>
    </message>
    <message>
        <source>{file}, import {number}</source>
        <translation>{file}, import {number}</translation>
    </message>
    <message>
        <source>Uttag {date}</source>
        <translation>Extract {date}</translation>
    </message>
    <message>
        <source>1 varning finns kvar under Att rätta.</source>
        <translation>1 warning remains under To correct.</translation>
    </message>
    <message>
        <source>{count} varningar finns kvar under Att rätta.</source>
        <translation>{count} warnings remain under To correct.</translation>
    </message>
    <message>
        <source>Antal</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Nästa fil</source>
        <translation>Next file</translation>
    </message>
    <message>
        <source>Till listan över uttag</source>
        <translation>To the list of extracts</translation>
    </message>
</context>
<context>
    <name>DoubtActs</name>
    <message>
        <source>Datatvivlet är förklarat.</source>
        <translation>The data doubt has been explained.</translation>
    </message>
    <message>
        <source>Datatvivlet är avfärdat.</source>
        <translation>The data doubt has been dismissed.</translation>
    </message>
    <message>
        <source>Datatvivlet är öppet igen.</source>
        <translation>The data doubt is open again.</translation>
    </message>
</context>
<context>
    <name>DoubtCard</name>
    <message>
        <source>Avfärda</source>
        <translation>Dismiss</translation>
    </message>
    <message>
        <source>Öppna igen</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>Vad är förklaringen?</source>
        <translation>What is the explanation?</translation>
    </message>
    <message>
        <source>Förklaringen följer med siffran till Underlag.</source>
        <translation>The explanation goes along with the figure to Packs.</translation>
    </message>
    <message>
        <source>Spara förklaringen</source>
        <translation>Save the explanation</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Ändra förklaringen…</source>
        <translation>Change the explanation…</translation>
    </message>
    <message>
        <source>Förklara…</source>
        <translation>Explain…</translation>
    </message>
    <message>
        <source>{act}: {doubt}</source>
        <translation>{act}: {doubt}</translation>
    </message>
    <message>
        <source>uttag {date}</source>
        <translation>extract {date}</translation>
    </message>
    <message>
        <source>Tidigare förklaring: {note}</source>
        <translation>Earlier explanation: {note}</translation>
    </message>
    <message>
        <source>Förklaring: {note}</source>
        <translation>Explanation: {note}</translation>
    </message>
    <message>
        <source>Gäller inte längre: ett senare uttag har ersatt uppgiften.</source>
        <translation>No longer applies: a later extract has replaced the figure.</translation>
    </message>
    <message>
        <source>Öppet. Värdena har ändrats sedan det bedömdes.</source>
        <translation>Open. The values have changed since it was assessed.</translation>
    </message>
    <message>
        <source>Öppet</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Förklarat {date}</source>
        <translation>Explained {date}</translation>
    </message>
    <message>
        <source>Avfärdat {date}</source>
        <translation>Dismissed {date}</translation>
    </message>
</context>
<context>
    <name>DoubtList</name>
    <message>
        <source>Sådant som inte stämmer i de uttag som gäller. Ett datatvivel följer sin siffra till sidorna och Underlag, med sin förklaring när någon har skrivit en.</source>
        <translation>What does not agree in the extracts in force. A data doubt follows its figure to the pages and to Packs, with its explanation when somebody has written one.</translation>
    </message>
    <message>
        <source>Öppna</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Alla</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Visa</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Inga datatvivel.</source>
        <translation>No data doubts.</translation>
    </message>
    <message>
        <source>Reglerna har inte funnit något som inte stämmer i de uttag som gäller.</source>
        <translation>The rules have found nothing that does not agree in the extracts in force.</translation>
    </message>
    <message>
        <source>Inget datatvivel väntar</source>
        <translation>No data doubt is waiting</translation>
    </message>
    <message>
        <source>Alla är förklarade eller avfärdade. De finns kvar under Alla.</source>
        <translation>All have been explained or dismissed. They are still listed under All.</translation>
    </message>
</context>
<context>
    <name>EarlierTexts</name>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>EcdfView</name>
    <message>
        <source>minst {share}</source>
        <translation>at least {share}</translation>
    </message>
    <message>
        <source>Inom {days} dagar: {share}.</source>
        <translation>Within {days} days: {share}.</translation>
    </message>
    <message>
        <source>{share} inom {days} dagar</source>
        <translation>{share} within {days} days</translation>
    </message>
</context>
<context>
    <name>EntryList</name>
    <message>
        <source>Ändringar</source>
        <translation>Changes</translation>
    </message>
</context>
<context>
    <name>EntryModel</name>
    <message>
        <source>Ångrad</source>
        <translation>Undone</translation>
    </message>
</context>
<context>
    <name>EntryPanel</name>
    <message>
        <source>Beslutets text</source>
        <translation>Text of the decision</translation>
    </message>
    <message>
        <source>Ansvarig (valfritt)</source>
        <translation>Responsible (optional)</translation>
    </message>
    <message>
        <source>Regioner som ska ta ställning (valfritt)</source>
        <translation>Regions that are to take a position (optional)</translation>
    </message>
    <message>
        <source>Nästa beslutsfattare (valfritt)</source>
        <translation>Next decider (optional)</translation>
    </message>
    <message>
        <source>Alt+1–7 väljer slag · Ctrl+Enter antecknar · Esc tillbaka, texten sparas</source>
        <translation>Alt+1–7 chooses the kind · Ctrl+Enter records · Esc goes back, the text is kept</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Ta bort personen</source>
        <translation>Remove the person</translation>
    </message>
    <message>
        <source>Ta bort {name} ur filen?</source>
        <translation>Remove {name} from the file?</translation>
    </message>
    <message>
        <source>Namnet ersätts med ”Borttagen person” och ett nummer överallt: i texter, i historiken och i alla säkerhetskopior. Det går inte att ångra. Filer som redan har skickats eller skrivits ut, som underlag, ändras inte. Har namnet rättats: sök och ta bort den tidigare stavningen också.</source>
        <translation>The name is replaced by “Removed person” and a number everywhere: in texts, in the history and in all backups. It cannot be undone. Files that have already been sent or printed, such as packs, are not changed. If the name has been corrected: search for the earlier spelling too and remove it.</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>EvidenceMark</name>
    <message>
        <source>3 … med jämförelse</source>
        <translation>3 … with comparison</translation>
    </message>
</context>
<context>
    <name>ExampleTable</name>
    <message>
        <source>Exempel</source>
        <translation>Examples</translation>
    </message>
    <message>
        <source>Samma</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>Cell</translation>
    </message>
    <message>
        <source>Står i filen</source>
        <translation>In the file</translation>
    </message>
    <message>
        <source>Läses som</source>
        <translation>Read as</translation>
    </message>
    <message>
        <source>Varför</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Visa cell {cell}</source>
        <translation>Show cell {cell}</translation>
    </message>
    <message>
        <source>(tomt)</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>”{written}”</source>
        <translation>“{written}”</translation>
    </message>
</context>
<context>
    <name>FactorButton</name>
    <message>
        <source>Möts med: {words}</source>
        <translation>Met with: {words}</translation>
    </message>
    <message>
        <source>Kopplat till: {words}</source>
        <translation>Linked to: {words}</translation>
    </message>
    <message>
        <source>Ingen strategi är angiven</source>
        <translation>No strategy is stated</translation>
    </message>
</context>
<context>
    <name>FactorDialog</name>
    <message>
        <source>Lägg till faktor</source>
        <translation>Add factor</translation>
    </message>
    <message>
        <source>Ändra faktorn</source>
        <translation>Change the factor</translation>
    </message>
    <message>
        <source>Inget tema</source>
        <translation>No theme</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Faktorn i ord</source>
        <translation>The factor in words</translation>
    </message>
    <message>
        <source>Tema (valfritt)</source>
        <translation>Theme (optional)</translation>
    </message>
    <message>
        <source>Strategi för att möta den (valfritt)</source>
        <translation>Strategy to meet it (optional)</translation>
    </message>
    <message>
        <source>Källa (valfritt)</source>
        <translation>Source (optional)</translation>
    </message>
    <message>
        <source>Noterad (valfritt)</source>
        <translation>Noted (optional)</translation>
    </message>
    <message>
        <source>Lägg till faktorn</source>
        <translation>Add the factor</translation>
    </message>
    <message>
        <source>Spara faktorn</source>
        <translation>Save the factor</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Koppla till planen…</source>
        <translation>Link to the plan…</translation>
    </message>
    <message>
        <source>Skriv faktorn i ord.</source>
        <translation>Write the factor in words.</translation>
    </message>
    <message>
        <source>Faktorn är tillagd.</source>
        <translation>The factor has been added.</translation>
    </message>
    <message>
        <source>Faktorn är sparad.</source>
        <translation>The factor has been saved.</translation>
    </message>
    <message>
        <source>Faktorn är flyttad till Papperskorgen.</source>
        <translation>The factor has been moved to the trash.</translation>
    </message>
</context>
<context>
    <name>FactorsPage</name>
    <message>
        <source>Uppdraget / Strategiska faktorer</source>
        <translation>The mission / Strategic factors</translation>
    </message>
    <message>
        <source>Strategiska faktorer</source>
        <translation>Strategic factors</translation>
    </message>
    <message>
        <source>Vad underlättar och vad försvårar, och hur möter vi det?</source>
        <translation>What makes it easier and what makes it harder, and how do we meet it?</translation>
    </message>
    <message>
        <source>Lägg till faktor…</source>
        <translation>Add factor…</translation>
    </message>
    <message>
        <source>Tema</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Alla teman</source>
        <translation>All themes</translation>
    </message>
    <message>
        <source>Temana är Socialstyrelsens från 2021. Skriv inga namn på personer.</source>
        <translation>The themes are those of Socialstyrelsen from 2021. Write no names of persons.</translation>
    </message>
    <message>
        <source>Styrkor</source>
        <translation>Strengths</translation>
    </message>
    <message>
        <source>Internt, underlättar</source>
        <translation>Internal, make it easier</translation>
    </message>
    <message>
        <source>Svagheter</source>
        <translation>Weaknesses</translation>
    </message>
    <message>
        <source>Internt, försvårar</source>
        <translation>Internal, make it harder</translation>
    </message>
    <message>
        <source>Möjligheter</source>
        <translation>Opportunities</translation>
    </message>
    <message>
        <source>Externt, underlättar</source>
        <translation>External, make it easier</translation>
    </message>
    <message>
        <source>Hot</source>
        <translation>Threats</translation>
    </message>
    <message>
        <source>Externt, försvårar</source>
        <translation>External, make it harder</translation>
    </message>
    <message>
        <source>Framgångsfaktorer</source>
        <translation>Success factors</translation>
    </message>
    <message>
        <source>Kritiska för ett framgångsrikt resultat</source>
        <translation>Critical for a successful result</translation>
    </message>
    <message>
        <source>Utmaningar</source>
        <translation>Challenges</translation>
    </message>
    <message>
        <source>Viktigast att prioritera i arbetet</source>
        <translation>Most important to give priority in the work</translation>
    </message>
    <message>
        <source>Faktorn är flyttad till Papperskorgen.</source>
        <translation>The factor has been moved to the trash.</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Uppgift saknas</source>
        <translation>Not known</translation>
    </message>
</context>
<context>
    <name>FactsCard</name>
    <message>
        <source>{state} · konfidentiellt</source>
        <translation>{state} · confidential</translation>
    </message>
    <message>
        <source>Utfall: {words}</source>
        <translation>Outcome: {words}</translation>
    </message>
    <message>
        <source>Visa punkten {title} på mötet</source>
        <translation>Show the item {title} of the meeting</translation>
    </message>
    <message>
        <source>Ansvarig saknas</source>
        <translation>Nobody is responsible</translation>
    </message>
    <message>
        <source>Ansvarig: {who}</source>
        <translation>Responsible: {who}</translation>
    </message>
    <message>
        <source>Klart senast {date}</source>
        <translation>Due by {date}</translation>
    </message>
    <message>
        <source>Datum saknas</source>
        <translation>Date missing</translation>
    </message>
    <message>
        <source>Nästa beslutsfattare: {who}</source>
        <translation>Next decider: {who}</translation>
    </message>
</context>
<context>
    <name>FaultReports</name>
    <message>
        <source>Skapa felrapport</source>
        <translation>Make error report</translation>
    </message>
    <message>
        <source>Textfil (*.txt)</source>
        <translation>Text file (*.txt)</translation>
    </message>
    <message>
        <source>Felrapporten är sparad: {file}</source>
        <translation>The error report has been saved: {file}</translation>
    </message>
</context>
<context>
    <name>FigureActs</name>
    <message>
        <source>Händelser markeras i styrdiagrammet: Trend, visa som styrdiagram.</source>
        <translation>Events are marked in the control chart: Trend, show as control chart.</translation>
    </message>
    <message>
        <source>Markeringen är flyttad till Papperskorgen.</source>
        <translation>The mark has been moved to the trash.</translation>
    </message>
    <message>
        <source>Markeringen är sparad.</source>
        <translation>The mark has been saved.</translation>
    </message>
    <message>
        <source>Markeringen har ingen egen siffra att skriva om.</source>
        <translation>The mark has no figure of its own to write about.</translation>
    </message>
</context>
<context>
    <name>FigureCard</name>
    <message>
        <source>Så heter siffran i texten</source>
        <translation>The name of the figure in the text</translation>
    </message>
    <message>
        <source>Ta bort siffra {number} ur analysen</source>
        <translation>Remove figure {number} from the analysis</translation>
    </message>
</context>
<context>
    <name>FigureHead</name>
    <message>
        <source>Inklusion</source>
        <translation>Inclusion</translation>
    </message>
    <message>
        <source>Representativ</source>
        <translation>Representative</translation>
    </message>
</context>
<context>
    <name>FigureNotesView</name>
    <message>
        <source>Källa</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Datatvivel</source>
        <translation>Data doubts</translation>
    </message>
    <message>
        <source>Visa källan…</source>
        <translation>Show the source…</translation>
    </message>
    <message>
        <source>Fil</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Blad</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>Cell</translation>
    </message>
    <message>
        <source>Uttag</source>
        <translation>Extract</translation>
    </message>
    <message>
        <source>Inga datatvivel.</source>
        <translation>No data doubts.</translation>
    </message>
    <message>
        <source>Visa alla {count} i Import</source>
        <translation>Show all {count} in Import</translation>
    </message>
    <message>
        <source>Datatvivel: {count}</source>
        <translation>Data doubts: {count}</translation>
    </message>
</context>
<context>
    <name>FigurePage</name>
    <message>
        <source>Sätt att visa</source>
        <translation>Ways to show</translation>
    </message>
    <message>
        <source>Kopiera</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Kopiera tabellen</source>
        <translation>Copy the table</translation>
    </message>
    <message>
        <source>Visa som tabell (Ctrl+T)</source>
        <translation>Show as table (Ctrl+T)</translation>
    </message>
    <message>
        <source>Spara eller skriv ut</source>
        <translation>Save or print</translation>
    </message>
    <message>
        <source>Hur läser jag diagrammet?</source>
        <translation>How do I read the chart?</translation>
    </message>
    <message>
        <source>Visa sidopanelen</source>
        <translation>Show the side panel</translation>
    </message>
    <message>
        <source>Visa som diagram (Ctrl+T)</source>
        <translation>Show as chart (Ctrl+T)</translation>
    </message>
    <message>
        <source>Dölj sidopanelen</source>
        <translation>Hide the side panel</translation>
    </message>
</context>
<context>
    <name>FiguresColumn</name>
    <message>
        <source>Siffrorna texten handlar om</source>
        <translation>The figures that the text is about</translation>
    </message>
    <message>
        <source>Lägg till siffra</source>
        <translation>Add figure</translation>
    </message>
    <message>
        <source>Källa: {files}</source>
        <translation>Source: {files}</translation>
    </message>
    <message>
        <source>EXEMPELDATA</source>
        <translation>EXAMPLE DATA</translation>
    </message>
    <message>
        <source>Ändras inte av nya uttag.</source>
        <translation>Not changed by new extracts.</translation>
    </message>
    <message>
        <source>Inte fryst än. Siffran fryses när du börjar skriva.</source>
        <translation>Not frozen yet. The figure is frozen when you begin to write.</translation>
    </message>
    <message>
        <source>Inga siffror i urvalet. Välj en annan process eller period.</source>
        <translation>No figures in the selection. Choose another process or period.</translation>
    </message>
    <message>
        <source>Frysta {date}.</source>
        <translation>Frozen {date}.</translation>
    </message>
    <message>
        <source>Frysta {date} ur uttag {extract}.</source>
        <translation>Frozen {date} from the extract {extract}.</translation>
    </message>
</context>
<context>
    <name>FileCard</name>
    <message>
        <source>Välj innehåll</source>
        <translation>Choose content</translation>
    </message>
    <message>
        <source>Namn på indikatorn</source>
        <translation>Name of the indicator</translation>
    </message>
    <message>
        <source>Indikator</source>
        <translation>Indicator</translation>
    </message>
    <message>
        <source>Välj en indikator eller skriv namnet på en ny.</source>
        <translation>Choose an indicator or write the name of a new one.</translation>
    </message>
    <message>
        <source>Filens innehåll</source>
        <translation>Contents of the file</translation>
    </message>
    <message>
        <source>Blad</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>Uttagets datum</source>
        <translation>Date of the extract</translation>
    </message>
    <message>
        <source>Antaget: den sista dagen i uppgifterna. Ändra om det är fel.</source>
        <translation>Assumed: the last day in the data. Change it if it is wrong.</translation>
    </message>
</context>
<context>
    <name>FileReading</name>
    <message>
        <source>fil {number} av {count}</source>
        <translation>file {number} of {count}</translation>
    </message>
    <message>
        <source>blad {sheet}, {area}</source>
        <translation>sheet {sheet}, {area}</translation>
    </message>
    <message>
        <source>profil ”{name}”</source>
        <translation>profile “{name}”</translation>
    </message>
    <message>
        <source>Läs in uttag</source>
        <translation>Import extract</translation>
    </message>
    <message>
        <source>Excel och CSV</source>
        <translation>Excel and CSV</translation>
    </message>
    <message>
        <source>Kopiera ett område med rubriker i Excel först, och klistra sedan in det.</source>
        <translation>First copy a range with headings in Excel, then paste it.</translation>
    </message>
    <message>
        <source>Inklistrat område.tsv</source>
        <translation>Pasted range.tsv</translation>
    </message>
    <message>
        <source>En import pågår. Vänta tills den är klar, eller avbryt den.</source>
        <translation>An import is under way. Wait until it is done, or cancel it.</translation>
    </message>
    <message>
        <source>Läser filen …</source>
        <translation>Reading the file …</translation>
    </message>
    <message>
        <source>Provkör på en kopia …</source>
        <translation>Making a dry run on a copy …</translation>
    </message>
    <message>
        <source>Får rader om enskilda vårdförlopp sparas i rccdesk-filen?</source>
        <translation>May rows about single care pathways be kept in the rccdesk file?</translation>
    </message>
    <message>
        <source>Utan dem kan ledtider inte räknas. Förlopps-id sparas bara som en kod som inte kan läsas tillbaka, och raderna gallras efter {months} månader.</source>
        <translation>Without them lead times cannot be counted. Pathway ids are kept only as a code that cannot be read back, and the rows are purged after {months} months.</translation>
    </message>
    <message>
        <source>Frågan ställs en gång för filer av det här slaget.</source>
        <translation>The question is asked once for files of this kind.</translation>
    </message>
    <message>
        <source>Spara raderna</source>
        <translation>Keep the rows</translation>
    </message>
    <message>
        <source>Importerar …</source>
        <translation>Importing …</translation>
    </message>
    <message>
        <source>Importen avbröts. Inget har sparats.</source>
        <translation>The import was cancelled. Nothing has been saved.</translation>
    </message>
    <message>
        <source>1 ord är ihågkommet till nästa gång</source>
        <translation>1 word is remembered until next time</translation>
    </message>
    <message>
        <source>{count} ord är ihågkomna till nästa gång</source>
        <translation>{count} words are remembered until next time</translation>
    </message>
    <message>
        <source>Vad ska profilen heta?</source>
        <translation>What is the profile to be called?</translation>
    </message>
    <message>
        <source>Profilen {name} är sparad.</source>
        <translation>The profile {name} has been saved.</translation>
    </message>
</context>
<context>
    <name>FilesSection</name>
    <message>
        <source>Filen som är öppen</source>
        <translation>The open file</translation>
    </message>
    <message>
        <source>Spara en kopia som…</source>
        <translation>Save a copy as…</translation>
    </message>
    <message>
        <source>Öppna fil…</source>
        <translation>Open file…</translation>
    </message>
    <message>
        <source>Exportera allt</source>
        <translation>Export all</translation>
    </message>
    <message>
        <source>Allt som finns i filen i ett öppet format, så att inget låses in: en arbetsbok (.xlsx) att läsa, eller text (.json) för andra program.</source>
        <translation>Everything in the file in an open format, so that nothing is locked in: a workbook (.xlsx) to read, or text (.json) for other programs.</translation>
    </message>
    <message>
        <source>Ta med fallnivå (en rad per händelse; uppgifterna kan vara personuppgifter)</source>
        <translation>Include case level (one row per event; the data may be personal data)</translation>
    </message>
    <message>
        <source>Exportera allt…</source>
        <translation>Export all…</translation>
    </message>
    <message>
        <source>Senaste filer</source>
        <translation>Recent files</translation>
    </message>
    <message>
        <source>Arbetsbok (*.xlsx);;Text (*.json)</source>
        <translation>Workbook (*.xlsx);;Text (*.json)</translation>
    </message>
    <message>
        <source>Exporterar …</source>
        <translation>Exporting …</translation>
    </message>
    <message>
        <source>Sparat: {file}</source>
        <translation>Saved: {file}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Fler urval</source>
        <translation>More filters</translation>
    </message>
    <message>
        <source>alla</source>
        <translation>all</translation>
    </message>
    <message>
        <source>Alla</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Försenade</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Planerade och pågående</source>
        <translation>Planned and ongoing</translation>
    </message>
    <message>
        <source>Orörda</source>
        <translation>Untouched</translation>
    </message>
    <message>
        <source>Ej uppföljningsbara</source>
        <translation>Cannot be followed up</translation>
    </message>
    <message>
        <source>Status: {chosen}</source>
        <translation>Status: {chosen}</translation>
    </message>
    <message>
        <source>Planens ordning</source>
        <translation>The order of the plan</translation>
    </message>
    <message>
        <source>planen</source>
        <translation>the plan</translation>
    </message>
    <message>
        <source>Försenat och orört först</source>
        <translation>Late and untouched first</translation>
    </message>
    <message>
        <source>försenat och orört</source>
        <translation>late and untouched</translation>
    </message>
    <message>
        <source>Ordning: {order}</source>
        <translation>Order: {order}</translation>
    </message>
</context>
<context>
    <name>FilterFields</name>
    <message>
        <source>Ord i planen</source>
        <translation>Words in the plan</translation>
    </message>
    <message>
        <source>Ansvarig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Barn eller vuxna</source>
        <translation>Children or adults</translation>
    </message>
    <message>
        <source>Visa alla</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>Barn och vuxna</source>
        <translation>Children and adults</translation>
    </message>
    <message>
        <source>Saknar ansvarig</source>
        <translation>Nobody responsible</translation>
    </message>
    <message>
        <source>Alla ansvariga</source>
        <translation>All responsible</translation>
    </message>
    <message>
        <source>Alla regioner</source>
        <translation>All regions</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>alla</source>
        <translation>all</translation>
    </message>
    <message>
        <source>alla perioder</source>
        <translation>all periods</translation>
    </message>
    <message>
        <source>Per</source>
        <translation>By</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Enhet</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Hemenhet</source>
        <translation>Home unit</translation>
    </message>
    <message>
        <source>Grupp</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Kön</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Åldersgrupp</source>
        <translation>Age group</translation>
    </message>
    <message>
        <source>Urval i {column}</source>
        <translation>Filter {column}</translation>
    </message>
    <message>
        <source>Visa bara rader som har det du skriver i kolumnen {column}</source>
        <translation>Show only rows that have what you write in the column {column}</translation>
    </message>
    <message>
        <source>Sök i kolumnen</source>
        <translation>Search the column</translation>
    </message>
    <message>
        <source>Sök</source>
        <translation>Search</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Sök i namn och problem</source>
        <translation>Name or problem</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Läge: alla</source>
        <translation>State: all</translation>
    </message>
    <message>
        <source>Vad vi vet om resultatet</source>
        <translation>What is known of the result</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Resultat: alla</source>
        <translation>Result: all</translation>
    </message>
    <message>
        <source>Process: alla</source>
        <translation>Process: all</translation>
    </message>
    <message>
        <source>{count} processer</source>
        <translation>{count} processes</translation>
    </message>
</context>
<context>
    <name>FirstRows</name>
    <message>
        <source>Resten av filen läses. Inget har sparats.</source>
        <translation>The rest of the file is being read. Nothing has been saved.</translation>
    </message>
    <message>
        <source>De första raderna på bladet ”{sheet}”</source>
        <translation>The first rows of the sheet “{sheet}”</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Välkommen till rccdesk</source>
        <translation>Welcome to rccdesk</translation>
    </message>
    <message>
        <source>Välj hur du vill börja. Allt sparas i en fil på den här datorn. Inget skickas någonstans.</source>
        <translation>Choose how you want to begin. Everything is saved in a file on this computer. Nothing is sent anywhere.</translation>
    </message>
    <message>
        <source>Prova med exempeldata</source>
        <translation>Try with example data</translation>
    </message>
    <message>
        <source>Påhittade uppgifter och regioner, alltid märkta EXEMPELDATA. Dina egna uppgifter hålls i en annan fil.</source>
        <translation>Invented data and regions, always marked EXEMPELDATA (example data). Your own data are kept in another file.</translation>
    </message>
    <message>
        <source>Läs in min fil</source>
        <translation>Import my file</translation>
    </message>
    <message>
        <source>Ett uttag i Excel eller CSV. Du ser vad som hittas innan något sparas, och allt kan ångras.</source>
        <translation>An extract in Excel or CSV. You see what is found before anything is saved, and everything can be undone.</translation>
    </message>
    <message>
        <source>Öppna en fil</source>
        <translation>Open a file</translation>
    </message>
    <message>
        <source>En rccdesk-fil som du har sedan tidigare, eller en säkerhetskopia.</source>
        <translation>An rccdesk file that you already have, or a backup.</translation>
    </message>
    <message>
        <source>Om dig</source>
        <translation>About you</translation>
    </message>
    <message>
        <source>Styr vilka ord och sidor du ser först. Kan ändras i Inställningar.</source>
        <translation>Decides which words and pages you see first. Can be changed in Settings.</translation>
    </message>
    <message>
        <source>Välj annan plats</source>
        <translation>Choose another place</translation>
    </message>
    <message>
        <source>Skapar exempeldata</source>
        <translation>Making example data</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Starta med exempeldata</source>
        <translation>Start with example data</translation>
    </message>
    <message>
        <source>Läs in uttag…</source>
        <translation>Import extract…</translation>
    </message>
    <message>
        <source>Öppna filen</source>
        <translation>Open the file</translation>
    </message>
    <message>
        <source>Exempeldata läggs i en egen fil, {file}</source>
        <translation>Example data are put in a file of their own, {file}</translation>
    </message>
    <message>
        <source>Uppgifterna sparas i {file}</source>
        <translation>The data are saved in {file}</translation>
    </message>
    <message>
        <source>Profilen ligger i filen.</source>
        <translation>The profile lies in the file.</translation>
    </message>
    <message>
        <source>Öppna fil</source>
        <translation>Open file</translation>
    </message>
    <message>
        <source>Läs in uttag</source>
        <translation>Import extract</translation>
    </message>
    <message>
        <source>Excel och CSV ({files})</source>
        <translation>Excel and CSV ({files})</translation>
    </message>
    <message>
        <source>Skapar exempeldata …</source>
        <translation>Making example data …</translation>
    </message>
    <message>
        <source>Spara exempeldata</source>
        <translation>Save example data</translation>
    </message>
</context>
<context>
    <name>FollowUpActs</name>
    <message>
        <source>Uppföljt: {name}.</source>
        <translation>Followed up: {name}.</translation>
    </message>
    <message>
        <source>{name} är inte sparat. {why}</source>
        <translation>{name} has not been saved. {why}</translation>
    </message>
    <message>
        <source>Ett mål</source>
        <translation>A goal</translation>
    </message>
    <message>
        <source>{name} är inte sparat. Stäng igen för att stänga utan det.</source>
        <translation>{name} has not been saved. Close again to close without it.</translation>
    </message>
    <message>
        <source>Orört räknas nu efter {days}.</source>
        <translation>Untouched is now counted after {days}.</translation>
    </message>
    <message>
        <source>{name} följs nu upp enligt intervallet.</source>
        <translation>{name} is now followed up by the interval.</translation>
    </message>
    <message>
        <source>{name} följs nu upp övergripande, en gång om året.</source>
        <translation>{name} now has overall follow-up, once a year.</translation>
    </message>
    <message>
        <source>Hindret är lyft till {body}.</source>
        <translation>The obstacle has been raised to {body}.</translation>
    </message>
</context>
<context>
    <name>FollowUpDialog</name>
    <message>
        <source>Följ upp {name}</source>
        <translation>Follow up {name}</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Spara uppföljningen</source>
        <translation>Save the follow-up</translation>
    </message>
    <message>
        <source>Uppföljningen är sparad.</source>
        <translation>The follow-up has been saved.</translation>
    </message>
    <message>
        <source>Skriv perioden som 2026-T2, 2026-Q3, 2026-09 eller 2026.</source>
        <translation>Write the period as 2026-T2, 2026-Q3, 2026-09 or 2026.</translation>
    </message>
    <message>
        <source>Ingen siffra finns att visa.</source>
        <translation>There is no figure to show.</translation>
    </message>
</context>
<context>
    <name>FollowUpPage</name>
    <message>
        <source>Mål</source>
        <translation>Goal</translation>
    </message>
    <message>
        <source>Ansvarig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Perioden</source>
        <translation>The period</translation>
    </message>
    <message>
        <source>{period}: {words}</source>
        <translation>{period}: {words}</translation>
    </message>
    <message>
        <source>Återstår</source>
        <translation>Remaining</translation>
    </message>
    <message>
        <source>Uppföljt</source>
        <translation>Followed up</translation>
    </message>
    <message>
        <source>Inte sparat</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <source>Prioritet</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Senast uppföljt</source>
        <translation>Last followed up</translation>
    </message>
    <message>
        <source>Nästa gång</source>
        <translation>Next time</translation>
    </message>
    <message>
        <source>Aldrig</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>Inget intervall</source>
        <translation>No interval</translation>
    </message>
    <message>
        <source>I tur nu</source>
        <translation>Due now</translation>
    </message>
    <message>
        <source>Mål eller aktivitet</source>
        <translation>Goal or activity</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Klart senast</source>
        <translation>Due by</translation>
    </message>
    <message>
        <source>Senast rört</source>
        <translation>Last touched</translation>
    </message>
    <message>
        <source>1 dag</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>{days} dagar</source>
        <translation>{days} days</translation>
    </message>
    <message>
        <source>i dag</source>
        <translation>today</translation>
    </message>
    <message>
        <source>i går</source>
        <translation>yesterday</translation>
    </message>
    <message>
        <source>för {days} sedan</source>
        <translation>{days} ago</translation>
    </message>
    <message>
        <source>Hinder</source>
        <translation>Obstacles</translation>
    </message>
    <message>
        <source>Gäller</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Kan lösas av</source>
        <translation>Can be solved by</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Svar</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Beslut {place}</source>
        <translation>Decision {place}</translation>
    </message>
    <message>
        <source>Orsak</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>Varav öppna</source>
        <translation>Of which open</translation>
    </message>
    <message>
        <source>ej angivet</source>
        <translation>not stated</translation>
    </message>
    <message>
        <source>Följs upp</source>
        <translation>Followed up</translation>
    </message>
    <message>
        <source>Uppdateringar per månad</source>
        <translation>Updates per month</translation>
    </message>
    <message>
        <source>Gjorda senaste året</source>
        <translation>Made in the last year</translation>
    </message>
    <message>
        <source>Med övergripande uppföljning</source>
        <translation>With overall follow-up</translation>
    </message>
    <message>
        <source>Övergripande, en gång om året</source>
        <translation>Overall, once a year</translation>
    </message>
    <message>
        <source>Varje månad</source>
        <translation>Every month</translation>
    </message>
    <message>
        <source>Med {months} månaders mellanrum</source>
        <translation>Every {months} months</translation>
    </message>
    <message>
        <source>Redan vald</source>
        <translation>Already chosen</translation>
    </message>
    <message>
        <source>{count} färre uppdateringar om året</source>
        <translation>{count} fewer updates a year</translation>
    </message>
    <message>
        <source>{count} uppdatering färre om året</source>
        <translation>{count} update fewer a year</translation>
    </message>
    <message>
        <source>Uppföljning</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>Visa planen</source>
        <translation>Show the plan</translation>
    </message>
    <message>
        <source>Delar av uppföljningen</source>
        <translation>Parts of the follow-up</translation>
    </message>
    <message>
        <source>I tur</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Orört</source>
        <translation>Untouched</translation>
    </message>
    <message>
        <source>Arbetsbörda</source>
        <translation>Workload</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>{plan} / Uppföljning</source>
        <translation>{plan} / Follow-up</translation>
    </message>
    <message>
        <source>Vad har hänt sedan sist, och vad står på tur?</source>
        <translation>What has happened since last time, and what is due?</translation>
    </message>
    <message>
        <source>Vad står i vägen, och vem kan lösa det?</source>
        <translation>What stands in the way, and who can solve it?</translation>
    </message>
    <message>
        <source>Det finns ingen plan att följa upp</source>
        <translation>There is no plan to follow up</translation>
    </message>
    <message>
        <source>När {plan} är skapad följs målen upp här, period för period.</source>
        <translation>When {plan} has been created its goals are followed up here, period by period.</translation>
    </message>
</context>
<context>
    <name>FollowUpsCard</name>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Vad som bestämdes</source>
        <translation>What was decided</translation>
    </message>
    <message>
        <source>Siffran då</source>
        <translation>The figure then</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Anteckna beslut</source>
        <translation>Record decision</translation>
    </message>
    <message>
        <source>Tillbaka till punkt {n}</source>
        <translation>Back to item {n}</translation>
    </message>
    <message>
        <source>Punkt {n}</source>
        <translation>Item {n}</translation>
    </message>
    <message>
        <source>Vidare till punkt {n}</source>
        <translation>On to item {n}</translation>
    </message>
    <message>
        <source>Fortsätt på utkastet</source>
        <translation>Continue the draft</translation>
    </message>
</context>
<context>
    <name>FootCard</name>
    <message>
        <source>Utse ansvarig</source>
        <translation>Appoint someone responsible</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Visa målet</source>
        <translation>Show the goal</translation>
    </message>
    <message>
        <source>Mer om raden</source>
        <translation>More about the row</translation>
    </message>
    <message>
        <source>Lyft till {body}</source>
        <translation>Raise to {body}</translation>
    </message>
    <message>
        <source>Skulle vara klart {day}.</source>
        <translation>Was to be done by {day}.</translation>
    </message>
    <message>
        <source>Skäl: {words}.</source>
        <translation>Reason: {words}.</translation>
    </message>
    <message>
        <source>Nästa steg: {words}.</source>
        <translation>Next step: {words}.</translation>
    </message>
    <message>
        <source>Senast följt upp {day}.</source>
        <translation>Last followed up {day}.</translation>
    </message>
    <message>
        <source>Aldrig följt upp.</source>
        <translation>Never followed up.</translation>
    </message>
    <message>
        <source>Hinder: {cause}.</source>
        <translation>Obstacle: {cause}.</translation>
    </message>
    <message>
        <source>Kan lösas av: {level}.</source>
        <translation>Can be solved by: {level}.</translation>
    </message>
    <message>
        <source>Lyft.</source>
        <translation>Raised.</translation>
    </message>
</context>
<context>
    <name>FormCard</name>
    <message>
        <source>Vald process</source>
        <translation>Chosen process</translation>
    </message>
    <message>
        <source>Alla vårdförlopp</source>
        <translation>All care pathways</translation>
    </message>
    <message>
        <source>Rapport</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>Mått</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>År</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Halvår</source>
        <translation>Half-year</translation>
    </message>
    <message>
        <source>Redovisas per</source>
        <translation>Reported by</translation>
    </message>
    <message>
        <source>Ramverk</source>
        <translation>Framework</translation>
    </message>
    <message>
        <source>Innehåll</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>Analys</source>
        <translation>Analysis</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>En sammanfattande tabell och alla vårdförlopp i uttaget</source>
        <translation>A summary table and all care pathways in the extract</translation>
    </message>
    <message>
        <source>alla i uttaget</source>
        <translation>all in the extract</translation>
    </message>
    <message>
        <source>Det som skrivits för {area} följer med</source>
        <translation>What has been written for {area} comes along</translation>
    </message>
    <message>
        <source>Senaste hela kvartalet</source>
        <translation>The last whole quarter</translation>
    </message>
    <message>
        <source>Verksamhet</source>
        <translation>Care unit</translation>
    </message>
    <message>
        <source>Det finns inget mått att visa. Läs in mått på sidan Import.</source>
        <translation>There is no measure to show. Import measures on the page Import.</translation>
    </message>
    <message>
        <source>Det finns ingen process att skriva om. Lägg till en i Grupper.</source>
        <translation>There is no process to write about. Add one in Groups.</translation>
    </message>
    <message>
        <source>Alla fyra</source>
        <translation>All four</translation>
    </message>
    <message>
        <source>{group}, utan möte</source>
        <translation>{group}, without a meeting</translation>
    </message>
    <message>
        <source>Senaste hela halvåret</source>
        <translation>The latest whole half-year</translation>
    </message>
    <message>
        <source>Utfall, tavlan och bilagor, utan dagordning och beslut</source>
        <translation>Outcome, the board and appendices, without agenda and decisions</translation>
    </message>
    <message>
        <source>Två sidor för processledaren: utfall, signaler, analys, åtgärder</source>
        <translation>Two pages for the process leader: outcome, signals, analysis, actions</translation>
    </message>
    <message>
        <source>En sida om ett mått: diagram, tabell och hur det ska läsas</source>
        <translation>One page about a measure: chart, table and how it is to be read</translation>
    </message>
    <message>
        <source>Processens år: resultaten först, sedan insatser och hinder</source>
        <translation>The year of the process: results first, then initiatives and obstacles</translation>
    </message>
    <message>
        <source>Textblock till redovisningen av standardiserade vårdförlopp</source>
        <translation>Blocks of text for the report on standardised care pathways</translation>
    </message>
    <message>
        <source>Årets insatser. Varje insats räknas en gång i varje summa</source>
        <translation>The initiatives of the year. Each initiative counts once in every sum</translation>
    </message>
    <message>
        <source>Ett resultatkort för varje insats, per målområde</source>
        <translation>A result card for each initiative, by area</translation>
    </message>
    <message>
        <source>En verksamhets siffror inför dialogen med den</source>
        <translation>The figures of a care unit before the dialogue with it</translation>
    </message>
    <message>
        <source>Varje vårdförlopp där verksamheten har siffror, bredvid regionens och allas</source>
        <translation>Each care pathway where the care unit has figures, beside those of the region and of all</translation>
    </message>
    <message>
        <source>alla vårdförlopp</source>
        <translation>all care pathways</translation>
    </message>
    <message>
        <source>Påbörjade insatser som pågick under perioden: {about}</source>
        <translation>Initiatives begun that were going on during the period: {about}</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>FrameworkActs</name>
    <message>
        <source>Koppla fler uppgifter</source>
        <translation>Link more evidence</translation>
    </message>
    <message>
        <source>Kopplingen är bekräftad.</source>
        <translation>The link has been confirmed.</translation>
    </message>
    <message>
        <source>Ramverket visas.</source>
        <translation>The framework is shown.</translation>
    </message>
    <message>
        <source>Ramverket visas inte längre.</source>
        <translation>The framework is no longer shown.</translation>
    </message>
    <message>
        <source>Skriv ut blad</source>
        <translation>Print sheet</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Bladet är sparat: {file}</source>
        <translation>The sheet has been saved: {file}</translation>
    </message>
    <message>
        <source>Öppna</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>FrameworkCard</name>
    <message>
        <source>Visas</source>
        <translation>Shown</translation>
    </message>
    <message>
        <source>Lägg till punkt…</source>
        <translation>Add point…</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Visa ramverket {name}</source>
        <translation>Show the framework {name}</translation>
    </message>
    <message>
        <source>Eget ramverk</source>
        <translation>Own framework</translation>
    </message>
    <message>
        <source>inte angiven</source>
        <translation>not stated</translation>
    </message>
    <message>
        <source>Källa: {source}</source>
        <translation>Source: {source}</translation>
    </message>
    <message>
        <source>Visa punkterna ({count})</source>
        <translation>Show the points ({count})</translation>
    </message>
    <message>
        <source>Kopplingar till andra ramverk ({count})</source>
        <translation>Links to other frameworks ({count})</translation>
    </message>
    <message>
        <source>Kopplingar till andra ramverk ({count}, {open} inte bekräftade)</source>
        <translation>Links to other frameworks ({count}, {open} not confirmed)</translation>
    </message>
    <message>
        <source>från {year}</source>
        <translation>from {year}</translation>
    </message>
</context>
<context>
    <name>FrameworkDialog</name>
    <message>
        <source>Lägg till eget ramverk</source>
        <translation>Add a framework of your own</translation>
    </message>
    <message>
        <source>Ändra ramverket</source>
        <translation>Change the framework</translation>
    </message>
    <message>
        <source>till exempel beslutat av regionfullmäktige</source>
        <translation>for example decided by the regional council</translation>
    </message>
    <message>
        <source>Inget</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Källa (valfritt)</source>
        <translation>Source (optional)</translation>
    </message>
    <message>
        <source>Ställning (valfritt)</source>
        <translation>Standing (optional)</translation>
    </message>
    <message>
        <source>Inledande ord (valfritt)</source>
        <translation>Opening words (optional)</translation>
    </message>
    <message>
        <source>Gäller från år (valfritt)</source>
        <translation>Valid from year (optional)</translation>
    </message>
    <message>
        <source>Gäller till år (valfritt)</source>
        <translation>Valid to year (optional)</translation>
    </message>
    <message>
        <source>Ersätter (valfritt)</source>
        <translation>Replaces (optional)</translation>
    </message>
    <message>
        <source>Anteckning (valfritt)</source>
        <translation>Note (optional)</translation>
    </message>
    <message>
        <source>Punkter, en per rad (valfritt)</source>
        <translation>Points, one per line (optional)</translation>
    </message>
    <message>
        <source>Skriv koden först på varje rad, till exempel ”L1 Kortare väntetider”. Punkter kan läggas till och ändras senare.</source>
        <translation>Write the code first on each line, for example “L1 Shorter waiting times”. Points can be added and changed later.</translation>
    </message>
    <message>
        <source>Lägg till ramverket</source>
        <translation>Add the framework</translation>
    </message>
    <message>
        <source>Spara ramverket</source>
        <translation>Save the framework</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Skriv årtalet med fyra siffror, eller lämna fältet tomt.</source>
        <translation>Write the year with four digits, or leave the field empty.</translation>
    </message>
    <message>
        <source>Skriv vad ramverket heter.</source>
        <translation>Write what the framework is called.</translation>
    </message>
    <message>
        <source>Ramverket är tillagt: {name}.</source>
        <translation>The framework has been added: {name}.</translation>
    </message>
    <message>
        <source>Ramverket är sparat: {name}.</source>
        <translation>The framework has been saved: {name}.</translation>
    </message>
    <message>
        <source>Ramverket är flyttat till Papperskorgen.</source>
        <translation>The framework has been moved to the trash.</translation>
    </message>
</context>
<context>
    <name>FrameworkPage</name>
    <message>
        <source>Uppdraget</source>
        <translation>The mission</translation>
    </message>
    <message>
        <source>Strategiska faktorer</source>
        <translation>Strategic factors</translation>
    </message>
    <message>
        <source>Lås perioden</source>
        <translation>Lock the period</translation>
    </message>
    <message>
        <source>Egna ramverk / {name}</source>
        <translation>Own frameworks / {name}</translation>
    </message>
    <message>
        <source>Vad saknas, och var fylls det i?</source>
        <translation>What is missing, and where is it filled in?</translation>
    </message>
    <message>
        <source>Vilka ramverk följs upp?</source>
        <translation>Which frameworks are followed up?</translation>
    </message>
    <message>
        <source>Kriterium</source>
        <translation>Criterion</translation>
    </message>
    <message>
        <source>Område</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Punkt</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Inga bedömningar att visa över tid</source>
        <translation>No assessments to show over time</translation>
    </message>
    <message>
        <source>När något har bedömts visas bedömningarna här, en kolumn per period.</source>
        <translation>When something has been assessed the assessments are shown here, one column per period.</translation>
    </message>
    <message>
        <source>Visa nuläget</source>
        <translation>Show the current state</translation>
    </message>
    <message>
        <source>Inga punkter är inlagda än</source>
        <translation>No points have been entered yet</translation>
    </message>
    <message>
        <source>Lägg till ramverkets punkter, så kan de bedömas.</source>
        <translation>Add the points of the framework, and they can be assessed.</translation>
    </message>
    <message>
        <source>Lägg till punkt…</source>
        <translation>Add point…</translation>
    </message>
    <message>
        <source>Ramverket visas inte</source>
        <translation>The framework is not shown</translation>
    </message>
    <message>
        <source>Det är avslaget under Egna ramverk. Bedömningar som är gjorda finns kvar.</source>
        <translation>It is switched off under Own frameworks. Assessments already made are kept.</translation>
    </message>
    <message>
        <source>Visa ramverken</source>
        <translation>Show the frameworks</translation>
    </message>
    <message>
        <source>Lås upp {period}</source>
        <translation>Unlock {period}</translation>
    </message>
    <message>
        <source>Lås upp perioden</source>
        <translation>Unlock the period</translation>
    </message>
</context>
<context>
    <name>FunnelView</name>
    <message>
        <source>Antal fall</source>
        <translation>Number of cases</translation>
    </message>
    <message>
        <source>alla {share}</source>
        <translation>all {share}</translation>
    </message>
</context>
<context>
    <name>Gaps</name>
    <message>
        <source>Koppla uppgift…</source>
        <translation>Link evidence…</translation>
    </message>
    <message>
        <source>Koppla planen…</source>
        <translation>Link the plan…</translation>
    </message>
    <message>
        <source>Koppla mål eller insats…</source>
        <translation>Link goal or initiative…</translation>
    </message>
    <message>
        <source>Koppla mått…</source>
        <translation>Link measure…</translation>
    </message>
    <message>
        <source>Ange ansvarig roll…</source>
        <translation>State the responsible role…</translation>
    </message>
    <message>
        <source>Bedöm…</source>
        <translation>Assess…</translation>
    </message>
</context>
<context>
    <name>GapsModel</name>
    <message>
        <source>Punkt</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Lucka</source>
        <translation>Gap</translation>
    </message>
    <message>
        <source>Fyll i</source>
        <translation>Fill in</translation>
    </message>
</context>
<context>
    <name>GapsTab</name>
    <message>
        <source>Ramverk</source>
        <translation>Framework</translation>
    </message>
    <message>
        <source>Lucka</source>
        <translation>Gap</translation>
    </message>
    <message>
        <source>Alla luckor</source>
        <translation>All gaps</translation>
    </message>
    <message>
        <source>Luckor</source>
        <translation>Gaps</translation>
    </message>
    <message>
        <source>Luckor: {gaps}. Punkter med luckor: {items}.</source>
        <translation>Gaps: {gaps}. Points with gaps: {items}.</translation>
    </message>
    <message>
        <source>Inga luckor av det slaget.</source>
        <translation>No gaps of that kind.</translation>
    </message>
    <message>
        <source>Inga luckor i ramverket.</source>
        <translation>No gaps in the framework.</translation>
    </message>
</context>
<context>
    <name>GoalCard</name>
    <message>
        <source>Visa i Ledtider</source>
        <translation>Show in Lead times</translation>
    </message>
    <message>
        <source>Kopiera till eget mål…</source>
        <translation>Copy to a goal of your own…</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Läget nu</source>
        <translation>Where it stands</translation>
    </message>
    <message>
        <source>Visa siffran</source>
        <translation>Show the figure</translation>
    </message>
    <message>
        <source>Skulle vara klart {day}.</source>
        <translation>Was to be done by {day}.</translation>
    </message>
    <message>
        <source>Målet har inget mått.</source>
        <translation>The goal has no measure.</translation>
    </message>
    <message>
        <source>Mål: {level}.</source>
        <translation>Goal: {level}.</translation>
    </message>
    <message>
        <source>Utgångsvärde: {words}.</source>
        <translation>Baseline: {words}.</translation>
    </message>
</context>
<context>
    <name>GoalDialog</name>
    <message>
        <source>Hur ska ert eget mål räknas?</source>
        <translation>How is your goal to be counted?</translation>
    </message>
    <message>
        <source>Vad ska ändras i målet?</source>
        <translation>What is to be changed in the goal?</translation>
    </message>
    <message>
        <source>Eget mål som gäller</source>
        <translation>Your own, in force</translation>
    </message>
    <message>
        <source>Eget mål, föreslaget</source>
        <translation>Your own, proposed</translation>
    </message>
    <message>
        <source>utredda i SVF som börjat behandling</source>
        <translation>in SVF, who have begun treatment</translation>
    </message>
    <message>
        <source>alla i SVF med datum för slutet</source>
        <translation>all in SVF with a date of the end</translation>
    </message>
    <message>
        <source>alla som rekommenderats behandling</source>
        <translation>all recommended treatment</translation>
    </message>
    <message>
        <source>alla som väntas insjukna</source>
        <translation>all expected to fall ill</translation>
    </message>
    <message>
        <source>vårdförloppets egen ledtidsgräns</source>
        <translation>the care pathway&apos;s own limit</translation>
    </message>
    <message>
        <source>samma antal dagar för alla</source>
        <translation>the same number of days for all</translation>
    </message>
    <message>
        <source>skriv antal</source>
        <translation>write a number</translation>
    </message>
    <message>
        <source>Bara patienter i SVF</source>
        <translation>Only patients in SVF</translation>
    </message>
    <message>
        <source>Utan återfall</source>
        <translation>Without recurrences</translation>
    </message>
    <message>
        <source>Utförande region</source>
        <translation>Performing region</translation>
    </message>
    <message>
        <source>Patientens hemregion</source>
        <translation>The patient&apos;s home region</translation>
    </message>
    <message>
        <source>Rapporteras</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>Lägg till målet</source>
        <translation>Add the goal</translation>
    </message>
    <message>
        <source>Spara målet</source>
        <translation>Save the goal</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Målet i ord</source>
        <translation>The goal in words</translation>
    </message>
    <message>
        <source>Ställning</source>
        <translation>Standing</translation>
    </message>
    <message>
        <source>Vilka räknas</source>
        <translation>Who is counted</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Gräns</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Kalenderdagar</source>
        <translation>Calendar days</translation>
    </message>
    <message>
        <source>Andel</source>
        <translation>Share</translation>
    </message>
    <message>
        <source>Urval</source>
        <translation>Restricted to</translation>
    </message>
    <message>
        <source>Återfall</source>
        <translation>Recurrences</translation>
    </message>
    <message>
        <source>Räknas till</source>
        <translation>Counted in</translation>
    </message>
    <message>
        <source>Rapportering</source>
        <translation>Reporting</translation>
    </message>
    <message>
        <source>Gäller från (valfritt)</source>
        <translation>Valid from (optional)</translation>
    </message>
    <message>
        <source>Gäller till (valfritt)</source>
        <translation>Valid to (optional)</translation>
    </message>
    <message>
        <source>Källa (valfritt)</source>
        <translation>Source (optional)</translation>
    </message>
    <message>
        <source>Skriv datumet som 2026-03-05, eller lämna fältet tomt.</source>
        <translation>Write the date as 2026-03-05, or leave the field empty.</translation>
    </message>
    <message>
        <source>Skriv andelen, till exempel 80&#xa0;%.</source>
        <translation>Write the share, for example 80%.</translation>
    </message>
</context>
<context>
    <name>GoalsPage</name>
    <message>
        <source>Ledtider / Målmodeller</source>
        <translation>Lead times / Goal models</translation>
    </message>
    <message>
        <source>Målmodeller</source>
        <translation>Goal models</translation>
    </message>
    <message>
        <source>Vad säger varje mål om samma uttag?</source>
        <translation>What does each goal say about the same extract?</translation>
    </message>
    <message>
        <source>Lägg till eget mål…</source>
        <translation>Add a goal of your own…</translation>
    </message>
    <message>
        <source>Målen gäller olika patienter och räknas från olika händelser. Jämför varje mål med sitt eget mått, inte målen med varandra.</source>
        <translation>The goals are about different patients and are counted from different events. Compare each goal with its own measure, not the goals with each other.</translation>
    </message>
    <message>
        <source>Målet är sparat: {name}.</source>
        <translation>The goal has been saved: {name}.</translation>
    </message>
    <message>
        <source>Målet är flyttat till Papperskorgen: {name}.</source>
        <translation>The goal has been moved to the trash: {name}.</translation>
    </message>
</context>
<context>
    <name>GroupActs</name>
    <message>
        <source>Processen är flyttad till Papperskorgen.</source>
        <translation>The process has been moved to the trash.</translation>
    </message>
    <message>
        <source>Gruppen är flyttad till Papperskorgen.</source>
        <translation>The group has been moved to the trash.</translation>
    </message>
    <message>
        <source>Uppdraget är flyttat till Papperskorgen.</source>
        <translation>The assignment has been moved to the trash.</translation>
    </message>
    <message>
        <source>Personen är flyttad till Papperskorgen.</source>
        <translation>The person has been moved to the trash.</translation>
    </message>
    <message>
        <source>Uppgiften är flyttad till Papperskorgen.</source>
        <translation>The entry has been moved to the trash.</translation>
    </message>
    <message>
        <source>Frågan är flyttad till Papperskorgen.</source>
        <translation>The question has been moved to the trash.</translation>
    </message>
    <message>
        <source>Besöket är flyttat till Papperskorgen.</source>
        <translation>The visit has been moved to the trash.</translation>
    </message>
    <message>
        <source>Utbildningsbehovet är flyttat till Papperskorgen.</source>
        <translation>The training need has been moved to the trash.</translation>
    </message>
    <message>
        <source>Processen har ingen grupp än. Lägg till den under Grupper.</source>
        <translation>The process has no group yet. Add it under Groups.</translation>
    </message>
    <message>
        <source>{unit} har inga siffror i filen. Läs in ett uttag där den finns.</source>
        <translation>{unit} has no figures in the file. Import an extract that holds it.</translation>
    </message>
</context>
<context>
    <name>GroupDialog</name>
    <message>
        <source>Lägg till grupp</source>
        <translation>Add group</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Slag av grupp</source>
        <translation>Kind of group</translation>
    </message>
    <message>
        <source>Ingen process</source>
        <translation>No process</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Hela sjukvårdsregionen</source>
        <translation>The whole health care region</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Är {body} för hela RCC</source>
        <translation>Is {body} for the whole RCC</translation>
    </message>
    <message>
        <source>Reglemente</source>
        <translation>Rules of procedure</translation>
    </message>
    <message>
        <source>Möten per år</source>
        <translation>Meetings per year</translation>
    </message>
    <message>
        <source>Rapporterar till</source>
        <translation>Reports to</translation>
    </message>
    <message>
        <source>Första § varje år</source>
        <translation>First § of each year</translation>
    </message>
    <message>
        <source>Finns från</source>
        <translation>Exists from</translation>
    </message>
    <message>
        <source>Finns till</source>
        <translation>Exists until</translation>
    </message>
    <message>
        <source>Spara gruppen</source>
        <translation>Save the group</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Gruppen är flyttad till Papperskorgen.</source>
        <translation>The group has been moved to the trash.</translation>
    </message>
    <message>
        <source>Skriv vad gruppen heter.</source>
        <translation>Write what the group is called.</translation>
    </message>
    <message>
        <source>Skriv numret på årets första paragraf, till exempel 1.</source>
        <translation>Write the number of the first paragraph of the year, for example 1.</translation>
    </message>
    <message>
        <source>Gruppen är tillagd.</source>
        <translation>The group has been added.</translation>
    </message>
    <message>
        <source>Gruppen är sparad.</source>
        <translation>The group has been saved.</translation>
    </message>
</context>
<context>
    <name>GroupPage</name>
    <message>
        <source>Alla grupper</source>
        <translation>All groups</translation>
    </message>
    <message>
        <source>Ändra gruppen…</source>
        <translation>Change the group…</translation>
    </message>
    <message>
        <source>Lägg till plats…</source>
        <translation>Add seat…</translation>
    </message>
    <message>
        <source>Platser</source>
        <translation>Seats</translation>
    </message>
    <message>
        <source>Gruppen har inga platser än.</source>
        <translation>The group has no seats yet.</translation>
    </message>
    <message>
        <source>Tillsätt platsen…</source>
        <translation>Fill the seat…</translation>
    </message>
    <message>
        <source>Ändra platsen…</source>
        <translation>Change the seat…</translation>
    </message>
    <message>
        <source>Flytta upp</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>Flytta ned</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>Platsen är flyttad till Papperskorgen.</source>
        <translation>The seat has been moved to the trash.</translation>
    </message>
    <message>
        <source>På platserna</source>
        <translation>On the seats</translation>
    </message>
    <message>
        <source>Ingen sitter på någon plats än.</source>
        <translation>Nobody sits on any seat yet.</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Avsluta i dag</source>
        <translation>End today</translation>
    </message>
    <message>
        <source>Byt person…</source>
        <translation>Replace person…</translation>
    </message>
    <message>
        <source>Uppgiften är flyttad till Papperskorgen.</source>
        <translation>The entry has been moved to the trash.</translation>
    </message>
    <message>
        <source>Saknas i gruppen</source>
        <translation>Missing in the group</translation>
    </message>
    <message>
        <source>Inget saknas.</source>
        <translation>Nothing is missing.</translation>
    </message>
    <message>
        <source>Om gruppen</source>
        <translation>About the group</translation>
    </message>
    <message>
        <source>Visa möten</source>
        <translation>Show meetings</translation>
    </message>
    <message>
        <source>Patient- och närståendemedverkan</source>
        <translation>Participation of patients and families</translation>
    </message>
    <message>
        <source>Lägg till…</source>
        <translation>Add…</translation>
    </message>
    <message>
        <source>Lägg till uppgift om medverkan</source>
        <translation>Add information on participation</translation>
    </message>
    <message>
        <source>Patient- och närståendemedverkan är inte angiven.</source>
        <translation>Participation of patients and families is not given.</translation>
    </message>
    <message>
        <source>Uppdrag i gruppen</source>
        <translation>Assignments in the group</translation>
    </message>
    <message>
        <source>Inget uppdrag hör till gruppen.</source>
        <translation>No assignment belongs to the group.</translation>
    </message>
    <message>
        <source>Grupp</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Gruppen finns inte</source>
        <translation>The group does not exist</translation>
    </message>
    <message>
        <source>Den kan ligga i Papperskorgen och återställas därifrån, eller så är ingen grupp tillagd än.</source>
        <translation>It may be in the trash and can be restored from there, or no group has been added yet.</translation>
    </message>
    <message>
        <source>Visa grupperna</source>
        <translation>Show the groups</translation>
    </message>
    <message>
        <source>Visa</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Platsen är flyttad.</source>
        <translation>The seat has been moved.</translation>
    </message>
    <message>
        <source>Personen är borttagen och har inga uppdrag kvar.</source>
        <translation>The person has been removed and has no assignments left.</translation>
    </message>
    <message>
        <source>Tiden på platsen är avslutad.</source>
        <translation>The time on the seat has ended.</translation>
    </message>
    <message>
        <source>Plats</source>
        <translation>Seat</translation>
    </message>
    <message>
        <source>Deltar som</source>
        <translation>Takes part as</translation>
    </message>
    <message>
        <source>Besatta</source>
        <translation>Filled</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Närvaro</source>
        <translation>Attendance</translation>
    </message>
    <message>
        <source>Ingen uppgift</source>
        <translation>No information</translation>
    </message>
    <message>
        <source>{attended} av {asked} möten</source>
        <translation>{attended} of {asked} meetings</translation>
    </message>
    <message>
        <source>Vem</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Uppgift i gruppen</source>
        <translation>Task in the group</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Tidigare och kommande</source>
        <translation>Earlier and coming</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Hela sjukvårdsregionen</source>
        <translation>The whole health care region</translation>
    </message>
    <message>
        <source>Reglemente</source>
        <translation>Rules of procedure</translation>
    </message>
    <message>
        <source>Möten per år</source>
        <translation>Meetings per year</translation>
    </message>
    <message>
        <source>Rapporterar till</source>
        <translation>Reports to</translation>
    </message>
    <message>
        <source>Senaste möte</source>
        <translation>Latest meeting</translation>
    </message>
    <message>
        <source>Nästa möte</source>
        <translation>Next meeting</translation>
    </message>
    <message>
        <source>Uppgift från</source>
        <translation>Stated on</translation>
    </message>
    <message>
        <source>Önskade</source>
        <translation>Wanted</translation>
    </message>
    <message>
        <source>Erbjudna</source>
        <translation>Offered</translation>
    </message>
    <message>
        <source>Med i gruppen</source>
        <translation>In the group</translation>
    </message>
    <message>
        <source>Kom in</source>
        <translation>Came in</translation>
    </message>
    <message>
        <source>Hur det är ordnat</source>
        <translation>How it is arranged</translation>
    </message>
    <message>
        <source>Vad ändrades?</source>
        <translation>What was changed?</translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Grupp</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Saknas i gruppen</source>
        <translation>Missing in the group</translation>
    </message>
    <message>
        <source>Introduktion</source>
        <translation>Introduction</translation>
    </message>
    <message>
        <source>Har punkter kvar</source>
        <translation>Has items left</translation>
    </message>
    <message>
        <source>Mentor saknas</source>
        <translation>Mentor missing</translation>
    </message>
    <message>
        <source>Ingen grupp</source>
        <translation>No group</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Ledamöter</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>Vakanta platser</source>
        <translation>Vacant seats</translation>
    </message>
    <message>
        <source>Saknas</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>Senaste möte</source>
        <translation>Latest meeting</translation>
    </message>
    <message>
        <source>Nästa möte</source>
        <translation>Next meeting</translation>
    </message>
    <message>
        <source>Inget saknas</source>
        <translation>Nothing is missing</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Enhet</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Omvårdnad</source>
        <translation>Nursing</translation>
    </message>
    <message>
        <source>Primärvård</source>
        <translation>Primary care</translation>
    </message>
    <message>
        <source>Patienter och närstående</source>
        <translation>Patients and families</translation>
    </message>
    <message>
        <source>Vakant plats</source>
        <translation>Vacant seat</translation>
    </message>
    <message>
        <source>Plats utan närvaro</source>
        <translation>Seat without attendance</translation>
    </message>
    <message>
        <source>Vad</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Vakant sedan</source>
        <translation>Vacant since</translation>
    </message>
    <message>
        <source>Uppdrag</source>
        <translation>Assignments</translation>
    </message>
    <message>
        <source>Process eller grupp</source>
        <translation>Process or group</translation>
    </message>
    <message>
        <source>Vem</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Ges av</source>
        <translation>Given by</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Mentor</source>
        <translation>Mentor</translation>
    </message>
    <message>
        <source>Vad som återstår</source>
        <translation>What is left</translation>
    </message>
    <message>
        <source>Finns</source>
        <translation>There is</translation>
    </message>
    <message>
        <source>Arbetsgivare</source>
        <translation>Employer</translation>
    </message>
    <message>
        <source>Överenskommen tid</source>
        <translation>Agreed time</translation>
    </message>
    <message>
        <source>Frigjord tid</source>
        <translation>Released time</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Profession</source>
        <translation>Profession</translation>
    </message>
    <message>
        <source>E-post</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Telefon</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Ingen</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Frigjord tid ej angiven</source>
        <translation>Released time not given</translation>
    </message>
    <message>
        <source>Processer</source>
        <translation>Processes</translation>
    </message>
    <message>
        <source>Grupper och platser</source>
        <translation>Groups and seats</translation>
    </message>
    <message>
        <source>Patient- och närståendemedverkan</source>
        <translation>Participation of patients and families</translation>
    </message>
    <message>
        <source>Dialogbesök</source>
        <translation>Dialogue visits</translation>
    </message>
    <message>
        <source>Processledare</source>
        <translation>Process leader</translation>
    </message>
    <message>
        <source>Här samlas processerna</source>
        <translation>The processes are gathered here</translation>
    </message>
    <message>
        <source>Lägg till den första processen. Sedan kan du lägga till vem som leder den, dess grupp och vilka platser gruppen har. Det som är vakant syns tills det är tillsatt.</source>
        <translation>Add the first process. Then you can add who leads it, its group and which seats the group has. What is vacant shows until it is filled.</translation>
    </message>
    <message>
        <source>Öppna uppdraget</source>
        <translation>Open the assignment</translation>
    </message>
    <message>
        <source>Öppna gruppen</source>
        <translation>Open the group</translation>
    </message>
    <message>
        <source>Ändra processen…</source>
        <translation>Change the process…</translation>
    </message>
    <message>
        <source>Lägg till process…</source>
        <translation>Add process…</translation>
    </message>
    <message>
        <source>Utbildningsbehov</source>
        <translation>Training needs</translation>
    </message>
    <message>
        <source>Inga utbildningsbehov är angivna</source>
        <translation>No training needs are given</translation>
    </message>
    <message>
        <source>Ett behov gäller en verksamhet: hur många som behöver utbildningen och hur många som har nåtts. Då syns vilka som inte är nådda.</source>
        <translation>A need concerns a care unit: how many need the training and how many have been reached. Then it shows which are not reached.</translation>
    </message>
    <message>
        <source>Ändra behovet…</source>
        <translation>Change the need…</translation>
    </message>
    <message>
        <source>Lägg till utbildningsbehov…</source>
        <translation>Add training need…</translation>
    </message>
    <message>
        <source>Grupper</source>
        <translation>Groups</translation>
    </message>
    <message>
        <source>Ingen grupp är tillagd</source>
        <translation>No group has been added</translation>
    </message>
    <message>
        <source>En grupp har platser som står för något: en region, en verksamhet, patienter och närstående. Då syns vad som saknas, även när platsen är vakant.</source>
        <translation>A group has seats that stand for something: a region, a care unit, patients and families. Then what is missing shows, also when the seat is vacant.</translation>
    </message>
    <message>
        <source>Ändra gruppen…</source>
        <translation>Change the group…</translation>
    </message>
    <message>
        <source>Lägg till grupp…</source>
        <translation>Add group…</translation>
    </message>
    <message>
        <source>Vakant</source>
        <translation>Vacant</translation>
    </message>
    <message>
        <source>Inget är vakant</source>
        <translation>Nothing is vacant</translation>
    </message>
    <message>
        <source>Uppdrag och platser utan någon visas här tills de är tillsatta.</source>
        <translation>Assignments and seats with nobody are shown here until they are filled.</translation>
    </message>
    <message>
        <source>Öppna</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Alla uppdrag</source>
        <translation>All assignments</translation>
    </message>
    <message>
        <source>Inget uppdrag är tillagt</source>
        <translation>No assignment has been added</translation>
    </message>
    <message>
        <source>Ett uppdrag är att leda eller samordna. Det kan vara vakant och står kvar här tills någon har det.</source>
        <translation>An assignment is to lead or to coordinate. It can be vacant and stays here until somebody holds it.</translation>
    </message>
    <message>
        <source>Ändra uppdraget…</source>
        <translation>Change the assignment…</translation>
    </message>
    <message>
        <source>Lägg till uppdrag…</source>
        <translation>Add assignment…</translation>
    </message>
    <message>
        <source>Ingen introduktion återstår</source>
        <translation>No introduction is left</translation>
    </message>
    <message>
        <source>Uppdrag utan mentor, eller med punkter kvar i introduktionen, visas här.</source>
        <translation>Assignments without a mentor, or with items left of the introduction, are shown here.</translation>
    </message>
    <message>
        <source>Tid</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Ingen tid att visa</source>
        <translation>No time to show</translation>
    </message>
    <message>
        <source>När ett uppdrag har överenskommen tid visas den här per process och arbetsgivare, aldrig per person.</source>
        <translation>When an assignment has agreed time it is shown here by process and employer, never by person.</translation>
    </message>
    <message>
        <source>Lokala</source>
        <translation>Local</translation>
    </message>
    <message>
        <source>Ingen som leder lokalt är tillagd</source>
        <translation>Nobody who leads locally has been added</translation>
    </message>
    <message>
        <source>Lokala uppdrag ges av andra än RCC. De visas per region och räknas inte in bland RCC:s egna.</source>
        <translation>Local assignments are given by others than the RCC. They are shown by region and do not count among the RCC&apos;s own.</translation>
    </message>
    <message>
        <source>Lägg till lokalt uppdrag…</source>
        <translation>Add local assignment…</translation>
    </message>
    <message>
        <source>Personer</source>
        <translation>Persons</translation>
    </message>
    <message>
        <source>Ingen person är tillagd</source>
        <translation>No person has been added</translation>
    </message>
    <message>
        <source>Namnet står vid platser, uppdrag och möten, aldrig vid en siffra.</source>
        <translation>The name stands beside seats, assignments and meetings, never beside a figure.</translation>
    </message>
    <message>
        <source>Ändra uppgifterna…</source>
        <translation>Change the details…</translation>
    </message>
    <message>
        <source>Byt person…</source>
        <translation>Replace person…</translation>
    </message>
    <message>
        <source>Lägg till person…</source>
        <translation>Add person…</translation>
    </message>
    <message>
        <source>Medverkan</source>
        <translation>Participation</translation>
    </message>
    <message>
        <source>Patient- och närståendemedverkan är inte angiven</source>
        <translation>Participation of patients and families is not given</translation>
    </message>
    <message>
        <source>Ange för en grupp hur många företrädare som är önskade, erbjudna och med, och vad medverkan har ändrat.</source>
        <translation>State for a group how many representatives are wanted, offered and in it, and what participation has changed.</translation>
    </message>
    <message>
        <source>Ändra uppgiften…</source>
        <translation>Change the entry…</translation>
    </message>
    <message>
        <source>Lägg till uppgift…</source>
        <translation>Add entry…</translation>
    </message>
    <message>
        <source>Frågor till nationell nivå</source>
        <translation>Questions to the national level</translation>
    </message>
    <message>
        <source>Ingen fråga till nationell nivå är antecknad</source>
        <translation>No question to the national level has been noted</translation>
    </message>
    <message>
        <source>Frågor från patient- och närståenderådet eller en process samlas här tills de är lyfta och besvarade.</source>
        <translation>Questions from the patient and family council or a process are gathered here until they are raised and answered.</translation>
    </message>
    <message>
        <source>Ändra frågan…</source>
        <translation>Change the question…</translation>
    </message>
    <message>
        <source>Lägg till fråga…</source>
        <translation>Add question…</translation>
    </message>
    <message>
        <source>Besök</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>Inget dialogbesök är tillagt</source>
        <translation>No dialogue visit has been added</translation>
    </message>
    <message>
        <source>Vid ett dialogbesök visas verksamhetens egna siffror. Det ni kommer överens om kan bli aktiviteter.</source>
        <translation>At a dialogue visit the care unit&apos;s own figures are shown. What you agree on can become activities.</translation>
    </message>
    <message>
        <source>Ändra besöket…</source>
        <translation>Change the visit…</translation>
    </message>
    <message>
        <source>Datapaket…</source>
        <translation>Data pack…</translation>
    </message>
    <message>
        <source>Lägg till dialogbesök…</source>
        <translation>Add dialogue visit…</translation>
    </message>
    <message>
        <source>Inte besökta i år</source>
        <translation>Not visited this year</translation>
    </message>
    <message>
        <source>Inga verksamheter återstår</source>
        <translation>No care units are left</translation>
    </message>
    <message>
        <source>Verksamheter utan hållet dialogbesök i år visas här.</source>
        <translation>Care units without a dialogue visit held this year are shown here.</translation>
    </message>
    <message>
        <source>Planera besök…</source>
        <translation>Plan visit…</translation>
    </message>
    <message>
        <source>Uppgift från</source>
        <translation>Stated on</translation>
    </message>
    <message>
        <source>Företrädarna är</source>
        <translation>The representatives are</translation>
    </message>
    <message>
        <source>Önskade</source>
        <translation>Wanted</translation>
    </message>
    <message>
        <source>Erbjudna</source>
        <translation>Offered</translation>
    </message>
    <message>
        <source>Med i gruppen</source>
        <translation>In the group</translation>
    </message>
    <message>
        <source>Kom in</source>
        <translation>Came in</translation>
    </message>
    <message>
        <source>Ändrade något</source>
        <translation>Changed anything</translation>
    </message>
    <message>
        <source>Ja</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Nej</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Fråga</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Kommer från</source>
        <translation>Comes from</translation>
    </message>
    <message>
        <source>Lyfts till</source>
        <translation>Raised to</translation>
    </message>
    <message>
        <source>Tas upp</source>
        <translation>Taken up</translation>
    </message>
    <message>
        <source>Antecknad</source>
        <translation>Noted</translation>
    </message>
    <message>
        <source>Verksamhet</source>
        <translation>Care unit</translation>
    </message>
    <message>
        <source>När</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Överenskommet</source>
        <translation>Agreed</translation>
    </message>
    <message>
        <source>Inget antecknat</source>
        <translation>Nothing noted</translation>
    </message>
    <message>
        <source>{made} av {count} har blivit aktiviteter</source>
        <translation>{made} of {count} have become activities</translation>
    </message>
    <message>
        <source>Flera processer</source>
        <translation>Several processes</translation>
    </message>
    <message>
        <source>Hållet {day}</source>
        <translation>Held {day}</translation>
    </message>
    <message>
        <source>Planerat till {day}</source>
        <translation>Planned for {day}</translation>
    </message>
    <message>
        <source>Senast besökt</source>
        <translation>Last visited</translation>
    </message>
    <message>
        <source>Planerat till</source>
        <translation>Planned for</translation>
    </message>
    <message>
        <source>Ingen uppgift</source>
        <translation>No information</translation>
    </message>
    <message>
        <source>Område</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Nått</source>
        <translation>Reached</translation>
    </message>
    <message>
        <source>Planerad till</source>
        <translation>Planned for</translation>
    </message>
    <message>
        <source>Hållen</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>Nationell motsvarighet</source>
        <translation>National counterpart</translation>
    </message>
    <message>
        <source>Anteckning</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Hur det är ordnat</source>
        <translation>How it is arranged</translation>
    </message>
    <message>
        <source>Förväntningar avstämda</source>
        <translation>Expectations agreed</translation>
    </message>
    <message>
        <source>Vad ändrades?</source>
        <translation>What was changed?</translation>
    </message>
    <message>
        <source>Med egna ord</source>
        <translation>In your own words</translation>
    </message>
    <message>
        <source>Svar</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Vad som visades</source>
        <translation>What was shown</translation>
    </message>
    <message>
        <source>Ändra</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Gör till aktivitet…</source>
        <translation>Make an activity of it…</translation>
    </message>
    <message>
        <source>Visa</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>har blivit en aktivitet</source>
        <translation>has become an activity</translation>
    </message>
    <message>
        <source>Överenskommet vid besöket: {unit}</source>
        <translation>Agreed at the visit: {unit}</translation>
    </message>
    <message>
        <source>Inget är antecknat från besöket.</source>
        <translation>Nothing is noted from the visit.</translation>
    </message>
    <message>
        <source>Lägg till punkt…</source>
        <translation>Add item…</translation>
    </message>
    <message>
        <source>Processgrupper</source>
        <translation>Process groups</translation>
    </message>
    <message>
        <source>Delar av sidan</source>
        <translation>Parts of the page</translation>
    </message>
    <message>
        <source>Vilka leder processerna, vilka platser är vakanta, hur medverkar patienter och närstående?</source>
        <translation>Who leads the processes, which seats are vacant, how do patients and families take part?</translation>
    </message>
    <message>
        <source>Tiden är frivillig att lämna. Den visas per process och arbetsgivare, aldrig per person.</source>
        <translation>Giving the time is voluntary. It is shown by process and employer, never by person.</translation>
    </message>
    <message>
        <source>Uppdragen ges av andra än RCC och räknas inte in bland RCC:s egna.</source>
        <translation>The assignments are given by others than the RCC and do not count among the RCC&apos;s own.</translation>
    </message>
    <message>
        <source>Uppdrag utan mentor, eller med punkter kvar i introduktionen.</source>
        <translation>Assignments without a mentor, or with items left of the introduction.</translation>
    </message>
    <message>
        <source>Verksamheter utan hållet dialogbesök {year}.</source>
        <translation>Care units without a dialogue visit held {year}.</translation>
    </message>
</context>
<context>
    <name>GuidelineDialog</name>
    <message>
        <source>Vilken riktlinje ska läggas till?</source>
        <translation>Which guideline is to be added?</translation>
    </message>
    <message>
        <source>Vad ska ändras i riktlinjen?</source>
        <translation>What is to be changed in the guideline?</translation>
    </message>
    <message>
        <source>Nationellt vårdprogram …</source>
        <translation>National care programme …</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Processer (tomt: alla)</source>
        <translation>Processes (empty: all)</translation>
    </message>
    <message>
        <source>Källa (valfritt)</source>
        <translation>Source (optional)</translation>
    </message>
    <message>
        <source>Anteckning (valfritt)</source>
        <translation>Note (optional)</translation>
    </message>
    <message>
        <source>Lägg till riktlinje</source>
        <translation>Add guideline</translation>
    </message>
    <message>
        <source>Spara riktlinjen</source>
        <translation>Save the guideline</translation>
    </message>
    <message>
        <source>Skriv vad riktlinjen heter.</source>
        <translation>Write what the guideline is called.</translation>
    </message>
    <message>
        <source>Riktlinjen är sparad.</source>
        <translation>The guideline has been saved.</translation>
    </message>
    <message>
        <source>Riktlinjen är tillagd.</source>
        <translation>The guideline has been added.</translation>
    </message>
</context>
<context>
    <name>GuidelinesPage</name>
    <message>
        <source>Verksamhet</source>
        <translation>Care unit</translation>
    </message>
    <message>
        <source>Läge nu</source>
        <translation>State now</translation>
    </message>
    <message>
        <source>Svar på versionen före</source>
        <translation>Answer on the version before</translation>
    </message>
    <message>
        <source>Verksamhetens skäl</source>
        <translation>The care unit&apos;s reason</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>{region}: {of} har infört</source>
        <translation>{region}: {of} have adopted it</translation>
    </message>
    <message>
        <source>Regionen som helhet</source>
        <translation>The region as a whole</translation>
    </message>
    <message>
        <source>{state} (från förra)</source>
        <translation>{state} (from the previous version)</translation>
    </message>
    <message>
        <source>Vad gjordes?</source>
        <translation>What was done?</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>För vilka</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Riktlinje</source>
        <translation>Guideline</translation>
    </message>
    <message>
        <source>Alla</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Riktlinjer</source>
        <translation>Guidelines</translation>
    </message>
    <message>
        <source>Vad har verksamheterna infört, och vad återstår?</source>
        <translation>What have the care units adopted, and what remains?</translation>
    </message>
    <message>
        <source>Lägg till kunskapsstöd</source>
        <translation>Add knowledge support</translation>
    </message>
    <message>
        <source>Lägg till riktlinje</source>
        <translation>Add guideline</translation>
    </message>
    <message>
        <source>Delar av riktlinjerna</source>
        <translation>Parts of the guidelines</translation>
    </message>
    <message>
        <source>Införande</source>
        <translation>Adoption</translation>
    </message>
    <message>
        <source>Kunskapsstöd</source>
        <translation>Knowledge support</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>{plan} / Riktlinjer</source>
        <translation>{plan} / Guidelines</translation>
    </message>
    <message>
        <source>Här följs vårdprogrammen till varje verksamhet</source>
        <translation>Here the care programmes are followed to each care unit</translation>
    </message>
    <message>
        <source>Lägg till ett vårdprogram eller en riktlinje och dess version. Sedan syns vilka verksamheter som har infört den, och deras skäl när den inte införs.</source>
        <translation>Add a care programme or a guideline and its version. Then it is shown which care units have adopted it, and their reasons when it is not being adopted.</translation>
    </message>
    <message>
        <source>Inget kunskapsstöd är antecknat för den valda processen.</source>
        <translation>No knowledge support is recorded for the chosen process.</translation>
    </message>
    <message>
        <source>Inget kunskapsstöd är antecknat. Utbildningar, möten och material som har getts kan skrivas upp här, för grupper och verksamheter, aldrig för personer.</source>
        <translation>No knowledge support is recorded. Training, meetings and material that have been given can be entered here, for groups and care units, never for persons.</translation>
    </message>
    <message>
        <source>Riktlinjen är flyttad till Papperskorgen.</source>
        <translation>The guideline has been moved to the trash.</translation>
    </message>
    <message>
        <source>Versionen är flyttad till Papperskorgen.</source>
        <translation>The version has been moved to the trash.</translation>
    </message>
    <message numerus="yes">
        <source>%n svar är överförda från förra versionen.</source>
        <translation>
            <numerusform>%n answer has been carried over from the previous version.</numerusform>
            <numerusform>%n answers have been carried over from the previous version.</numerusform>
        </translation>
    </message>
    <message>
        <source>{place}: {state}.</source>
        <translation>{place}: {state}.</translation>
    </message>
    <message>
        <source>Kunskapsstödet är flyttat till Papperskorgen.</source>
        <translation>The knowledge support has been moved to the trash.</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>EXEMPELDATA</source>
        <translation>EXAMPLE DATA</translation>
    </message>
    <message>
        <source>Byt skärm</source>
        <translation>Change screen</translation>
    </message>
    <message>
        <source>Avsluta visningen</source>
        <translation>End the showing</translation>
    </message>
</context>
<context>
    <name>HeatmapView</name>
    <message>
        <source>{name}: uppgift saknas.</source>
        <translation>{name}: no figure.</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>{day} (v. {week})</source>
        <translation>{day} (week {week})</translation>
    </message>
    <message>
        <source>I dag, {day}</source>
        <translation>Today, {day}</translation>
    </message>
    <message>
        <source>I går, {day}</source>
        <translation>Yesterday, {day}</translation>
    </message>
</context>
<context>
    <name>HistoryFilters</name>
    <message>
        <source>Vad</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Vem</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Från och med dag</source>
        <translation>From and including day</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Till och med dag</source>
        <translation>To and including day</translation>
    </message>
    <message>
        <source>Sök i historiken</source>
        <translation>Search the history</translation>
    </message>
    <message>
        <source>Återställ filtren</source>
        <translation>Reset the filters</translation>
    </message>
    <message>
        <source>Allt</source>
        <translation>Everything</translation>
    </message>
    <message>
        <source>Alla</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Namn saknas</source>
        <translation>No name</translation>
    </message>
    <message>
        <source>Skriv dagen som 2026-11-20, eller lämna fältet tomt.</source>
        <translation>Write the day as 2026-11-20, or leave the field empty.</translation>
    </message>
    <message>
        <source>Den första dagen ligger efter den sista.</source>
        <translation>The first day is after the last.</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Historik</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Vem ändrade vad, och när?</source>
        <translation>Who changed what, and when?</translation>
    </message>
    <message>
        <source>Visa fler</source>
        <translation>Show more</translation>
    </message>
    <message>
        <source>Inget har ändrats än</source>
        <translation>Nothing has been changed yet</translation>
    </message>
    <message>
        <source>Här står vem som ändrade vad, och när: importer, gränser, inställningar, analyser. Varje ändring kan ångras härifrån.</source>
        <translation>Here stands who changed what, and when: imports, limits, settings, analyses. Every change can be undone from here.</translation>
    </message>
    <message>
        <source>Inget i urvalet</source>
        <translation>Nothing in the selection</translation>
    </message>
    <message>
        <source>Ingen ändring stämmer med filtren. Vidga dem, eller visa allt.</source>
        <translation>No change fits the filters. Widen them, or show everything.</translation>
    </message>
    <message>
        <source>Återställ filtren</source>
        <translation>Reset the filters</translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message>
        <source>Visar {shown} av {count} ändringar</source>
        <translation>Showing {shown} of {count} changes</translation>
    </message>
    <message>
        <source>Ångrat: {act}</source>
        <translation>Undone: {act}</translation>
    </message>
</context>
<context>
    <name>ImportWizard</name>
    <message>
        <source>Välj fil</source>
        <translation>Choose file</translation>
    </message>
    <message>
        <source>Hitta tabellen</source>
        <translation>Find the table</translation>
    </message>
    <message>
        <source>Para ihop kolumner</source>
        <translation>Match columns</translation>
    </message>
    <message>
        <source>Granska</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Provkör</source>
        <translation>Dry run</translation>
    </message>
    <message>
        <source>Importera</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Avbryter …</source>
        <translation>Cancelling …</translation>
    </message>
    <message>
        <source>Vidare till kolumner</source>
        <translation>On to the columns</translation>
    </message>
    <message>
        <source>Vidare till granskning</source>
        <translation>On to the review</translation>
    </message>
    <message>
        <source>Tillbaka till tabellen</source>
        <translation>Back to the table</translation>
    </message>
    <message>
        <source>Tillbaka till kolumner</source>
        <translation>Back to the columns</translation>
    </message>
    <message>
        <source>Tillbaka till granskning</source>
        <translation>Back to the review</translation>
    </message>
    <message>
        <source>Importera 1 rad</source>
        <translation>Import 1 row</translation>
    </message>
    <message>
        <source>Importera {count} rader</source>
        <translation>Import {count} rows</translation>
    </message>
    <message>
        <source>Filen är redan inläst</source>
        <translation>The file has already been imported</translation>
    </message>
    <message>
        <source>Inget nytt eller ändrat i filen</source>
        <translation>Nothing new or changed in the file</translation>
    </message>
    <message>
        <source>Välj först vad filen innehåller</source>
        <translation>First choose what the file holds</translation>
    </message>
    <message>
        <source>Ange först vilken indikator tabellen gäller</source>
        <translation>First say which indicator the table is about</translation>
    </message>
    <message>
        <source>Lös de {count} spärrarna först</source>
        <translation>Resolve the {count} stops first</translation>
    </message>
    <message>
        <source>Lös spärren först</source>
        <translation>Resolve the stop first</translation>
    </message>
</context>
<context>
    <name>ImportsPage</name>
    <message>
        <source>Läs in uttag…</source>
        <translation>Import extract…</translation>
    </message>
    <message>
        <source>Klistra in</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>Flikar</source>
        <translation>Tabs</translation>
    </message>
    <message>
        <source>Uttag</source>
        <translation>Extracts</translation>
    </message>
    <message>
        <source>Att rätta</source>
        <translation>To correct</translation>
    </message>
    <message>
        <source>Profiler</source>
        <translation>Profiles</translation>
    </message>
    <message>
        <source>Läs in uttag</source>
        <translation>Import extract</translation>
    </message>
    <message>
        <source>Filen är öppen bara för läsning.</source>
        <translation>The file is open for reading only.</translation>
    </message>
    <message>
        <source>Inget att rätta</source>
        <translation>Nothing to correct</translation>
    </message>
    <message>
        <source>Det finns inga varningar i de uttag som gäller.</source>
        <translation>There are no warnings in the extracts in force.</translation>
    </message>
    <message>
        <source>Datatvivel ({count})</source>
        <translation>Data doubts ({count})</translation>
    </message>
    <message>
        <source>Importen är ångrad: {rows}</source>
        <translation>The import has been undone: {rows}</translation>
    </message>
    <message>
        <source>1 rad</source>
        <translation>1 row</translation>
    </message>
    <message>
        <source>{count} rader</source>
        <translation>{count} rows</translation>
    </message>
    <message>
        <source>{rows} om enskilda vårdförlopp i {file} tas bort för gott.</source>
        <translation>{rows} about single care pathways in {file} are removed for good.</translation>
    </message>
    <message>
        <source>Gallrat: {rows}</source>
        <translation>Purged: {rows}</translation>
    </message>
    <message>
        <source>Gallrat, men 1 säkerhetskopia kunde inte rensas. Det görs nästa gång filen öppnas.</source>
        <translation>Purged, but 1 backup could not be cleaned. That is done the next time the file is opened.</translation>
    </message>
    <message>
        <source>Även {count} äldre uttag, som det här ersätter, gallras.</source>
        <translation>Older extracts that this one replaces are purged too: {count}.</translation>
    </message>
    <message>
        <source>Uppgifterna tas också bort ur alla säkerhetskopior av filen.</source>
        <translation>The data are also removed from all backups of the file.</translation>
    </message>
    <message>
        <source>Ledtider räknas sedan utan dem. Siffror i utfärdade underlag finns kvar. Det går inte att ångra, men filen kan läsas in på nytt.</source>
        <translation>Lead times are then counted without them. Figures in issued packs remain. It cannot be undone, but the file can be imported again.</translation>
    </message>
    <message>
        <source>Gallra uttaget {date}?</source>
        <translation>Purge the extract {date}?</translation>
    </message>
    <message>
        <source>Gallra</source>
        <translation>Purge</translation>
    </message>
    <message>
        <source>Gallrar …</source>
        <translation>Purging …</translation>
    </message>
    <message>
        <source>Gallringen avbröts. Inget har ändrats.</source>
        <translation>The purge was cancelled. Nothing has been changed.</translation>
    </message>
    <message>
        <source>Gallrat, men {count} säkerhetskopior kunde inte rensas. Det görs nästa gång filen öppnas.</source>
        <translation>Purged, but {count} of the backups could not be cleaned. It is done the next time the file is opened.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Skriv in värde…</source>
        <translation>Enter value…</translation>
    </message>
    <message>
        <source>Datatvivel</source>
        <translation>Data doubts</translation>
    </message>
    <message>
        <source>Vilka uttag har lästs in, och vad behöver rättas?</source>
        <translation>Which extracts have been imported, and what needs correcting?</translation>
    </message>
    <message>
        <source>Uttag {date}</source>
        <translation>Extract {date}</translation>
    </message>
    <message>
        <source>Att rätta ({count})</source>
        <translation>To correct ({count})</translation>
    </message>
    <message>
        <source>Inget uttag är inläst</source>
        <translation>No extract has been imported</translation>
    </message>
    <message>
        <source>Läs in en händelselista för SVF, en tabell med täljare och nämnare, eller väntat antal fall, från Excel eller CSV. Du ser vad som hittas innan något sparas, och allt kan ångras. Du kan också släppa filen i fönstret.</source>
        <translation>Import an event list for SVF, a table with numerators and denominators, or expected cases, from Excel or CSV. You see what is found before anything is saved, and everything can be undone. You can also drop the file in the window.</translation>
    </message>
    <message>
        <source>Importen gäller igen</source>
        <translation>The import holds again</translation>
    </message>
</context>
<context>
    <name>ImprovementDialog</name>
    <message>
        <source>Skapa förbättringsområde</source>
        <translation>Add improvement area</translation>
    </message>
    <message>
        <source>Förbättringsområde</source>
        <translation>Improvement area</translation>
    </message>
    <message>
        <source>Rubrik</source>
        <translation>Heading</translation>
    </message>
    <message>
        <source>Anteckning</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>(valfritt)</source>
        <translation>(optional)</translation>
    </message>
    <message>
        <source>Skriv inga namn eller uppgifter om enskilda patienter.</source>
        <translation>Write no names or data about single patients.</translation>
    </message>
    <message>
        <source>Uttag {date}. Siffran ändras inte av nya uttag.</source>
        <translation>Extract {date}. The figure is not changed by new extracts.</translation>
    </message>
    <message>
        <source>Lägg till insats…</source>
        <translation>Add initiative…</translation>
    </message>
    <message>
        <source>Ange hinder (valfritt)</source>
        <translation>Record an obstacle (optional)</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Avsluta</source>
        <translation>Close the area</translation>
    </message>
    <message>
        <source>Öppna igen</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>Spara ändringen</source>
        <translation>Save the change</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Förbättringsområdet är skapat.</source>
        <translation>The improvement area has been added.</translation>
    </message>
    <message>
        <source>Förbättringsområdet är ändrat.</source>
        <translation>The improvement area has been changed.</translation>
    </message>
    <message>
        <source>Förbättringsområdet är avslutat.</source>
        <translation>The improvement area has been closed.</translation>
    </message>
    <message>
        <source>Förbättringsområdet är öppet igen.</source>
        <translation>The improvement area is open again.</translation>
    </message>
    <message>
        <source>Förbättringsområdet är flyttat till Papperskorgen.</source>
        <translation>The improvement area has been moved to the trash.</translation>
    </message>
</context>
<context>
    <name>ImprovementList</name>
    <message>
        <source>Visa alla {count}</source>
        <translation>Show all {count}</translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation>Chart</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
</context>
<context>
    <name>IndicatorCard</name>
    <message>
        <source>Om indikatorn</source>
        <translation>About the indicator</translation>
    </message>
    <message>
        <source>Att tänka på vid tolkning</source>
        <translation>To bear in mind when reading</translation>
    </message>
    <message>
        <source>Teknisk beskrivning</source>
        <translation>Technical description</translation>
    </message>
    <message>
        <source>Uppgifter om måttet</source>
        <translation>Particulars of the measure</translation>
    </message>
    <message>
        <source>Uppgifterna visas som de står i källan. Delar läggs ihop genom täljare och nämnare, aldrig genom medelvärden av procent.</source>
        <translation>The figures are shown as they stand in the source. Parts are added by numerators and denominators, never by means of percentages.</translation>
    </message>
    <message>
        <source>En totalrad i källan står för sig och läggs aldrig ihop med sina delar.</source>
        <translation>A total row in the source stands by itself and is never added to its parts.</translation>
    </message>
    <message>
        <source>tills vidare</source>
        <translation>until further notice</translation>
    </message>
    <message>
        <source>{level}. Gäller från {first}, {last}. Källa: {source}</source>
        <translation>{level}. Valid from {first}, {last}. Source: {source}</translation>
    </message>
    <message>
        <source>Målnivå</source>
        <translation>Target level</translation>
    </message>
    <message>
        <source>Inte beskrivet. Välj Ändra kortet för att skriva.</source>
        <translation>Not described. Choose Change the card to write.</translation>
    </message>
    <message>
        <source>Ändra kortet…</source>
        <translation>Change the card…</translation>
    </message>
    <message>
        <source>Lägg till mått…</source>
        <translation>Add measure…</translation>
    </message>
    <message>
        <source>Gräns för låg täckningsgrad…</source>
        <translation>Threshold for low coverage…</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Gäller</source>
        <translation>Applies to</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Riktning</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Andel, visas i procent</source>
        <translation>Share, shown in per cent</translation>
    </message>
    <message>
        <source>Enhet</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Täckningsgrad</source>
        <translation>Coverage</translation>
    </message>
    <message>
        <source>Källa till beskrivningen</source>
        <translation>Source of the description</translation>
    </message>
    <message>
        <source>eget mål</source>
        <translation>own target</translation>
    </message>
</context>
<context>
    <name>IndicatorPanel</name>
    <message>
        <source>Riktning och målnivåer</source>
        <translation>Direction and target levels</translation>
    </message>
    <message>
        <source>Rätta värdet…</source>
        <translation>Correct the value…</translation>
    </message>
    <message>
        <source>Förändring</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Bredvid ett annat mått</source>
        <translation>Beside another measure</translation>
    </message>
    <message>
        <source>Mått att ställa bredvid</source>
        <translation>Measure to put beside it</translation>
    </message>
    <message>
        <source>Om indikatorn</source>
        <translation>About the indicator</translation>
    </message>
    <message>
        <source>Markerat i diagrammet</source>
        <translation>Marked in the chart</translation>
    </message>
    <message>
        <source>Markera händelse…</source>
        <translation>Mark event…</translation>
    </message>
    <message>
        <source>Skapa förbättringsområde</source>
        <translation>Add improvement area</translation>
    </message>
    <message>
        <source>Inget är markerat.</source>
        <translation>Nothing is marked.</translation>
    </message>
    <message>
        <source>Öppna insatsen</source>
        <translation>Open the initiative</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Ändra markeringen {what}</source>
        <translation>Change the mark {what}</translation>
    </message>
    <message>
        <source>Ta bort</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Ta bort markeringen {what}</source>
        <translation>Remove the mark {what}</translation>
    </message>
    <message>
        <source>Välj mått</source>
        <translation>Choose measure</translation>
    </message>
</context>
<context>
    <name>IndicatorsPage</name>
    <message>
        <source>Indikatorer</source>
        <translation>Indicators</translation>
    </message>
    <message>
        <source>Mått</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>Skapa förbättringsområde</source>
        <translation>Add improvement area</translation>
    </message>
    <message>
        <source>Jämförelse</source>
        <translation>Comparison</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Trend</translation>
    </message>
    <message>
        <source>Tabell</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Beskrivning</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Hur ligger övriga mått till mot sina målnivåer?</source>
        <translation>How do the other measures stand against their target levels?</translation>
    </message>
    <message>
        <source>Målnivåerna för {name} är sparade.</source>
        <translation>The target levels of {name} have been saved.</translation>
    </message>
    <message>
        <source>Här visas andra mått när en tabell är inläst</source>
        <translation>Other measures are shown here when a table has been imported</translation>
    </message>
    <message>
        <source>Läs in en tabell med period, enhet och täljare och nämnare (eller värde). Måttet jämförs med sina målnivåer när de är kända.</source>
        <translation>Import a table with period, unit and numerator and denominator (or value). The measure is compared with its target levels when they are known.</translation>
    </message>
    <message>
        <source>Läs in uttag…</source>
        <translation>Import extract…</translation>
    </message>
    <message>
        <source>Skriv analys</source>
        <translation>Write analysis</translation>
    </message>
    <message>
        <source>Markera händelse…</source>
        <translation>Mark event…</translation>
    </message>
    <message>
        <source>{name} är sparat.</source>
        <translation>{name} has been saved.</translation>
    </message>
    <message>
        <source>Gränsen är sparad.</source>
        <translation>The threshold has been saved.</translation>
    </message>
    <message>
        <source>{name} är flyttat till Papperskorgen.</source>
        <translation>{name} has been moved to the trash.</translation>
    </message>
    <message>
        <source>Välj mått</source>
        <translation>Choose measure</translation>
    </message>
    <message>
        <source>Inga uppgifter är inlästa för måttet</source>
        <translation>No data have been imported for the measure</translation>
    </message>
    <message>
        <source>Läs in en tabell och välj måttet {name}.</source>
        <translation>Import a table and choose the measure {name}.</translation>
    </message>
    <message>
        <source>För få fall</source>
        <translation>Too few cases</translation>
    </message>
    <message>
        <source>Inget i urvalet</source>
        <translation>Nothing in the selection</translation>
    </message>
    <message>
        <source>Inga uppgifter finns för det som är valt ovanför.</source>
        <translation>There are no data for what is chosen above.</translation>
    </message>
    <message>
        <source>Återställ urvalet</source>
        <translation>Reset the selection</translation>
    </message>
</context>
<context>
    <name>InitiativeDialog</name>
    <message>
        <source>Lägg till insats</source>
        <translation>Add initiative</translation>
    </message>
    <message>
        <source>Spara insatsen</source>
        <translation>Save the initiative</translation>
    </message>
    <message>
        <source>Skriv vad insatsen heter.</source>
        <translation>Write what the initiative is called.</translation>
    </message>
    <message>
        <source>Skriv antalet med siffror, eller lämna fältet tomt.</source>
        <translation>Write the number in digits, or leave the field empty.</translation>
    </message>
    <message>
        <source>Insatsen är tillagd.</source>
        <translation>The initiative has been added.</translation>
    </message>
    <message>
        <source>Insatsen är sparad.</source>
        <translation>The initiative has been saved.</translation>
    </message>
    <message>
        <source>Vilken insats ska läggas till?</source>
        <translation>Which initiative is to be added?</translation>
    </message>
    <message>
        <source>Vad ska ändras i insatsen?</source>
        <translation>What is to be changed in the initiative?</translation>
    </message>
    <message>
        <source>Hur finansieras insatsen?</source>
        <translation>How is the initiative funded?</translation>
    </message>
    <message>
        <source>Hur medverkar patienter och närstående?</source>
        <translation>How do patients and families take part?</translation>
    </message>
    <message>
        <source>Vad visar utvärderingen?</source>
        <translation>What does the evaluation show?</translation>
    </message>
    <message>
        <source>Håller resultatet?</source>
        <translation>Does the result last?</translation>
    </message>
    <message>
        <source>Bara namnet behövs nu. Ursprung och problem behövs innan insatsen blir planerad. Skriv roller och grupper, inga namn på personer.</source>
        <translation>Only the name is needed now. Origin and problem are needed before the initiative becomes planned. Write roles and groups, no names of persons.</translation>
    </message>
    <message>
        <source>Hela sjukvårdsregionen</source>
        <translation>The whole health care region</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Ursprung (valfritt)</source>
        <translation>Origin (optional)</translation>
    </message>
    <message>
        <source>Problem (valfritt)</source>
        <translation>Problem (optional)</translation>
    </message>
    <message>
        <source>Vad ändras i arbetet? (valfritt)</source>
        <translation>What changes in the work? (optional)</translation>
    </message>
    <message>
        <source>Målgrupp (valfritt)</source>
        <translation>Target group (optional)</translation>
    </message>
    <message>
        <source>Processer (tomt: alla)</source>
        <translation>Processes (empty: all)</translation>
    </message>
    <message>
        <source>Gäller</source>
        <translation>Applies to</translation>
    </message>
    <message>
        <source>Ansvarig roll (valfritt)</source>
        <translation>Responsible role (optional)</translation>
    </message>
    <message>
        <source>Börjar (valfritt)</source>
        <translation>Begins (optional)</translation>
    </message>
    <message>
        <source>Slutar (valfritt)</source>
        <translation>Ends (optional)</translation>
    </message>
    <message>
        <source>Källa till medlen (valfritt)</source>
        <translation>Source of the funding (optional)</translation>
    </message>
    <message>
        <source>Medlen tar slut (valfritt)</source>
        <translation>The funding runs out (optional)</translation>
    </message>
    <message>
        <source>Kostnad (valfritt)</source>
        <translation>Cost (optional)</translation>
    </message>
    <message>
        <source>Inte angivet</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>Ja</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Nej</source>
        <translation>No</translation>
    </message>
    <message>
        <source>När kom de in?</source>
        <translation>When did they come in?</translation>
    </message>
    <message>
        <source>Skäl (valfritt)</source>
        <translation>Reason (optional)</translation>
    </message>
    <message>
        <source>Form, till exempel plats i gruppen (valfritt)</source>
        <translation>Form, for example a seat in the group (optional)</translation>
    </message>
    <message>
        <source>Ändrade medverkan något?</source>
        <translation>Did the participation change anything?</translation>
    </message>
    <message>
        <source>Vad ändrades? (valfritt)</source>
        <translation>What was changed? (optional)</translation>
    </message>
    <message>
        <source>till exempel utbildade sjuksköterskor</source>
        <translation>for example trained nurses</translation>
    </message>
    <message>
        <source>Under arbetets gång</source>
        <translation>In the course of the work</translation>
    </message>
    <message>
        <source>Efteråt</source>
        <translation>Afterwards</translation>
    </message>
    <message>
        <source>Intern</source>
        <translation>Internal</translation>
    </message>
    <message>
        <source>Extern</source>
        <translation>External</translation>
    </message>
    <message>
        <source>Värd att sprida till andra</source>
        <translation>Worth spreading to others</translation>
    </message>
    <message>
        <source>Antal (valfritt)</source>
        <translation>Number (optional)</translation>
    </message>
    <message>
        <source>Vad som räknas (valfritt)</source>
        <translation>What is counted (optional)</translation>
    </message>
    <message>
        <source>Utvärdering görs</source>
        <translation>Evaluation is made</translation>
    </message>
    <message>
        <source>Utvärderare</source>
        <translation>Evaluator</translation>
    </message>
    <message>
        <source>Plan för utvärderingen (valfritt)</source>
        <translation>Plan of the evaluation (optional)</translation>
    </message>
    <message>
        <source>Utvärderad (valfritt)</source>
        <translation>Evaluated (optional)</translation>
    </message>
    <message>
        <source>Resultat och var det står (valfritt)</source>
        <translation>Result and where it is written (optional)</translation>
    </message>
    <message>
        <source>Slutsats</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>Spridning</source>
        <translation>Spreading</translation>
    </message>
    <message>
        <source>Tolv månader efter slutet eller efter att medlen tog slut: mät samma mått igen under Resultatmått, och skriv här vad som gäller nu.</source>
        <translation>Twelve months after the end, or after the funding ran out: measure the same measure again under Outcome measures, and write here what holds now.</translation>
    </message>
    <message>
        <source>Prövad</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>Hur är det nu?</source>
        <translation>How is it now?</translation>
    </message>
</context>
<context>
    <name>InitiativePage</name>
    <message>
        <source>Alla insatser</source>
        <translation>All initiatives</translation>
    </message>
    <message>
        <source>Ändra läge…</source>
        <translation>Change state…</translation>
    </message>
    <message>
        <source>Delar av insatsen</source>
        <translation>Parts of the initiative</translation>
    </message>
    <message>
        <source>Effektkedja</source>
        <translation>Effect chain</translation>
    </message>
    <message>
        <source>Resultatmått</source>
        <translation>Outcome measures</translation>
    </message>
    <message>
        <source>Förankring</source>
        <translation>Anchoring</translation>
    </message>
    <message>
        <source>Aktiviteter och kopplingar</source>
        <translation>Activities and links</translation>
    </message>
    <message>
        <source>Resultatkort</source>
        <translation>Result card</translation>
    </message>
    <message>
        <source>Insats</source>
        <translation>Initiative</translation>
    </message>
    <message>
        <source>Ingen insats finns än</source>
        <translation>There is no initiative yet</translation>
    </message>
    <message>
        <source>Lägg till den första under Insatser. Bara namnet behövs.</source>
        <translation>Add the first one under Initiatives. Only the name is needed.</translation>
    </message>
    <message>
        <source>Visa insatser</source>
        <translation>Show initiatives</translation>
    </message>
    <message>
        <source>Insatsen finns inte längre. Den senast ändrade visas i stället.</source>
        <translation>The initiative is no longer there. The one changed last is shown instead.</translation>
    </message>
    <message>
        <source>{plan} / Insatser / Insats</source>
        <translation>{plan} / Initiatives / Initiative</translation>
    </message>
</context>
<context>
    <name>InitiativeStateDialog</name>
    <message>
        <source>Var står insatsen?</source>
        <translation>Where does the initiative stand?</translation>
    </message>
    <message>
        <source>Ursprung och problem behövs innan insatsen blir planerad.</source>
        <translation>Origin and problem are needed before the initiative becomes planned.</translation>
    </message>
    <message>
        <source>Patient- och närståendemedverkan är inte angiven. Ange när patienter och närstående kom in, eller skriv skälet till att de inte är med.</source>
        <translation>The participation of patients and families is not recorded. State when patients and families came in, or write the reason why they are not included.</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Ursprung</source>
        <translation>Origin</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>När kom patienter och närstående in?</source>
        <translation>When did patients and families come in?</translation>
    </message>
    <message>
        <source>Skäl</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Ändra läge</source>
        <translation>Change state</translation>
    </message>
    <message>
        <source>Välj var idén kommer ifrån.</source>
        <translation>Choose where the idea comes from.</translation>
    </message>
    <message>
        <source>Skriv problemet som insatsen ska lösa.</source>
        <translation>Write the problem that the initiative is to solve.</translation>
    </message>
    <message>
        <source>Ange när patienter och närstående kom in, eller skriv ett skäl.</source>
        <translation>State when patients and families came in, or write a reason.</translation>
    </message>
    <message>
        <source>Läget är ändrat: {state}.</source>
        <translation>The state has been changed: {state}.</translation>
    </message>
</context>
<context>
    <name>InitiativeWords</name>
    <message>
        <source>Inte angivet</source>
        <translation>Not stated</translation>
    </message>
</context>
<context>
    <name>InitiativesPage</name>
    <message>
        <source>Insats</source>
        <translation>Initiative</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Vad vi vet om resultatet</source>
        <translation>What is known of the result</translation>
    </message>
    <message>
        <source>Varför?</source>
        <translation>Why?</translation>
    </message>
    <message>
        <source>Ursprung</source>
        <translation>Origin</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Medel till</source>
        <translation>Funding until</translation>
    </message>
    <message>
        <source>Saknar</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>Alla</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Insatser</source>
        <translation>Initiatives</translation>
    </message>
    <message>
        <source>Läs in resultatkort…</source>
        <translation>Read result cards…</translation>
    </message>
    <message>
        <source>Exportera resultatkort…</source>
        <translation>Export result cards…</translation>
    </message>
    <message>
        <source>Lägg till insats</source>
        <translation>Add initiative</translation>
    </message>
    <message>
        <source>Listor av insatser</source>
        <translation>Lists of initiatives</translation>
    </message>
    <message>
        <source>Skriv ut resultatkort…</source>
        <translation>Print result cards…</translation>
    </message>
    <message>
        <source>Utan koppling till plan</source>
        <translation>Not linked to a plan</translation>
    </message>
    <message>
        <source>Avsluta?</source>
        <translation>End?</translation>
    </message>
    <message>
        <source>Hållbarhet</source>
        <translation>Durability</translation>
    </message>
    <message>
        <source>{plan} / Insatser</source>
        <translation>{plan} / Initiatives</translation>
    </message>
    <message>
        <source>Här samlas det ni prövar</source>
        <translation>What you try out is gathered here</translation>
    </message>
    <message>
        <source>En insats är något som prövas för att vården ska bli bättre. Lägg till den första: bara namnet behövs. Sedan syns vad som är mätt och vad som saknas.</source>
        <translation>An initiative is something that is tried so that care may become better. Add the first one: only the name is needed. Then it is shown what has been measured and what is missing.</translation>
    </message>
    <message>
        <source>Visar {shown} av {total} insatser. – uppgift saknas</source>
        <translation>Showing {shown} of {total} initiatives. – not known</translation>
    </message>
    <message>
        <source>Ingen insats i urvalet. Välj fler processer, lägen eller resultat.</source>
        <translation>No initiative in the selection. Choose more processes, states or results.</translation>
    </message>
    <message>
        <source>Ingen insats finns.</source>
        <translation>There are no initiatives.</translation>
    </message>
    <message>
        <source>Alla insatser är kopplade till planen.</source>
        <translation>All initiatives are linked to the plan.</translation>
    </message>
    <message>
        <source>Ingen insats väntar på svar: alla har resultatmått, är uppdaterade och visar ingen säker försämring.</source>
        <translation>No initiative is waiting for an answer: all have outcome measures, are up to date and show no certain deterioration.</translation>
    </message>
    <message>
        <source>Ingen insats ska prövas nu. Tolv månader efter slutet kommer den tillbaka hit.</source>
        <translation>No initiative is to be checked now. Twelve months after its end it comes back here.</translation>
    </message>
    <message>
        <source>Insatsen är flyttad till Papperskorgen.</source>
        <translation>The initiative has been moved to the trash.</translation>
    </message>
    <message>
        <source>Ingen insats är märkt som värd att sprida. Märk den under Utvärdering, eller välj flera rader i tabellen.</source>
        <translation>No initiative is marked as worth spreading. Mark it under Evaluation, or choose several rows in the table.</translation>
    </message>
    <message>
        <source>Spridningsförslag.json</source>
        <translation>Proposals to spread.json</translation>
    </message>
    <message numerus="yes">
        <source>Exportera %n resultatkort</source>
        <translation>
            <numerusform>Export %n result card</numerusform>
            <numerusform>Export %n result cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resultatkort är exporterade: {file}</source>
        <translation>
            <numerusform>%n result card has been exported: {file}</numerusform>
            <numerusform>%n result cards have been exported: {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skriv ut %n resultatkort</source>
        <translation>
            <numerusform>Print %n result card</numerusform>
            <numerusform>Print %n result cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resultatkort är sparade: {file}</source>
        <translation>
            <numerusform>%n result card has been saved: {file}</numerusform>
            <numerusform>%n result cards have been saved: {file}</numerusform>
        </translation>
    </message>
    <message>
        <source>Läs in resultatkort från ett annat RCC</source>
        <translation>Read result cards from another RCC</translation>
    </message>
    <message numerus="yes">
        <source>%n resultatkort är inlästa som idéer.</source>
        <translation>
            <numerusform>%n result card has been read as an idea.</numerusform>
            <numerusform>%n result cards have been read as ideas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fanns redan.</source>
        <translation>
            <numerusform>%n was already there.</numerusform>
            <numerusform>%n were already there.</numerusform>
        </translation>
    </message>
    <message>
        <source>Resultatkort.pdf</source>
        <translation>Result cards.pdf</translation>
    </message>
</context>
<context>
    <name>IssueDialog</name>
    <message>
        <source>Fastställ underlaget?</source>
        <translation>Issue the pack?</translation>
    </message>
    <message>
        <source>{title}. Siffrorna låses som de är nu, och filerna skapas igen utan UTKAST i {folder}. Ett tidigare fastställt underlag om samma sak blir ersatt men finns kvar i arkivet.</source>
        <translation>{title}. The figures are locked as they are now, and the files are made again without DRAFT in {folder}. An earlier issued pack about the same matter is replaced but stays in the archive.</translation>
    </message>
    <message>
        <source>Fastställs av</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>Låser siffrorna och skapar filerna …</source>
        <translation>Locking the figures and making the files …</translation>
    </message>
    <message>
        <source>Fastställ underlaget</source>
        <translation>Issue the pack</translation>
    </message>
    <message>
        <source>Skriv vem som fastställer underlaget.</source>
        <translation>Write who issues the pack.</translation>
    </message>
    <message>
        <source>Fastställ ändå</source>
        <translation>Issue anyway</translation>
    </message>
</context>
<context>
    <name>ItemDialog</name>
    <message>
        <source>Lägg till punkt</source>
        <translation>Add point</translation>
    </message>
    <message>
        <source>Ändra {name}</source>
        <translation>Change {name}</translation>
    </message>
    <message>
        <source>Punkten kräver en plan</source>
        <translation>The point requires a plan</translation>
    </message>
    <message>
        <source>Kod</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Kort namn</source>
        <translation>Short name</translation>
    </message>
    <message>
        <source>Text ur källan (valfritt)</source>
        <translation>Text from the source (optional)</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Ansvarig roll (valfritt)</source>
        <translation>Responsible role (optional)</translation>
    </message>
    <message>
        <source>Anteckning (valfritt)</source>
        <translation>Note (optional)</translation>
    </message>
    <message>
        <source>Kod, namn och text kommer från källan och ändras inte i programmet.</source>
        <translation>Code, name and text come from the source and are not changed in the program.</translation>
    </message>
    <message>
        <source>Lägg till punkten</source>
        <translation>Add the point</translation>
    </message>
    <message>
        <source>Spara punkten</source>
        <translation>Save the point</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Skriv en kod, till exempel L1.</source>
        <translation>Write a code, for example L1.</translation>
    </message>
    <message>
        <source>Skriv ett kort namn.</source>
        <translation>Write a short name.</translation>
    </message>
    <message>
        <source>Sparat: {name}.</source>
        <translation>Saved: {name}.</translation>
    </message>
    <message>
        <source>{name} är flyttad till Papperskorgen.</source>
        <translation>{name} has been moved to the trash.</translation>
    </message>
</context>
<context>
    <name>ItemPanel</name>
    <message>
        <source>Uppgifter att väga in ({count})</source>
        <translation>Evidence to weigh in ({count})</translation>
    </message>
    <message>
        <source>Koppla fler uppgifter</source>
        <translation>Link more evidence</translation>
    </message>
    <message>
        <source>I planen och bland måtten ({count})</source>
        <translation>In the plan and among the measures ({count})</translation>
    </message>
    <message>
        <source>Koppla mål i planen eller insats</source>
        <translation>Link goal of the plan or initiative</translation>
    </message>
    <message>
        <source>Koppla mått</source>
        <translation>Link measure</translation>
    </message>
    <message>
        <source>Andra ramverk ({count})</source>
        <translation>Other frameworks ({count})</translation>
    </message>
    <message>
        <source>Koppla till ett annat ramverk</source>
        <translation>Link to another framework</translation>
    </message>
    <message>
        <source>Beslut ({count})</source>
        <translation>Decisions ({count})</translation>
    </message>
    <message>
        <source>Hur långt har genomförandet kommit?</source>
        <translation>How far has the implementation come?</translation>
    </message>
    <message>
        <source>Hur långt har vi kommit?</source>
        <translation>How far have we come?</translation>
    </message>
    <message>
        <source>Hur utmanande är det?</source>
        <translation>How challenging is it?</translation>
    </message>
    <message>
        <source>Hur långt har själva planen kommit?</source>
        <translation>How far has the plan itself come?</translation>
    </message>
    <message>
        <source>Ingen har bedömt detta än. Välj Bedöm när gruppen har tagit ställning.</source>
        <translation>Nobody has assessed this yet. Choose Assess when the group has taken a position.</translation>
    </message>
    <message>
        <source>Egen bedömning. {body} {day}</source>
        <translation>Own assessment. {body} {day}</translation>
    </message>
    <message>
        <source>Nästa genomgång {day}</source>
        <translation>Next review {day}</translation>
    </message>
    <message>
        <source>Luckor ({count})</source>
        <translation>Gaps ({count})</translation>
    </message>
    <message>
        <source>Inga luckor. Allt som följs upp är angivet.</source>
        <translation>No gaps. Everything that is followed up is stated.</translation>
    </message>
    <message>
        <source>Lucka: {words}</source>
        <translation>Gap: {words}</translation>
    </message>
    <message>
        <source>Ansvarig roll: {role}</source>
        <translation>Responsible role: {role}</translation>
    </message>
    <message>
        <source>Ändra ansvarig och anteckning</source>
        <translation>Change who is responsible and the note</translation>
    </message>
    <message>
        <source>Inget är kopplat.</source>
        <translation>Nothing is linked.</translation>
    </message>
    <message>
        <source>och {count} till</source>
        <translation>and {count} more</translation>
    </message>
    <message>
        <source>Bekräfta kopplingen</source>
        <translation>Confirm the link</translation>
    </message>
    <message>
        <source>Historik</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Inga bedömningar.</source>
        <translation>No assessments.</translation>
    </message>
    <message>
        <source>Ändra bedömningen {day}: {words}</source>
        <translation>Change the assessment of {day}: {words}</translation>
    </message>
    <message>
        <source>Ändra bedömningen</source>
        <translation>Change the assessment</translation>
    </message>
    <message>
        <source>och {count} äldre</source>
        <translation>and {count} older</translation>
    </message>
</context>
<context>
    <name>ItemsCard</name>
    <message>
        <source>Bedömningarna gäller hela området. – inte bedömt eller uppgift saknas.</source>
        <translation>The assessments apply to the whole area. – not assessed or not known.</translation>
    </message>
    <message>
        <source>Där en plan krävs visas genomförandet först och själva planen under.</source>
        <translation>Where a plan is required the implementation is shown first and the plan itself under it.</translation>
    </message>
    <message>
        <source>Bedöm</source>
        <translation>Assess</translation>
    </message>
    <message>
        <source>Skriv ut blad</source>
        <translation>Print sheet</translation>
    </message>
    <message>
        <source>{code} · område {area}</source>
        <translation>{code} · area {area}</translation>
    </message>
</context>
<context>
    <name>ItemsModel</name>
    <message>
        <source>inget</source>
        <translation>none</translation>
    </message>
    <message>
        <source>Historik</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Hur långt?</source>
        <translation>How far?</translation>
    </message>
    <message>
        <source>Hur utmanande?</source>
        <translation>How challenging?</translation>
    </message>
    <message>
        <source>Uppgifter</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Saknar</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>Bedömt</source>
        <translation>Assessed</translation>
    </message>
    <message>
        <source>Genomförandet: {done}. Själva planen: {plan}</source>
        <translation>The implementation: {done}. The plan itself: {plan}</translation>
    </message>
</context>
<context>
    <name>KindChoice</name>
    <message>
        <source>Slag av beslut</source>
        <translation>Kind of decision</translation>
    </message>
    <message>
        <source>{kind}: tangent {digit}</source>
        <translation>{kind}: key {digit}</translation>
    </message>
</context>
<context>
    <name>LayoutMappingDialog</name>
    <message>
        <source>Vilken layout i mallen ska användas?</source>
        <translation>Which layout of the template is to be used?</translation>
    </message>
    <message>
        <source>Vilken formatmall ska användas?</source>
        <translation>Which style is to be used?</translation>
    </message>
    <message>
        <source>{name}. Där inget är valt används programmets eget utseende.</source>
        <translation>{name}. Where nothing is chosen the program&apos;s own design is used.</translation>
    </message>
    <message>
        <source>Programmets eget</source>
        <translation>The program&apos;s own</translation>
    </message>
    <message>
        <source>Spara valen</source>
        <translation>Save the choices</translation>
    </message>
    <message>
        <source>Valen är sparade.</source>
        <translation>The choices have been saved.</translation>
    </message>
</context>
<context>
    <name>LeadTimes</name>
    <message>
        <source>Källa</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Om indikatorn</source>
        <translation>About the indicator</translation>
    </message>
    <message>
        <source>Öppna Ledtidskatalogen</source>
        <translation>Open the catalogue of limits</translation>
    </message>
    <message>
        <source>Jämför målmodellerna</source>
        <translation>Compare the goal models</translation>
    </message>
    <message>
        <source>Att tänka på vid tolkning</source>
        <translation>To bear in mind when reading</translation>
    </message>
    <message>
        <source>Teknisk beskrivning</source>
        <translation>Technical description</translation>
    </message>
    <message>
        <source>Ledtidsgränser</source>
        <translation>Lead-time limits</translation>
    </message>
    <message>
        <source>Välj ett vårdförlopp för att se dess ledtidsgränser.</source>
        <translation>Choose a care pathway to see its lead-time limits.</translation>
    </message>
    <message>
        <source>Behandling</source>
        <translation>Treatment</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Dagar</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>Gäller från</source>
        <translation>Valid from</translation>
    </message>
    <message>
        <source>Gäller till</source>
        <translation>Valid to</translation>
    </message>
    <message>
        <source>Bekräftad</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>tills vidare</source>
        <translation>open-ended</translation>
    </message>
    <message>
        <source>Ja</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Nej</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Inget i urvalet</source>
        <translation>Nothing in the selection</translation>
    </message>
    <message>
        <source>För få fall</source>
        <translation>Too few cases</translation>
    </message>
    <message>
        <source>En grupp med för få fall döljs, och även dess grannar när summan annars skulle avslöja den. I längre perioder är grupperna större.</source>
        <translation>A group with too few cases is hidden, and its neighbours too when the sum would otherwise reveal it. In longer periods the groups are larger.</translation>
    </message>
    <message>
        <source>Visa per kvartal</source>
        <translation>Show by quarter</translation>
    </message>
    <message>
        <source>Visa per halvår</source>
        <translation>Show by half-year</translation>
    </message>
    <message>
        <source>Visa per år</source>
        <translation>Show by year</translation>
    </message>
    <message>
        <source>Ledtidsgräns saknas</source>
        <translation>No lead-time limit</translation>
    </message>
    <message>
        <source>Ledtidsgräns saknas för {svf}. Patienterna räknas inte in i andelen. Gränsen skrivs in i Ledtidskatalogen när den är känd.</source>
        <translation>There is no lead-time limit for {svf}. The patients are not counted in the share. The limit is entered in the catalogue of limits when it is known.</translation>
    </message>
    <message>
        <source>Ingen skillnad att visa</source>
        <translation>No difference to show</translation>
    </message>
    <message>
        <source>Uttaget har färre än två grupper med siffror för samma period. Välj en annan indelning, en längre period eller ett större område.</source>
        <translation>The extract has fewer than two groups with figures for the same period. Choose another division, a longer period or a larger area.</translation>
    </message>
    <message>
        <source>Efter uttaget {date} fanns inga förlopp som målet gäller för: {what}. Välj en tidigare period, eller se siffrorna som nu.</source>
        <translation>After the extract {date} there were no pathways that the target applies to: {what}. Choose an earlier period, or see the figures as they are now.</translation>
    </message>
    <message>
        <source>Visa som nu</source>
        <translation>Show the current figures</translation>
    </message>
    <message>
        <source>Inga avslutade förlopp med start av behandling finns för: {what}.</source>
        <translation>There are no finished pathways with a start of treatment for: {what}.</translation>
    </message>
    <message>
        <source>Inga förlopp som målet gäller finns för: {what}.</source>
        <translation>No pathways that the target applies to exist for: {what}.</translation>
    </message>
    <message>
        <source>Återställ urvalet</source>
        <translation>Reset the selection</translation>
    </message>
</context>
<context>
    <name>LeadTimesActs</name>
    <message>
        <source>Händelser markeras i styrdiagrammet: Trend, visa som styrdiagram.</source>
        <translation>Events are marked in the control chart: Trend, show as control chart.</translation>
    </message>
    <message>
        <source>Markeringen är flyttad till Papperskorgen.</source>
        <translation>The mark has been moved to the trash.</translation>
    </message>
    <message>
        <source>Markeringen är sparad.</source>
        <translation>The mark has been saved.</translation>
    </message>
    <message>
        <source>Ledtidsgränsen är bekräftad: {limit}.</source>
        <translation>The limit has been confirmed: {limit}.</translation>
    </message>
    <message>
        <source>Siffran gäller dem utan uppgift och kan inte visas för sig.</source>
        <translation>The figure is about those without information and cannot be shown by itself.</translation>
    </message>
    <message>
        <source>Siffran visas inte, så raderna bakom den visas inte heller.</source>
        <translation>The figure is not shown, so the rows behind it are not shown either.</translation>
    </message>
</context>
<context>
    <name>LeadTimesOptions</name>
    <message>
        <source>Visa som</source>
        <translation>Show as</translation>
    </message>
    <message>
        <source>Jämför per</source>
        <translation>Compare by</translation>
    </message>
    <message>
        <source>Per: {what}</source>
        <translation>By: {what}</translation>
    </message>
    <message>
        <source>Ordning</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Ordning: organisationen</source>
        <translation>Order: the organisation</translation>
    </message>
    <message>
        <source>Ordning: värde</source>
        <translation>Order: value</translation>
    </message>
    <message>
        <source>Månad</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Kvartal</source>
        <translation>Quarter</translation>
    </message>
    <message>
        <source>Halvår</source>
        <translation>Half-year</translation>
    </message>
    <message>
        <source>År</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Visa per</source>
        <translation>Show by</translation>
    </message>
    <message>
        <source>Inom</source>
        <translation>Within</translation>
    </message>
    <message>
        <source>ledtidsgränsen</source>
        <translation>the lead-time limit</translation>
    </message>
    <message>
        <source> dagar</source>
        <translation> days</translation>
    </message>
    <message>
        <source>Andel inom så många dagar</source>
        <translation>Share within that many days</translation>
    </message>
    <message>
        <source>Visa som: {what}</source>
        <translation>Show as: {what}</translation>
    </message>
    <message>
        <source>skillnad mellan {groups}</source>
        <translation>difference between {groups}</translation>
    </message>
    <message>
        <source>staplar</source>
        <translation>bars</translation>
    </message>
    <message>
        <source>tratt</source>
        <translation>funnel</translation>
    </message>
    <message>
        <source>styrdiagram</source>
        <translation>control chart</translation>
    </message>
    <message>
        <source>linjer per region</source>
        <translation>lines by region</translation>
    </message>
    <message>
        <source>värmekarta SVF × kvartal</source>
        <translation>heat map SVF × quarter</translation>
    </message>
    <message>
        <source>histogram</source>
        <translation>histogram</translation>
    </message>
    <message>
        <source>andel inom X dagar</source>
        <translation>share within X days</translation>
    </message>
    <message>
        <source>tid över ledtiden</source>
        <translation>time over the lead time</translation>
    </message>
    <message>
        <source>delledtider</source>
        <translation>part lead times</translation>
    </message>
    <message>
        <source>sammanfattning av alla SVF</source>
        <translation>summary of all SVF</translation>
    </message>
    <message>
        <source>siffror</source>
        <translation>figures</translation>
    </message>
    <message>
        <source>könen</source>
        <translation>the sexes</translation>
    </message>
    <message>
        <source>kön</source>
        <translation>sex</translation>
    </message>
    <message>
        <source>åldersgrupper</source>
        <translation>age groups</translation>
    </message>
    <message>
        <source>regioner</source>
        <translation>regions</translation>
    </message>
    <message>
        <source>region</source>
        <translation>region</translation>
    </message>
    <message>
        <source>hemregion</source>
        <translation>home region</translation>
    </message>
    <message>
        <source>enhet</source>
        <translation>unit</translation>
    </message>
    <message>
        <source>behandling</source>
        <translation>treatment</translation>
    </message>
    <message>
        <source>åldersgrupp</source>
        <translation>age group</translation>
    </message>
</context>
<context>
    <name>LeadTimesPage</name>
    <message>
        <source>Ledtider</source>
        <translation>Lead times</translation>
    </message>
    <message>
        <source>Målmodell</source>
        <translation>Goal model</translation>
    </message>
    <message>
        <source>Jämförelse</source>
        <translation>Comparison</translation>
    </message>
    <message>
        <source>Skapa förbättringsområde</source>
        <translation>Add improvement area</translation>
    </message>
    <message>
        <source>Visa raderna</source>
        <translation>Show the rows</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Trend</translation>
    </message>
    <message>
        <source>Fördelning</source>
        <translation>Distribution</translation>
    </message>
    <message>
        <source>Tabell</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Beskrivning</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Skriv analys</source>
        <translation>Write analysis</translation>
    </message>
    <message>
        <source>Eget mål, föreslaget</source>
        <translation>Own target, proposed</translation>
    </message>
    <message>
        <source>Eget mål</source>
        <translation>Own target</translation>
    </message>
    <message>
        <source>Föreslaget</source>
        <translation>Proposed</translation>
    </message>
    <message>
        <source>Gällande</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>Kan inte visas</source>
        <translation>Cannot be shown</translation>
    </message>
    <message>
        <source>Här visas ledtiderna när ett uttag är inläst</source>
        <translation>The lead times are shown here when an extract has been imported</translation>
    </message>
    <message>
        <source>Markera händelse…</source>
        <translation>Mark event…</translation>
    </message>
    <message>
        <source>Läs in en händelselista för SVF. Programmet räknar dagarna från välgrundad misstanke till start av behandling och jämför dem med målet.</source>
        <translation>Import an event list for SVF. The program counts the days from well-founded suspicion to start of treatment and compares them with the target.</translation>
    </message>
    <message>
        <source>Läs in uttag…</source>
        <translation>Import extract…</translation>
    </message>
    <message>
        <source>Ledtidsgräns</source>
        <translation>Lead-time limit</translation>
    </message>
    <message>
        <source>Mål</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>Riktning</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Gäller</source>
        <translation>Applies to</translation>
    </message>
    <message>
        <source>Uttag</source>
        <translation>Extracts</translation>
    </message>
    <message>
        <source>Hur stor andel kommer till behandling inom ledtiden, var, för vilka, och är förändringen säker?</source>
        <translation>How large a share reach treatment within the lead time, where, for whom, and is the change certain?</translation>
    </message>
</context>
<context>
    <name>LeadTimesSide</name>
    <message>
        <source>Är förändringen säker?</source>
        <translation>Is the change certain?</translation>
    </message>
    <message>
        <source>Markerat i diagrammet</source>
        <translation>Marked in the chart</translation>
    </message>
    <message>
        <source>Om indikatorn</source>
        <translation>About the indicator</translation>
    </message>
    <message>
        <source>Att tänka på vid tolkning</source>
        <translation>To bear in mind when reading</translation>
    </message>
    <message>
        <source>Exkluderade</source>
        <translation>Excluded</translation>
    </message>
    <message>
        <source>Markera händelse…</source>
        <translation>Mark event…</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Skapa förbättringsområde</source>
        <translation>Add improvement area</translation>
    </message>
    <message>
        <source>Det finns ingen siffra att utgå från.</source>
        <translation>There is no figure to start from.</translation>
    </message>
    <message>
        <source>Inga förlopp är exkluderade.</source>
        <translation>No pathways are excluded.</translation>
    </message>
    <message>
        <source>Inget är markerat.</source>
        <translation>Nothing is marked.</translation>
    </message>
    <message>
        <source>Öppna insatsen</source>
        <translation>Open the initiative</translation>
    </message>
    <message>
        <source>Ta bort</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Ledtidsgränsen är inte bekräftad</source>
        <translation>The limit is not confirmed</translation>
    </message>
    <message>
        <source>mot gällande vårdförlopp. Källa: {source}, fastställd {date}.</source>
        <translation>against the care pathway in force. Source: {source}, decided {date}.</translation>
    </message>
    <message>
        <source>Bekräfta ledtidsgränsen</source>
        <translation>Confirm the limit</translation>
    </message>
</context>
<context>
    <name>LegsView</name>
    <message>
        <source>Inklusion, ledtid och upplevelse</source>
        <translation>Inclusion, lead time and experience</translation>
    </message>
    <message>
        <source>De tre har olika nämnare och kan ha olika perioder. De läses bredvid varandra och ritas aldrig på samma axel.</source>
        <translation>The three have different denominators and may have different periods. They are read beside each other and never drawn on the same axis.</translation>
    </message>
    <message>
        <source>Gäller</source>
        <translation>Applies to</translation>
    </message>
    <message>
        <source>Visa måttet</source>
        <translation>Show the measure</translation>
    </message>
    <message>
        <source>Visa måttet {name}</source>
        <translation>Show the measure {name}</translation>
    </message>
</context>
<context>
    <name>LevelEditor</name>
    <message>
        <source>Riktning</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Lägg till målnivå</source>
        <translation>Add target level</translation>
    </message>
    <message>
        <source>Spara målnivåerna</source>
        <translation>Save the target levels</translation>
    </message>
    <message>
        <source>Målnivå i procent</source>
        <translation>Target level in per cent</translation>
    </message>
    <message>
        <source>Målnivå i {unit}</source>
        <translation>Target level in {unit}</translation>
    </message>
    <message>
        <source>Skriv målnivån som ett tal mellan 0 och 100, till exempel 80.</source>
        <translation>Write the target level as a number between 0 and 100, for example 80.</translation>
    </message>
    <message>
        <source>Skriv målnivån som ett tal, till exempel 12,5.</source>
        <translation>Write the target level as a number, for example 12.5.</translation>
    </message>
</context>
<context>
    <name>LevelRows</name>
    <message>
        <source>Lägg till målnivå</source>
        <translation>Add target level</translation>
    </message>
</context>
<context>
    <name>LevelsDialog</name>
    <message>
        <source>Vad ska nivåerna heta?</source>
        <translation>What are the levels to be called?</translation>
    </message>
    <message>
        <source>Hur långt har vi kommit?</source>
        <translation>How far have we come?</translation>
    </message>
    <message>
        <source>Hur utmanande är det?</source>
        <translation>How challenging is it?</translation>
    </message>
    <message>
        <source>Orden byts överallt, också i bedömningar som är gjorda. Nivåerna består.</source>
        <translation>The words are changed everywhere, also in assessments already made. The levels remain.</translation>
    </message>
    <message>
        <source>Spara orden</source>
        <translation>Save the words</translation>
    </message>
    <message>
        <source>Varje nivå måste ha ett ord.</source>
        <translation>Each level must have a word.</translation>
    </message>
    <message>
        <source>Nivåernas ord är sparade.</source>
        <translation>The words of the levels have been saved.</translation>
    </message>
</context>
<context>
    <name>LimitDialog</name>
    <message>
        <source>Den nya versionen gäller från sitt datum. Versionen före slutar gälla dagen innan. Inget antal dagar är ifyllt: skriv det som står i vårdförloppet.</source>
        <translation>The new version is valid from its date. The version before it ends the day before. No number of days is filled in: write what the care pathway says.</translation>
    </message>
    <message>
        <source>ingen</source>
        <translation>none</translation>
    </message>
    <message>
        <source>okänt</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>Vårdförloppets namn och datum</source>
        <translation>Name and date of the care pathway</translation>
    </message>
    <message>
        <source>SVF</source>
        <translation>SVF</translation>
    </message>
    <message>
        <source>Behandling</source>
        <translation>Treatment</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variant</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Kalenderdagar</source>
        <translation>Calendar days</translation>
    </message>
    <message>
        <source>Gäller från</source>
        <translation>Valid from</translation>
    </message>
    <message>
        <source>Gäller till (valfritt)</source>
        <translation>Valid to (optional)</translation>
    </message>
    <message>
        <source>Fastställd (valfritt)</source>
        <translation>Decided (optional)</translation>
    </message>
    <message>
        <source>Källa</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>KVÅ-suffix (valfritt)</source>
        <translation>KVÅ suffix (optional)</translation>
    </message>
    <message>
        <source>Anmärkning (valfritt)</source>
        <translation>Remark (optional)</translation>
    </message>
    <message>
        <source>Lägg till gränsen</source>
        <translation>Add the limit</translation>
    </message>
    <message>
        <source>Lägg till versionen</source>
        <translation>Add the version</translation>
    </message>
    <message>
        <source>Spara gränsen</source>
        <translation>Save the limit</translation>
    </message>
    <message>
        <source>Skriv datumet som 2026-03-05, eller lämna fältet tomt.</source>
        <translation>Write the date as 2026-03-05, or leave the field empty.</translation>
    </message>
    <message>
        <source>Ange källan, så att andra kan kontrollera gränsen.</source>
        <translation>Give the source, so that others can check the limit.</translation>
    </message>
    <message>
        <source>Skriv KVÅ-suffixen som två siffror var, som 50 52 54.</source>
        <translation>Write the KVÅ suffixes as two digits each, as 50 52 54.</translation>
    </message>
    <message>
        <source>Ange den första dag som den nya versionen gäller.</source>
        <translation>Give the first day that the new version is valid.</translation>
    </message>
    <message>
        <source>Vilken ledtidsgräns ska läggas till?</source>
        <translation>Which lead-time limit is to be added?</translation>
    </message>
    <message>
        <source>Vad säger den nya versionen?</source>
        <translation>What does the new version say?</translation>
    </message>
    <message>
        <source>Vad ska ändras i ledtidsgränsen?</source>
        <translation>What is to be changed in the lead-time limit?</translation>
    </message>
</context>
<context>
    <name>LimitPanel</name>
    <message>
        <source>Versioner</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Historik</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Ingen gräns vald</source>
        <translation>No limit chosen</translation>
    </message>
    <message>
        <source>Välj en rad i tabellen. Välj flera med Ctrl eller Skift.</source>
        <translation>Choose a row in the table. Choose several with Ctrl or Shift.</translation>
    </message>
    <message>
        <source>Ledtidsgräns saknas. Patienterna räknas inte in i andelen förrän gränsen är inlagd med sin källa.</source>
        <translation>There is no lead-time limit. The patients are not counted in the share until the limit has been entered with its source.</translation>
    </message>
    <message>
        <source>Gränsen är som den följde med programmet. Ingen har ändrat den.</source>
        <translation>The limit is as it came with the program. Nobody has changed it.</translation>
    </message>
    <message>
        <source>Visa i Historik</source>
        <translation>Show in History</translation>
    </message>
    <message>
        <source>inget namn angivet</source>
        <translation>no name given</translation>
    </message>
    <message>
        <source> (ångrat)</source>
        <translation> (undone)</translation>
    </message>
    <message>
        <source>Ledtidsgräns</source>
        <translation>Lead-time limit</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variant</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Gäller</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Fastställd</source>
        <translation>Decided</translation>
    </message>
    <message>
        <source>KVÅ-suffix</source>
        <translation>KVÅ suffix</translation>
    </message>
    <message>
        <source>Källa</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Anmärkning</source>
        <translation>Remark</translation>
    </message>
</context>
<context>
    <name>LimitsPage</name>
    <message>
        <source>Ledtider / Ledtidskatalog</source>
        <translation>Lead times / Catalogue of limits</translation>
    </message>
    <message>
        <source>Ledtidskatalog</source>
        <translation>Catalogue of limits</translation>
    </message>
    <message>
        <source>Vilka gränser gäller, och är de bekräftade?</source>
        <translation>Which limits are in force, and are they confirmed?</translation>
    </message>
    <message>
        <source>Lägg till gräns…</source>
        <translation>Add limit…</translation>
    </message>
    <message>
        <source>SVF</source>
        <translation>SVF</translation>
    </message>
    <message>
        <source>Bara obekräftade</source>
        <translation>Only unconfirmed</translation>
    </message>
    <message>
        <source>Kopiera tabellen</source>
        <translation>Copy the table</translation>
    </message>
    <message>
        <source>Importera gränser…</source>
        <translation>Import limits…</translation>
    </message>
    <message>
        <source>Dagar, datum och källa kan skrivas direkt i tabellen. En ändring tar bort bekräftelsen. – uppgift saknas</source>
        <translation>Days, dates and source can be written straight into the table. A change removes the confirmation. – no information</translation>
    </message>
    <message>
        <source>Ny version…</source>
        <translation>New version…</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Alla SVF</source>
        <translation>All SVF</translation>
    </message>
    <message>
        <source>Inga obekräftade gränser i urvalet.</source>
        <translation>No unconfirmed limits in the selection.</translation>
    </message>
    <message>
        <source>Ta tillbaka bekräftelsen</source>
        <translation>Take the confirmation back</translation>
    </message>
    <message>
        <source>Ledtidsgränsen är sparad.</source>
        <translation>The lead-time limit has been saved.</translation>
    </message>
    <message>
        <source>Ledtidsgränsen är flyttad till Papperskorgen.</source>
        <translation>The limit has been moved to the trash.</translation>
    </message>
    <message>
        <source>Tabellen är kopierad.</source>
        <translation>The table has been copied.</translation>
    </message>
</context>
<context>
    <name>LimitsTableModel</name>
    <message>
        <source>SVF</source>
        <translation>SVF</translation>
    </message>
    <message>
        <source>Behandling</source>
        <translation>Treatment</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variant</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Dagar</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>Gäller från</source>
        <translation>Valid from</translation>
    </message>
    <message>
        <source>Gäller till</source>
        <translation>Valid to</translation>
    </message>
    <message>
        <source>Fastställd</source>
        <translation>Decided</translation>
    </message>
    <message>
        <source>Källa</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Bekräftad</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>{typed} kan inte läsas. Skriv antal dagar, eller datum som 2026-03-05.</source>
        <translation>{typed} cannot be read. Write a number of days, or a date as 2026-03-05.</translation>
    </message>
    <message>
        <source>Gräns saknas</source>
        <translation>No limit</translation>
    </message>
    <message>
        <source>Okänt antal dagar</source>
        <translation>Unknown number of days</translation>
    </message>
    <message>
        <source>Ej bekräftad</source>
        <translation>Not confirmed</translation>
    </message>
    <message>
        <source>tills vidare</source>
        <translation>no end</translation>
    </message>
</context>
<context>
    <name>LimitsView</name>
    <message>
        <source>Ledtidsgränser</source>
        <translation>Lead-time limits</translation>
    </message>
</context>
<context>
    <name>LineMenu</name>
    <message>
        <source>Visa målet</source>
        <translation>Show the goal</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Ändra status</source>
        <translation>Change status</translation>
    </message>
    <message>
        <source>Utse ansvarig</source>
        <translation>Appoint someone responsible</translation>
    </message>
    <message>
        <source>Följ upp…</source>
        <translation>Follow up…</translation>
    </message>
    <message>
        <source>Ange hinder (valfritt)</source>
        <translation>Record an obstacle (optional)</translation>
    </message>
    <message>
        <source>Lägg till aktivitet</source>
        <translation>Add activity</translation>
    </message>
    <message>
        <source>Lägg till delmål</source>
        <translation>Add sub-goal</translation>
    </message>
    <message>
        <source>Flytta upp</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>Flytta ned</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>Flytta in</source>
        <translation>Move in</translation>
    </message>
    <message>
        <source>Flytta ut</source>
        <translation>Move out</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
</context>
<context>
    <name>LineTable</name>
    <message>
        <source>Planens uppgifter</source>
        <translation>The content of the plan</translation>
    </message>
</context>
<context>
    <name>LinesView</name>
    <message>
        <source>visas inte</source>
        <translation>not shown</translation>
    </message>
    <message>
        <source>preliminärt</source>
        <translation>preliminary</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Koppla</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Uppgifter att väga in</source>
        <translation>Evidence to weigh in</translation>
    </message>
    <message>
        <source>Kopplingar</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Lägg till</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Vad ska kopplas?</source>
        <translation>What is to be linked?</translation>
    </message>
    <message>
        <source>Sök</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Sök bland det som kan kopplas</source>
        <translation>Search what can be linked</translation>
    </message>
    <message>
        <source>Det som kan kopplas</source>
        <translation>What can be linked</translation>
    </message>
    <message>
        <source>Välj fil…</source>
        <translation>Choose file…</translation>
    </message>
    <message>
        <source>Närståendeenkät 2025, sammanställning</source>
        <translation>Survey of families 2025, summary</translation>
    </message>
    <message>
        <source>Bara namnet och platsen sparas. Själva dokumentet läses inte in.</source>
        <translation>Only the name and the place are saved. The document itself is not read.</translation>
    </message>
    <message>
        <source>Var ligger det?</source>
        <translation>Where is it?</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Sökväg, länk eller var dokumentet förvaras</source>
        <translation>Path, address or where the document is kept</translation>
    </message>
    <message>
        <source>Gruppens namn 2026-03-02 § 4</source>
        <translation>Name of the group 2026-03-02 § 4</translation>
    </message>
    <message>
        <source>Sök bland de antecknade besluten, eller skriv vilken grupp som beslutade, dag och paragraf. Inga namn på personer.</source>
        <translation>Search the recorded decisions, or write which group decided, day and paragraph. No names of persons.</translation>
    </message>
    <message>
        <source>Beslut</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Antecknade beslut</source>
        <translation>Recorded decisions</translation>
    </message>
    <message>
        <source>Uppgifter att väga in: {name}</source>
        <translation>Evidence to weigh in: {name}</translation>
    </message>
    <message>
        <source>Kopplingar: {name}</source>
        <translation>Links: {name}</translation>
    </message>
    <message>
        <source>Inget är kopplat än. Välj nedan vad som ska kopplas.</source>
        <translation>Nothing is linked yet. Choose below what is to be linked.</translation>
    </message>
    <message>
        <source>Bekräfta kopplingen</source>
        <translation>Confirm the link</translation>
    </message>
    <message>
        <source>Ta bort kopplingen</source>
        <translation>Remove the link</translation>
    </message>
    <message>
        <source>Inget stämmer med sökningen.</source>
        <translation>Nothing matches the search.</translation>
    </message>
    <message>
        <source>Filen har inget av slaget {kind} än. Lägg till det, så visas det här.</source>
        <translation>The file has nothing of the kind {kind} yet. Add it, and it is shown here.</translation>
    </message>
    <message>
        <source>Välj dokument</source>
        <translation>Choose document</translation>
    </message>
    <message>
        <source>Skriv var dokumentet ligger, eller välj en fil.</source>
        <translation>Write where the document is, or choose a file.</translation>
    </message>
    <message>
        <source>Skriv vilket beslut det gäller.</source>
        <translation>Write which decision it is about.</translation>
    </message>
    <message>
        <source>Välj i listan vad som ska kopplas.</source>
        <translation>Choose in the list what is to be linked.</translation>
    </message>
    <message>
        <source>Kopplat: {name}.</source>
        <translation>Linked: {name}.</translation>
    </message>
    <message>
        <source>Kopplingen är bekräftad.</source>
        <translation>The link has been confirmed.</translation>
    </message>
    <message>
        <source>Kopplingen är borttagen.</source>
        <translation>The link has been removed.</translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>tillagt {day}</source>
        <translation>added {day}</translation>
    </message>
    <message>
        <source>Visa</source>
        <translation>Show</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Öppnar {file} …</source>
        <translation>Opening {file} …</translation>
    </message>
    <message>
        <source>Filen öppnades inte</source>
        <translation>The file was not opened</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Ångrat: {act}</source>
        <translation>Undone: {act}</translation>
    </message>
    <message>
        <source>Gjort om: {act}</source>
        <translation>Redone: {act}</translation>
    </message>
    <message>
        <source>Säkerhetskopian är återställd. Filen som den ersatte finns kvar i samma mapp.</source>
        <translation>The backup has been restored. The file that it replaced is still in the same folder.</translation>
    </message>
</context>
<context>
    <name>MappingChoiceDialog</name>
    <message>
        <source>Välj diagnoser</source>
        <translation>Choose diagnoses</translation>
    </message>
    <message>
        <source>Vilka diagnoser kartlägger {region}?</source>
        <translation>Which diagnoses does {region} map?</translation>
    </message>
    <message>
        <source>Överenskommelsen säger fyra diagnoser per region, valda tillsammans med RCC. Valet gäller från sin dag. Det tidigare valet avslutas dagen före och finns kvar för tidigare perioder.</source>
        <translation>The agreement says four diagnoses per region, chosen together with RCC. The choice is valid from its day. The earlier choice ends the day before and is kept for earlier periods.</translation>
    </message>
    <message>
        <source>Spara valet</source>
        <translation>Save the choice</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Diagnoser</source>
        <translation>Diagnoses</translation>
    </message>
    <message>
        <source>Till exempel: beslutat tillsammans med RCC</source>
        <translation>For example: decided together with RCC</translation>
    </message>
    <message>
        <source>Gäller från</source>
        <translation>Valid from</translation>
    </message>
    <message>
        <source>Anteckning</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Från {start}: {names}.</source>
        <translation>From {start}: {names}.</translation>
    </message>
    <message>
        <source>{start} till {end}: {names}.</source>
        <translation>{start} to {end}: {names}.</translation>
    </message>
</context>
<context>
    <name>MappingDialog</name>
    <message>
        <source>Kopplingar: {name}</source>
        <translation>Links: {name}</translation>
    </message>
    <message>
        <source>Kopplingarna är programmets läsning av källorna. Underlag använder bara dem som är bekräftade. Välj flera rader med Ctrl eller Skift.</source>
        <translation>The links are how the program reads the sources. Packs use only those that are confirmed. Choose several rows with Ctrl or Shift.</translation>
    </message>
    <message>
        <source>Kopplingar</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Bekräfta valda</source>
        <translation>Confirm the chosen</translation>
    </message>
    <message>
        <source>Ta bort vald koppling</source>
        <translation>Remove the chosen link</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Koppling</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>bekräftad</source>
        <translation>confirmed</translation>
    </message>
    <message>
        <source>inte bekräftad</source>
        <translation>not confirmed</translation>
    </message>
    <message>
        <source>Kopplingar: {count}. Inte bekräftade: {open}.</source>
        <translation>Links: {count}. Not confirmed: {open}.</translation>
    </message>
    <message>
        <source>Bekräfta alla {count}</source>
        <translation>Confirm all {count}</translation>
    </message>
    <message>
        <source>{count} kopplingar är bekräftade.</source>
        <translation>{count} links have been confirmed.</translation>
    </message>
    <message>
        <source>Kopplingen är bekräftad.</source>
        <translation>The link has been confirmed.</translation>
    </message>
    <message>
        <source>Kopplingen är borttagen.</source>
        <translation>The link has been removed.</translation>
    </message>
</context>
<context>
    <name>MappingPage</name>
    <message>
        <source>Ledtider / 75 %-kartläggning</source>
        <translation>Lead times / 75% mapping</translation>
    </message>
    <message>
        <source>75 %-kartläggning</source>
        <translation>75% mapping</translation>
    </message>
    <message>
        <source>Välj diagnoser…</source>
        <translation>Choose diagnoses…</translation>
    </message>
    <message>
        <source>Spara som Excel…</source>
        <translation>Save as Excel…</translation>
    </message>
    <message>
        <source>Hur många väntar mycket länge, och varför?</source>
        <translation>How many wait very long, and why?</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Långa väntetider per diagnos</source>
        <translation>Long waits by diagnosis</translation>
    </message>
    <message>
        <source>Här visas långa väntetider när ett uttag är inläst</source>
        <translation>Long waits are shown here when an extract has been imported</translation>
    </message>
    <message>
        <source>Läs in uttag…</source>
        <translation>Import extract…</translation>
    </message>
    <message>
        <source>{name} (din region)</source>
        <translation>{name} (your region)</translation>
    </message>
    <message>
        <source>Inga diagnoser valda: alla SVF visas</source>
        <translation>No diagnoses chosen: all SVF are shown</translation>
    </message>
    <message>
        <source>{count}, från {day}</source>
        <translation>{count}, from {day}</translation>
    </message>
    <message>
        <source>Läs in en händelselista för SVF. Programmet räknar dem som väntat mer än 75&#xa0;% längre än ledtidsgränsen för de diagnoser som regionen har valt.</source>
        <translation>Import an event list for SVF. The program counts those who waited more than 75% longer than the lead-time limit, for the diagnoses that the region has chosen.</translation>
    </message>
    <message>
        <source>{over} av {count} patienter väntade mer än 75&#xa0;% längre än gränsen, {period}.</source>
        <translation>{over} of {count} patients waited more than 75% longer than the limit, {period}.</translation>
    </message>
    <message>
        <source>Långa väntetider per diagnos, {period}.</source>
        <translation>Long waits by diagnosis, {period}.</translation>
    </message>
    <message>
        <source>Olika gränser: räknat mot varje patients egen gräns.</source>
        <translation>Different limits: counted against each patient&apos;s own limit.</translation>
    </message>
    <message>
        <source>Enskilda förlopp och anteckningar lämnar aldrig programmet.</source>
        <translation>Single pathways and notes never leave the program.</translation>
    </message>
    <message>
        <source>EXEMPELDATA</source>
        <translation>EXAMPLE DATA</translation>
    </message>
    <message>
        <source>Diagnos</source>
        <translation>Diagnosis</translation>
    </message>
    <message>
        <source>Patienter</source>
        <translation>Patients</translation>
    </message>
    <message>
        <source>Långa väntetider</source>
        <translation>Long waits</translation>
    </message>
    <message>
        <source>Andel</source>
        <translation>Share</translation>
    </message>
    <message>
        <source>Intervall</source>
        <translation>Interval</translation>
    </message>
    <message>
        <source>Gräns, dagar</source>
        <translation>Limit, days</translation>
    </message>
    <message>
        <source>Med orsak</source>
        <translation>With a cause</translation>
    </message>
    <message>
        <source>Att tänka på</source>
        <translation>To bear in mind</translation>
    </message>
    <message>
        <source>Inga förlopp med känd gräns</source>
        <translation>No pathways with a known limit</translation>
    </message>
    <message>
        <source>olika</source>
        <translation>differ</translation>
    </message>
    <message>
        <source>{count} från {day}.</source>
        <translation>{count} from {day}.</translation>
    </message>
    <message>
        <source>75-procentskartläggning</source>
        <translation>75 per cent mapping</translation>
    </message>
    <message>
        <source>Spara som Excel</source>
        <translation>Save as Excel</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Kartläggningen är sparad: {file}</source>
        <translation>The mapping has been saved: {file}</translation>
    </message>
</context>
<context>
    <name>MatrixCard</name>
    <message>
        <source>Bedömningar</source>
        <translation>Assessments</translation>
    </message>
    <message>
        <source>Enter öppnar bedömningen.</source>
        <translation>Enter opens the assessment.</translation>
    </message>
    <message>
        <source>Rutor, hur långt (0 till 3)</source>
        <translation>Squares, how far (0 to 3)</translation>
    </message>
    <message>
        <source>Staplar, hur utmanande (0 till 3)</source>
        <translation>Bars, how challenging (0 to 3)</translation>
    </message>
</context>
<context>
    <name>MeasureDialog</name>
    <message>
        <source>Vilken period ska mätas?</source>
        <translation>Which period is to be measured?</translation>
    </message>
    <message>
        <source>Siffran fryses som den är i dag. Senare uttag ändrar den inte.</source>
        <translation>The figure is frozen as it is today. Later extracts do not change it.</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Frys siffran</source>
        <translation>Freeze the figure</translation>
    </message>
    <message>
        <source>Siffran är fryst.</source>
        <translation>The figure has been frozen.</translation>
    </message>
    <message>
        <source>Inget uttag har siffror för måttet.</source>
        <translation>No extract has figures for the measure.</translation>
    </message>
    <message>
        <source>Jämförelse: {figure}</source>
        <translation>Comparison: {figure}</translation>
    </message>
</context>
<context>
    <name>MeetingActs</name>
    <message>
        <source>Mötet har startat.</source>
        <translation>The meeting has started.</translation>
    </message>
    <message>
        <source>Mötet är avslutat. De behandlade punkterna har fått sina paragrafer.</source>
        <translation>The meeting has ended. The items treated have been given their paragraphs.</translation>
    </message>
    <message>
        <source>Mötet är öppet igen.</source>
        <translation>The meeting is open again.</translation>
    </message>
    <message>
        <source>Mötet är markerat som utskickat.</source>
        <translation>The papers of the meeting are marked as sent.</translation>
    </message>
    <message>
        <source>Mötet är inställt.</source>
        <translation>The meeting is cancelled.</translation>
    </message>
    <message>
        <source>Mötet är planerat igen.</source>
        <translation>The meeting is planned again.</translation>
    </message>
    <message>
        <source>Nästa möte är {day}.</source>
        <translation>The next meeting is {day}.</translation>
    </message>
    <message>
        <source>Mötet är flyttat till Papperskorgen.</source>
        <translation>The meeting has been moved to the trash.</translation>
    </message>
    <message>
        <source>Punkten är flyttad till Papperskorgen.</source>
        <translation>The item has been moved to the trash.</translation>
    </message>
    <message>
        <source>Punkten är flyttad till mötet {day}.</source>
        <translation>The item has been moved to the meeting {day}.</translation>
    </message>
    <message>
        <source>Punkten är kopierad till mötet {day}.</source>
        <translation>The item has been copied to the meeting {day}.</translation>
    </message>
    <message>
        <source>Punkten är sparad till ett senare möte. Den finns under Återkommer.</source>
        <translation>The item has been saved for a later meeting. It stands under Returning.</translation>
    </message>
    <message>
        <source>Punkten är markerad som behandlad.</source>
        <translation>The item has been marked as treated.</translation>
    </message>
    <message>
        <source>Punkten är struken.</source>
        <translation>The item has been withdrawn.</translation>
    </message>
    <message>
        <source>Punkten är planerad igen.</source>
        <translation>The item is planned again.</translation>
    </message>
    <message>
        <source>Dagordning {day}</source>
        <translation>Agenda {day}</translation>
    </message>
    <message>
        <source>Spara dagordningen</source>
        <translation>Save the agenda</translation>
    </message>
    <message>
        <source>Spara underlaget till punkten</source>
        <translation>Save the paper of the item</translation>
    </message>
    <message>
        <source>Word (*.docx);;PDF (*.pdf);;Excel (*.xlsx)</source>
        <translation>Word (*.docx);;PDF (*.pdf);;Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Sparat: {file}</source>
        <translation>Saved: {file}</translation>
    </message>
</context>
<context>
    <name>MeetingCard</name>
    <message>
        <source>Nästa möte</source>
        <translation>Next meeting</translation>
    </message>
    <message>
        <source>Se vad som saknas på varje punkt</source>
        <translation>See what is missing on each item</translation>
    </message>
    <message numerus="yes">
        <source>%n förslag till dagordningen</source>
        <translation>
            <numerusform>%n proposal for the agenda</numerusform>
            <numerusform>%n proposals for the agenda</numerusform>
        </translation>
    </message>
    <message>
        <source>Med skälet till varje punkt</source>
        <translation>With the reason for each item</translation>
    </message>
    <message>
        <source>Möte</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>Innehåll och ordning</source>
        <translation>Content and order</translation>
    </message>
    <message>
        <source>Flytta upp</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>Flytta ned</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>Alt+Uppåt</source>
        <translation>Alt+Up</translation>
    </message>
    <message>
        <source>Alt+Nedåt</source>
        <translation>Alt+Down</translation>
    </message>
    <message>
        <source>Sparad mall</source>
        <translation>Saved template</translation>
    </message>
    <message>
        <source>Spara som mall…</source>
        <translation>Save as template…</translation>
    </message>
    <message>
        <source>Flytta mallen till Papperskorgen</source>
        <translation>Move the template to the trash</translation>
    </message>
    <message>
        <source>Använd en mall</source>
        <translation>Use a template</translation>
    </message>
    <message>
        <source>Det här saknas innan underlaget kan skickas:</source>
        <translation>This is missing before the pack can be sent:</translation>
    </message>
    <message>
        <source>Inget saknas i punkterna. Underlaget kan skickas.</source>
        <translation>Nothing is missing in the items. The pack can be sent.</translation>
    </message>
    <message>
        <source>Öppna punkten</source>
        <translation>Open the item</translation>
    </message>
    <message>
        <source>Öppna mötet</source>
        <translation>Open the meeting</translation>
    </message>
    <message numerus="yes">
        <source>Visa %n till</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Egna ord först i delen {part}</source>
        <translation>Own words first in the part {part}</translation>
    </message>
    <message>
        <source>Egen sammanfattning i stället för programmets meningar</source>
        <translation>Own summary instead of the program&apos;s sentences</translation>
    </message>
</context>
<context>
    <name>MeetingDialog</name>
    <message>
        <source>Lägg till möte</source>
        <translation>Add meeting</translation>
    </message>
    <message>
        <source>Ändra mötet</source>
        <translation>Change the meeting</translation>
    </message>
    <message>
        <source>Grupp</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Mötesserie</source>
        <translation>Series of meetings</translation>
    </message>
    <message>
        <source>Tid, plats och utskick som lämnas tomma tas från mötesserien.</source>
        <translation>Time, place and sending of papers that are left empty are taken from the series of meetings.</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Börjar</source>
        <translation>Begins</translation>
    </message>
    <message>
        <source>Minuter</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>Plats (valfritt)</source>
        <translation>Place (optional)</translation>
    </message>
    <message>
        <source>Inte angivet</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Utskick</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Ordförande (valfritt)</source>
        <translation>Chair (optional)</translation>
    </message>
    <message>
        <source>Sekreterare (valfritt)</source>
        <translation>Secretary (optional)</translation>
    </message>
    <message>
        <source>Skriv ett komma mellan flera</source>
        <translation>Write a comma between several</translation>
    </message>
    <message>
        <source>Justerare (valfritt)</source>
        <translation>Approvers (optional)</translation>
    </message>
    <message>
        <source>Diarienummer (valfritt)</source>
        <translation>Registration number (optional)</translation>
    </message>
    <message>
        <source>Spara mötet</source>
        <translation>Save the meeting</translation>
    </message>
    <message>
        <source>Skriv vilken dag mötet är, som 2026-03-05.</source>
        <translation>Write which day the meeting is, as 2026-03-05.</translation>
    </message>
    <message>
        <source>Välj en grupp. Grupper läggs till på sidan för grupper.</source>
        <translation>Choose a group. Groups are added on the page of groups.</translation>
    </message>
    <message>
        <source>Mötet är tillagt.</source>
        <translation>The meeting has been added.</translation>
    </message>
    <message>
        <source>Mötet är sparat.</source>
        <translation>The meeting has been saved.</translation>
    </message>
    <message>
        <source>Ingen: tom dagordning</source>
        <translation>None: empty agenda</translation>
    </message>
</context>
<context>
    <name>MeetingMenus</name>
    <message>
        <source>Ändra rubrik och tid</source>
        <translation>Change heading and time</translation>
    </message>
    <message>
        <source>Anteckna beslut…</source>
        <translation>Record decision…</translation>
    </message>
    <message>
        <source>Markera som behandlad</source>
        <translation>Mark as treated</translation>
    </message>
    <message>
        <source>Bordlägg till…</source>
        <translation>Postpone to…</translation>
    </message>
    <message>
        <source>Spara till ett senare möte</source>
        <translation>Save for a later meeting</translation>
    </message>
    <message>
        <source>Planera punkten igen</source>
        <translation>Plan the item again</translation>
    </message>
    <message>
        <source>Stryk punkten</source>
        <translation>Withdraw the item</translation>
    </message>
    <message>
        <source>Spara underlaget till punkten…</source>
        <translation>Save the paper of the item…</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Spara dagordningen…</source>
        <translation>Save the agenda…</translation>
    </message>
    <message>
        <source>Närvaro…</source>
        <translation>Attendance…</translation>
    </message>
    <message>
        <source>Protokoll och minnesanteckningar…</source>
        <translation>Minutes and notes…</translation>
    </message>
    <message>
        <source>Protokollet från {day}…</source>
        <translation>The minutes of {day}…</translation>
    </message>
    <message>
        <source>Ändra mötet…</source>
        <translation>Change the meeting…</translation>
    </message>
    <message>
        <source>Markera som utskickat</source>
        <translation>Mark papers as sent</translation>
    </message>
    <message>
        <source>Starta mötet</source>
        <translation>Start the meeting</translation>
    </message>
    <message>
        <source>Ställ in mötet</source>
        <translation>Cancel the meeting</translation>
    </message>
    <message>
        <source>Öppna mötet igen</source>
        <translation>Open the meeting again</translation>
    </message>
    <message>
        <source>Planera mötet igen</source>
        <translation>Plan the meeting again</translation>
    </message>
    <message>
        <source>Skapa nästa möte</source>
        <translation>Make the next meeting</translation>
    </message>
    <message>
        <source>Flytta mötet till Papperskorgen</source>
        <translation>Move the meeting to the trash</translation>
    </message>
    <message>
        <source>Flytta till mötet {day}</source>
        <translation>Move to the meeting {day}</translation>
    </message>
    <message>
        <source>Kopiera till mötet {day}</source>
        <translation>Copy to the meeting {day}</translation>
    </message>
    <message>
        <source>Flytta till nästa möte ({day})</source>
        <translation>Move to the next meeting ({day})</translation>
    </message>
    <message>
        <source>Kopiera till nästa möte ({day})</source>
        <translation>Copy to the next meeting ({day})</translation>
    </message>
</context>
<context>
    <name>MeetingPage</name>
    <message>
        <source>Möten / Inför mötet</source>
        <translation>Meetings / Before the meeting</translation>
    </message>
    <message>
        <source>Förhandsvisa</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Visa för gruppen</source>
        <translation>Show to the group</translation>
    </message>
    <message>
        <source>Fler val för mötet</source>
        <translation>More choices for the meeting</translation>
    </message>
    <message>
        <source>Punkten är inte sparad. Stäng igen för att stänga utan den.</source>
        <translation>The item has not been saved. Close again to close without it.</translation>
    </message>
    <message>
        <source>Möte</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>Inget möte är planerat</source>
        <translation>No meeting is planned</translation>
    </message>
    <message>
        <source>Lägg till ett möte under Möten. Dagordningen samlas sedan här.</source>
        <translation>Add a meeting under Meetings. The agenda is then gathered here.</translation>
    </message>
    <message>
        <source>Visa möten</source>
        <translation>Show meetings</translation>
    </message>
    <message>
        <source>Avsluta mötet</source>
        <translation>End the meeting</translation>
    </message>
    <message>
        <source>Skapa protokoll…</source>
        <translation>Make minutes…</translation>
    </message>
    <message>
        <source>Skapa underlag</source>
        <translation>Make the pack</translation>
    </message>
    <message>
        <source>Starta mötet</source>
        <translation>Start the meeting</translation>
    </message>
</context>
<context>
    <name>Meetings</name>
    <message>
        <source>{count} min</source>
        <translation>{count} min</translation>
    </message>
</context>
<context>
    <name>MeetingsActs</name>
    <message>
        <source>Åtgärden är markerad som klar.</source>
        <translation>The action has been marked as done.</translation>
    </message>
    <message>
        <source>Åtgärden är nu en aktivitet i planen. Koppla den till ett mål där.</source>
        <translation>The action is now an activity of the plan. Link it to a goal there.</translation>
    </message>
    <message>
        <source>Åtgärder.ics</source>
        <translation>Actions.ics</translation>
    </message>
    <message>
        <source>Spara åtgärderna till kalendern</source>
        <translation>Save the actions to the calendar</translation>
    </message>
    <message>
        <source>Sparat: {file}</source>
        <translation>Saved: {file}</translation>
    </message>
    <message>
        <source>Gruppen har inget planerat möte. Lägg till ett möte först.</source>
        <translation>The group has no planned meeting. Add a meeting first.</translation>
    </message>
    <message>
        <source>Punkten står nu på mötet {day}.</source>
        <translation>The item now stands on the agenda of {day}.</translation>
    </message>
    <message>
        <source>Punkten är flyttad till Papperskorgen.</source>
        <translation>The item has been moved to the trash.</translation>
    </message>
</context>
<context>
    <name>MeetingsPage</name>
    <message>
        <source>Möten</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>Vad ska tas upp, vad beslutades och vad hände sedan?</source>
        <translation>What is to be taken up, what was decided and what happened then?</translation>
    </message>
    <message>
        <source>Lägg till möte</source>
        <translation>Add meeting</translation>
    </message>
    <message>
        <source>Delar av mötena</source>
        <translation>Parts of the meetings</translation>
    </message>
    <message>
        <source>Kommande</source>
        <translation>Coming</translation>
    </message>
    <message>
        <source>Beslut</source>
        <translation>Decisions</translation>
    </message>
    <message>
        <source>Åtgärder</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Återkommer</source>
        <translation>Returning</translation>
    </message>
    <message>
        <source>Möten hålls av en grupp</source>
        <translation>Meetings are held by a group</translation>
    </message>
    <message>
        <source>Lägg först till gruppen som möts. Sedan planeras dess möten här, med dagordning och beslut.</source>
        <translation>First add the group that meets. Then its meetings are planned here, with agenda and decisions.</translation>
    </message>
    <message>
        <source>Visa grupper</source>
        <translation>Show groups</translation>
    </message>
    <message>
        <source>Lägg till mötesserie…</source>
        <translation>Add series of meetings…</translation>
    </message>
</context>
<context>
    <name>MemberDialog</name>
    <message>
        <source>Vem tar platsen?</source>
        <translation>Who takes the seat?</translation>
    </message>
    <message>
        <source>Plats</source>
        <translation>Seat</translation>
    </message>
    <message>
        <source>Välj vem det är</source>
        <translation>Choose who it is</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Uppgift i gruppen</source>
        <translation>Task in the group</translation>
    </message>
    <message>
        <source>Ingen särskild</source>
        <translation>Nobody in particular</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Tillsätt platsen</source>
        <translation>Fill the seat</translation>
    </message>
    <message>
        <source>Spara</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Uppgiften är flyttad till Papperskorgen.</source>
        <translation>The entry has been moved to the trash.</translation>
    </message>
    <message>
        <source>Välj vem som tar platsen.</source>
        <translation>Choose who takes the seat.</translation>
    </message>
    <message>
        <source>Platsen är tillsatt.</source>
        <translation>The seat has been filled.</translation>
    </message>
    <message>
        <source>Uppgiften är sparad.</source>
        <translation>The entry has been saved.</translation>
    </message>
</context>
<context>
    <name>MinutesDialog</name>
    <message>
        <source>Protokoll och minnesanteckningar</source>
        <translation>Minutes and notes</translation>
    </message>
    <message>
        <source>Namn, flera med komma emellan</source>
        <translation>Names, with commas between them</translation>
    </message>
    <message>
        <source>Ta med konfidentiella delar</source>
        <translation>Include confidential parts</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Justerare (valfritt)</source>
        <translation>Approvers (optional)</translation>
    </message>
    <message>
        <source>Diarienummer (valfritt)</source>
        <translation>Registration number (optional)</translation>
    </message>
    <message>
        <source>Vid spridning</source>
        <translation>When distributed</translation>
    </message>
    <message>
        <source>Justerat den</source>
        <translation>Approved on</translation>
    </message>
    <message>
        <source>Skapa protokoll</source>
        <translation>Make minutes</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Spara dokumentet</source>
        <translation>Save the document</translation>
    </message>
    <message>
        <source>Dokumentet är sparat: {file}</source>
        <translation>The document has been saved: {file}</translation>
    </message>
    <message>
        <source>Skriv vilken dag det justerades, som 2026-03-05.</source>
        <translation>Write which day it was approved, as 2026-03-05.</translation>
    </message>
    <message>
        <source>Skriv vem som justerar.</source>
        <translation>Write who approves.</translation>
    </message>
    <message>
        <source>1 beslut är skrivet men inte antecknat. Det kommer inte med.</source>
        <translation>1 decision is written but not recorded. It will not be included.</translation>
    </message>
    <message>
        <source>{n} beslut är skrivna men inte antecknade. De kommer inte med.</source>
        <translation>{n} decisions are written but not recorded. They will not be included.</translation>
    </message>
    <message>
        <source>Inget är skrivet än. Det som skapas är ett utkast tills det justeras.</source>
        <translation>Nothing has been written yet. What is made is a draft until it is approved.</translation>
    </message>
    <message>
        <source>{kind}, version {n}</source>
        <translation>{kind}, version {n}</translation>
    </message>
    <message>
        <source>Spara som Word…</source>
        <translation>Save as Word…</translation>
    </message>
    <message>
        <source>Spara som PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>Ta bort utkastet</source>
        <translation>Remove the draft</translation>
    </message>
    <message>
        <source>Ta bort utkastet: {name}</source>
        <translation>Remove the draft: {name}</translation>
    </message>
    <message>
        <source>justerare {names}</source>
        <translation>approved by {names}</translation>
    </message>
    <message>
        <source>skapat {date}</source>
        <translation>made {date}</translation>
    </message>
    <message>
        <source>diarienummer {number}</source>
        <translation>registration number {number}</translation>
    </message>
    <message>
        <source>Justera protokoll</source>
        <translation>Approve minutes</translation>
    </message>
    <message>
        <source>Justera minnesanteckningar</source>
        <translation>Approve notes</translation>
    </message>
    <message>
        <source>Skapa minnesanteckningar</source>
        <translation>Make notes</translation>
    </message>
</context>
<context>
    <name>MissionCard</name>
    <message>
        <source>Plan och uppdrag</source>
        <translation>Plan and mission</translation>
    </message>
    <message>
        <source>Din process: {process}</source>
        <translation>Your process: {process}</translation>
    </message>
    <message>
        <source>Mål, aktiviteter, analyser och hinder på en sida</source>
        <translation>Goals, activities, analyses and obstacles on one page</translation>
    </message>
    <message>
        <source>Visa insatserna och vad som saknas</source>
        <translation>Show the initiatives and what is missing</translation>
    </message>
    <message>
        <source>Vad saknas, och var fylls det i?</source>
        <translation>What is missing, and where is it filled in?</translation>
    </message>
</context>
<context>
    <name>MoreViews</name>
    <message>
        <source>Fler vyer</source>
        <translation>More views</translation>
    </message>
    <message>
        <source>Öppnar en meny.</source>
        <translation>Opens a menu.</translation>
    </message>
    <message>
        <source>Alla SVF</source>
        <translation>All SVF</translation>
    </message>
    <message>
        <source>Målmodeller sida vid sida</source>
        <translation>Goal models side by side</translation>
    </message>
    <message>
        <source>75 %-kartläggning</source>
        <translation>75% mapping</translation>
    </message>
    <message>
        <source>Överenskommelsen</source>
        <translation>The agreement</translation>
    </message>
    <message>
        <source>Ledtidskatalog</source>
        <translation>Catalogue of limits</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Spara profilen</source>
        <translation>Save the profile</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>NationalQuestionDialog</name>
    <message>
        <source>Lägg till fråga till nationell nivå</source>
        <translation>Add question to the national level</translation>
    </message>
    <message>
        <source>Vad ska ändras i frågan?</source>
        <translation>What is to be changed in the question?</translation>
    </message>
    <message>
        <source>Fråga</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Med egna ord (valfritt)</source>
        <translation>In your own words (optional)</translation>
    </message>
    <message>
        <source>Antecknad den</source>
        <translation>Noted on</translation>
    </message>
    <message>
        <source>Kommer från</source>
        <translation>Comes from</translation>
    </message>
    <message>
        <source>Lyfts till</source>
        <translation>Raised to</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Tas upp den</source>
        <translation>Taken up on</translation>
    </message>
    <message>
        <source>Svar</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Besvarad den</source>
        <translation>Answered on</translation>
    </message>
    <message>
        <source>Lägg till fråga</source>
        <translation>Add question</translation>
    </message>
    <message>
        <source>Spara frågan</source>
        <translation>Save the question</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Frågan är flyttad till Papperskorgen.</source>
        <translation>The question has been moved to the trash.</translation>
    </message>
    <message>
        <source>Skriv frågan.</source>
        <translation>Write the question.</translation>
    </message>
    <message>
        <source>Skriv vilken dag frågan antecknades.</source>
        <translation>Write which day the question was noted.</translation>
    </message>
    <message>
        <source>Frågan är tillagd.</source>
        <translation>The question has been added.</translation>
    </message>
    <message>
        <source>Frågan är sparad.</source>
        <translation>The question has been saved.</translation>
    </message>
</context>
<context>
    <name>NewsCard</name>
    <message>
        <source>Sedan förra mötet</source>
        <translation>Since the last meeting</translation>
    </message>
    <message>
        <source>{what}: {was}, nu {now}</source>
        <translation>{what}: {was}, now {now}</translation>
    </message>
    <message>
        <source>och {count} till</source>
        <translation>and {count} more</translation>
    </message>
</context>
<context>
    <name>NoMeeting</name>
    <message>
        <source>Inget möte är planerat</source>
        <translation>No meeting is planned</translation>
    </message>
    <message>
        <source>Underlaget utgår från mötets dagordning. Lägg till ett möte, så sätts underlaget ihop här. En rapport utan möte skapas under Rapporter.</source>
        <translation>The pack starts from the agenda of the meeting. Add a meeting, and the pack is put together here. A report without a meeting is made under Reports.</translation>
    </message>
    <message>
        <source>Gå till Möten</source>
        <translation>Go to Meetings</translation>
    </message>
</context>
<context>
    <name>ObstacleAnswerDialog</name>
    <message>
        <source>Vad blev svaret?</source>
        <translation>What was the answer?</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Svar</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Spara svaret</source>
        <translation>Save the answer</translation>
    </message>
    <message>
        <source>Svaret är sparat.</source>
        <translation>The answer has been saved.</translation>
    </message>
</context>
<context>
    <name>ObstacleDialog</name>
    <message>
        <source>Allt är valfritt. Svaret visar om hindret ligger utanför den egna gruppen. Skriv inga namn på personer.</source>
        <translation>Everything is optional. The answer shows whether the obstacle lies outside your own group. Write no names of persons.</translation>
    </message>
    <message>
        <source>Slag av hinder</source>
        <translation>Kind of obstacle</translation>
    </message>
    <message>
        <source>Kan lösas av</source>
        <translation>Can be solved by</translation>
    </message>
    <message>
        <source>Med egna ord</source>
        <translation>In your own words</translation>
    </message>
    <message>
        <source>Ange hinder</source>
        <translation>Record obstacle</translation>
    </message>
    <message>
        <source>Spara hindret</source>
        <translation>Save the obstacle</translation>
    </message>
    <message>
        <source>Hoppa över</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>Välj eller skriv något, eller lämna frågan.</source>
        <translation>Choose or write something, or leave the question.</translation>
    </message>
    <message>
        <source>Hindret är angivet.</source>
        <translation>The obstacle has been recorded.</translation>
    </message>
    <message>
        <source>Hindret är sparat.</source>
        <translation>The obstacle has been saved.</translation>
    </message>
    <message>
        <source>Vad ska ändras i hindret?</source>
        <translation>What is to be changed in the obstacle?</translation>
    </message>
    <message>
        <source>Står något i vägen? (valfritt)</source>
        <translation>Does anything stand in the way? (optional)</translation>
    </message>
    <message>
        <source>Vad står i vägen?</source>
        <translation>What stands in the way?</translation>
    </message>
</context>
<context>
    <name>ObstaclesCard</name>
    <message>
        <source>Inget hinder är angivet.</source>
        <translation>No obstacle is recorded.</translation>
    </message>
    <message>
        <source>Lyft till {body}</source>
        <translation>Raise to {body}</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Ändra hindret: {words}</source>
        <translation>Change the obstacle: {words}</translation>
    </message>
    <message>
        <source>Beslut {place}</source>
        <translation>Decision {place}</translation>
    </message>
    <message>
        <source>Visa beslutet {place}</source>
        <translation>Show the decision {place}</translation>
    </message>
    <message>
        <source>Kan lösas av: {level}</source>
        <translation>Can be solved by: {level}</translation>
    </message>
</context>
<context>
    <name>ObstaclesTab</name>
    <message>
        <source>Hinder</source>
        <translation>Obstacles</translation>
    </message>
    <message>
        <source>Skriv svaret…</source>
        <translation>Write the answer…</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Visa vad det gäller</source>
        <translation>Show what it is about</translation>
    </message>
    <message>
        <source>Visa även avslutade</source>
        <translation>Show closed ones too</translation>
    </message>
    <message>
        <source>Lyft till {body}</source>
        <translation>Raise to {body}</translation>
    </message>
    <message>
        <source>Öppna hinder: {open}. Lyfta till {body}: {raised}.</source>
        <translation>Open obstacles: {open}. Raised to {body}: {raised}.</translation>
    </message>
    <message>
        <source>Inga öppna hinder. Hinder är frivilliga att ange och läggs till vid ett mål, en aktivitet, en insats eller ett förbättringsområde.</source>
        <translation>No open obstacles. Obstacles are optional to record and are added at a goal, an activity, an initiative or an improvement area.</translation>
    </message>
    <message>
        <source>Hinder för ledtider, efter orsak</source>
        <translation>Obstacles to lead times, by cause</translation>
    </message>
    <message>
        <source>Hinder som är angivna för förbättringsområden och mål som mäts med en ledtid. Orsaker är frivilliga att ange, så tabellen visar vad som har angetts och inte alla skäl.</source>
        <translation>Obstacles recorded for improvement areas and goals that are measured by a lead time. Causes are optional to record, so the table shows what has been recorded and not all reasons.</translation>
    </message>
    <message>
        <source>Inget hinder är angivet för en ledtid.</source>
        <translation>No obstacle is recorded for a lead time.</translation>
    </message>
</context>
<context>
    <name>OpeningState</name>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>OutcomeCard</name>
    <message>
        <source>Vad det blev av beslutet</source>
        <translation>What became of the decision</translation>
    </message>
    <message>
        <source>Koppla…</source>
        <translation>Link…</translation>
    </message>
    <message>
        <source>Visa siffran</source>
        <translation>Show the figure</translation>
    </message>
    <message>
        <source>Inget mått är kopplat till beslutet. Koppla ett mått eller ett mål i planen för att se siffran före och efter.</source>
        <translation>No measure is linked to the decision. Link a measure or a goal of the plan to see the figure before and after.</translation>
    </message>
    <message>
        <source>Hänger ihop med</source>
        <translation>Related to</translation>
    </message>
    <message>
        <source>Visa</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>ingen hel period än</source>
        <translation>no whole period yet</translation>
    </message>
    <message>
        <source>Före beslutet, {figure}</source>
        <translation>Before the decision, {figure}</translation>
    </message>
    <message>
        <source>Efter beslutet, {figure}</source>
        <translation>After the decision, {figure}</translation>
    </message>
</context>
<context>
    <name>OutcomeDialog</name>
    <message>
        <source>Vilket mått visar resultatet?</source>
        <translation>Which measure shows the result?</translation>
    </message>
    <message>
        <source>Vad ska ändras i resultatmåttet?</source>
        <translation>What is to be changed in the outcome measure?</translation>
    </message>
    <message>
        <source>Byts mått eller urval tas siffrorna bort: de gällde det som var valt då.</source>
        <translation>If the measure or the selection is changed the figures are removed: they were about what was chosen then.</translation>
    </message>
    <message>
        <source>Välj mått</source>
        <translation>Choose measure</translation>
    </message>
    <message>
        <source>Alla processer</source>
        <translation>All processes</translation>
    </message>
    <message>
        <source>Alla i uttaget</source>
        <translation>All in the extract</translation>
    </message>
    <message>
        <source>Ingen jämförelse</source>
        <translation>No comparison</translation>
    </message>
    <message>
        <source>Mått</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Område</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Jämförs med</source>
        <translation>Compared with</translation>
    </message>
    <message>
        <source>Anteckning (valfritt)</source>
        <translation>Note (optional)</translation>
    </message>
    <message>
        <source>Lägg till mått</source>
        <translation>Add measure</translation>
    </message>
    <message>
        <source>Spara måttet</source>
        <translation>Save the measure</translation>
    </message>
    <message>
        <source>Välj det mått som ska visa resultatet.</source>
        <translation>Choose the measure that is to show the result.</translation>
    </message>
    <message>
        <source>Jämför med något annat än det som mäts.</source>
        <translation>Compare with something other than what is measured.</translation>
    </message>
    <message>
        <source>Resultatmåttet är sparat.</source>
        <translation>The outcome measure has been saved.</translation>
    </message>
</context>
<context>
    <name>OutcomesTab</name>
    <message>
        <source>Välj resultatmått…</source>
        <translation>Choose outcome measure…</translation>
    </message>
    <message>
        <source>Inget resultatmått är valt</source>
        <translation>No outcome measure is chosen</translation>
    </message>
    <message>
        <source>Välj det mått som ska visa resultatet, helst innan insatsen börjar. Då kan siffran före frysas och jämföras med siffran efter.</source>
        <translation>Choose the measure that is to show the result, preferably before the initiative begins. Then the figure before can be frozen and compared with the figure after.</translation>
    </message>
    <message>
        <source>Alla i uttaget</source>
        <translation>All in the extract</translation>
    </message>
    <message>
        <source>Jämförs med: {place}</source>
        <translation>Compared with: {place}</translation>
    </message>
    <message>
        <source>Visa diagrammet</source>
        <translation>Show the chart</translation>
    </message>
    <message>
        <source>Ändra måttet…</source>
        <translation>Change the measure…</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Mät…</source>
        <translation>Measure…</translation>
    </message>
    <message>
        <source>Mät om…</source>
        <translation>Measure again…</translation>
    </message>
    <message>
        <source>Inte mätt</source>
        <translation>Not measured</translation>
    </message>
    <message>
        <source>uttag {date}</source>
        <translation>extract {date}</translation>
    </message>
</context>
<context>
    <name>OutlineTemplateDialog</name>
    <message>
        <source>Vad ska mallen heta?</source>
        <translation>What is the template to be called?</translation>
    </message>
    <message>
        <source>Mallen sparar delarna, deras ordning och dina egna ord i dem. Mötets sammanfattning följer inte med. Nya möten börjar med den senaste mallen.</source>
        <translation>The template keeps the parts, their order and your own words in them. The summary of the meeting does not go along. New meetings begin with the latest template.</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Spara som mall</source>
        <translation>Save as template</translation>
    </message>
    <message>
        <source>Skriv vad mallen ska heta.</source>
        <translation>Write what the template is to be called.</translation>
    </message>
    <message>
        <source>Mallen är sparad.</source>
        <translation>The template has been saved.</translation>
    </message>
    <message>
        <source>Ersätt mallen</source>
        <translation>Replace the template</translation>
    </message>
</context>
<context>
    <name>OutputCard</name>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Mapp</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Välj minst ett format.</source>
        <translation>Choose at least one format.</translation>
    </message>
    <message>
        <source>Välj mapp…</source>
        <translation>Choose folder…</translation>
    </message>
    <message>
        <source>Välj mapp</source>
        <translation>Choose folder</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Vad behöver jag göra nu?</source>
        <translation>What do I need to do now?</translation>
    </message>
    <message>
        <source>Översikt</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Läs in uttag…</source>
        <translation>Import extract…</translation>
    </message>
    <message>
        <source>Ändrat sedan förra uttaget</source>
        <translation>Changed since the last extract</translation>
    </message>
    <message>
        <source>Inget uttag är inläst</source>
        <translation>No extract has been imported</translation>
    </message>
    <message>
        <source>Här ser du var i arbetet du är, hur det går mot målen och vad som väntar på dig. Börja med att läsa in ett uttag från Excel eller CSV.</source>
        <translation>Here you see where you are in the work, how it goes against the targets and what waits for you. Begin by importing an extract from Excel or CSV.</translation>
    </message>
</context>
<context>
    <name>OverviewTab</name>
    <message>
        <source>Effektkedja</source>
        <translation>Effect chain</translation>
    </message>
    <message>
        <source>Kedjan visar hur det är tänkt. Siffror före och efter är samvariation, inte bevisad orsak.</source>
        <translation>The chain shows what is intended. Figures before and after are an association, not a proven cause.</translation>
    </message>
    <message>
        <source>Beskriv ändringen…</source>
        <translation>Describe the change…</translation>
    </message>
    <message>
        <source>Välj mått…</source>
        <translation>Choose measure…</translation>
    </message>
    <message>
        <source>Koppla till mål…</source>
        <translation>Link to goal…</translation>
    </message>
    <message>
        <source>Koppla till område…</source>
        <translation>Link to area…</translation>
    </message>
    <message>
        <source>Visa det första</source>
        <translation>Show the first</translation>
    </message>
    <message>
        <source>Visa diagrammet</source>
        <translation>Show the chart</translation>
    </message>
    <message>
        <source>Visa</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Om insatsen</source>
        <translation>About the initiative</translation>
    </message>
    <message>
        <source>Medel</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>Patienter och närstående</source>
        <translation>Patients and families</translation>
    </message>
    <message>
        <source>Utvärdering och slutsats</source>
        <translation>Evaluation and conclusion</translation>
    </message>
    <message>
        <source>Hållbarhet efter tolv månader</source>
        <translation>Durability after twelve months</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Ändra: {part}</source>
        <translation>Change: {part}</translation>
    </message>
    <message>
        <source>Ursprung</source>
        <translation>Origin</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Målgrupp</source>
        <translation>Target group</translation>
    </message>
    <message>
        <source>Gäller</source>
        <translation>Applies to</translation>
    </message>
    <message>
        <source>Ansvarig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Tid</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Kommer från</source>
        <translation>Comes from</translation>
    </message>
    <message>
        <source>Källa</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Tar slut</source>
        <translation>Runs out</translation>
    </message>
    <message>
        <source>Kostnad</source>
        <translation>Cost</translation>
    </message>
    <message>
        <source>Prövad</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>Hur är det nu?</source>
        <translation>How is it now?</translation>
    </message>
    <message>
        <source>Ja</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Nej</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Kom in</source>
        <translation>Came in</translation>
    </message>
    <message>
        <source>Skäl</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Ändrade något</source>
        <translation>Changed anything</translation>
    </message>
    <message>
        <source>Vad ändrades</source>
        <translation>What was changed</translation>
    </message>
    <message>
        <source>Räknat</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Utvärderad</source>
        <translation>Evaluated</translation>
    </message>
    <message>
        <source>Resultat</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Slutsats</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>Spridning</source>
        <translation>Spreading</translation>
    </message>
    <message>
        <source>Värd att sprida</source>
        <translation>Worth spreading</translation>
    </message>
    <message>
        <source>Ursprung och problem är inte angivna.</source>
        <translation>Origin and problem are not stated.</translation>
    </message>
    <message>
        <source>Medel är inte angivna.</source>
        <translation>Funding is not stated.</translation>
    </message>
    <message>
        <source>Utvärdering och slutsats är inte angivna.</source>
        <translation>Evaluation and conclusion are not stated.</translation>
    </message>
    <message>
        <source>Inte prövad än.</source>
        <translation>Not checked yet.</translation>
    </message>
</context>
<context>
    <name>OwnTab</name>
    <message>
        <source>Lägg till eget ramverk…</source>
        <translation>Add a framework of your own…</translation>
    </message>
    <message>
        <source>Ändra nivåernas ord…</source>
        <translation>Change the words of the levels…</translation>
    </message>
    <message>
        <source>Ramverk som är avslagna visas inte i flikar, luckor och underlag. Bedömningar som är gjorda finns kvar. Ramverk som följer med programmet ändras inte.</source>
        <translation>Frameworks that are switched off are not shown in tabs, gaps and packs. Assessments already made are kept. Frameworks that come with the program are not changed.</translation>
    </message>
</context>
<context>
    <name>PackActs</name>
    <message>
        <source>Mallen är flyttad till Papperskorgen</source>
        <translation>The template has been moved to the trash</translation>
    </message>
    <message>
        <source>Underlaget är fastställt som version {number}</source>
        <translation>The pack has been issued as version {number}</translation>
    </message>
    <message>
        <source>Var ska filerna skapas?</source>
        <translation>Where are the files to be made?</translation>
    </message>
    <message>
        <source>Skapar filerna igen …</source>
        <translation>Making the files again …</translation>
    </message>
    <message>
        <source>Det avbröts. Inga filer har skapats.</source>
        <translation>It was stopped. No files have been made.</translation>
    </message>
    <message>
        <source>Filerna är skapade igen: {files}</source>
        <translation>The files have been made again: {files}</translation>
    </message>
    <message>
        <source>Visa mappen</source>
        <translation>Show the folder</translation>
    </message>
    <message>
        <source>Underlaget är fastställt: det kan ha visats eller skickats. I Papperskorgen kan det inte öppnas eller jämföras.</source>
        <translation>The pack has been issued: it may have been shown or sent. In the trash it cannot be opened or compared.</translation>
    </message>
    <message>
        <source>Filerna på disken ligger kvar där de är: {files}.</source>
        <translation>The files on the disk stay where they are: {files}.</translation>
    </message>
    <message>
        <source>Underlaget kan återställas i 90 dagar.</source>
        <translation>The pack can be restored for 90 days.</translation>
    </message>
    <message>
        <source>Flytta det fastställda underlaget</source>
        <translation>Move the issued pack</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Flytta underlaget till Papperskorgen?</source>
        <translation>Move the pack to the trash?</translation>
    </message>
    <message>
        <source>Underlaget är flyttat till Papperskorgen</source>
        <translation>The pack has been moved to the trash</translation>
    </message>
</context>
<context>
    <name>PackCompareDialog</name>
    <message>
        <source>Jämför med dagens siffror</source>
        <translation>Compare with the figures of today</translation>
    </message>
    <message>
        <source>Vad har ändrats sedan underlaget?</source>
        <translation>What has changed since the pack?</translation>
    </message>
    <message>
        <source>Jämför siffrorna …</source>
        <translation>Comparing the figures …</translation>
    </message>
    <message>
        <source>Siffror som är andra i dag</source>
        <translation>Figures that are different today</translation>
    </message>
    <message>
        <source>Kopiera tabellen</source>
        <translation>Copy the table</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Jämför siffrorna, {done} av {total} …</source>
        <translation>Comparing the figures, {done} of {total} …</translation>
    </message>
    <message>
        <source>Alla siffror i underlaget är desamma i dag.</source>
        <translation>All figures of the pack are the same today.</translation>
    </message>
    <message numerus="yes">
        <source>%n siffror är andra i dag. Underlaget självt ändras inte.</source>
        <translation>
            <numerusform>%n figure is different today. The pack itself is not changed.</numerusform>
            <numerusform>%n figures are different today. The pack itself is not changed.</numerusform>
        </translation>
    </message>
    <message>
        <source>Siffra</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>Då</source>
        <translation>Then</translation>
    </message>
    <message>
        <source>Nu</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Varför</source>
        <translation>Why</translation>
    </message>
</context>
<context>
    <name>PackMaking</name>
    <message>
        <source>Skapar underlaget …</source>
        <translation>Making the pack …</translation>
    </message>
</context>
<context>
    <name>PacksPage</name>
    <message>
        <source>Underlag</source>
        <translation>Packs</translation>
    </message>
    <message>
        <source>Vad ska visas eller skickas?</source>
        <translation>What is to be shown or sent?</translation>
    </message>
    <message>
        <source>Skapa underlag</source>
        <translation>Make the pack</translation>
    </message>
    <message>
        <source>Förhandsvisa</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Delar av underlagen</source>
        <translation>Parts of the packs</translation>
    </message>
    <message>
        <source>Inför mötet</source>
        <translation>Before the meeting</translation>
    </message>
    <message>
        <source>Rapporter</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Arkiv</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>Filen är öppen bara för läsning.</source>
        <translation>The file is open for reading only.</translation>
    </message>
    <message>
        <source>Välj ett möte först.</source>
        <translation>Choose a meeting first.</translation>
    </message>
    <message>
        <source>Underlaget avbröts. Inget har sparats.</source>
        <translation>The pack was cancelled. Nothing has been saved.</translation>
    </message>
    <message>
        <source>Underlaget är skapat: {name} ({formats})</source>
        <translation>The pack has been made: {name} ({formats})</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Det gick inte att visa sidan</source>
        <translation>The page could not be shown</translation>
    </message>
    <message>
        <source>Försök igen</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Översikt</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Ledtider</source>
        <translation>Lead times</translation>
    </message>
    <message>
        <source>Indikatorer</source>
        <translation>Indicators</translation>
    </message>
    <message>
        <source>Uppdraget</source>
        <translation>The mission</translation>
    </message>
    <message>
        <source>Strategiska faktorer</source>
        <translation>Strategic factors</translation>
    </message>
    <message>
        <source>Processen</source>
        <translation>The process</translation>
    </message>
    <message>
        <source>Analys</source>
        <translation>Analysis</translation>
    </message>
    <message>
        <source>Målmodeller</source>
        <translation>Goal models</translation>
    </message>
    <message>
        <source>Ledtidskatalog</source>
        <translation>Catalogue of limits</translation>
    </message>
    <message>
        <source>75 %-kartläggning</source>
        <translation>75% mapping</translation>
    </message>
    <message>
        <source>Överenskommelsen</source>
        <translation>The agreement</translation>
    </message>
    <message>
        <source>Cancerplan</source>
        <translation>Cancer plan</translation>
    </message>
    <message>
        <source>Mål i planen</source>
        <translation>Goal of the plan</translation>
    </message>
    <message>
        <source>Insatser</source>
        <translation>Initiatives</translation>
    </message>
    <message>
        <source>Insats</source>
        <translation>Initiative</translation>
    </message>
    <message>
        <source>Riktlinjer</source>
        <translation>Guidelines</translation>
    </message>
    <message>
        <source>Uppföljning</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>Processgrupper</source>
        <translation>Process groups</translation>
    </message>
    <message>
        <source>Grupp</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Uppdrag</source>
        <translation>Assignment</translation>
    </message>
    <message>
        <source>Möten</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>Inför mötet</source>
        <translation>Before the meeting</translation>
    </message>
    <message>
        <source>Beslut</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Underlag</source>
        <translation>Packs</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Historik</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Papperskorg</source>
        <translation>Trash</translation>
    </message>
    <message>
        <source>Inställningar</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>Förhandsvisning</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Page Up och Page Down bläddrar. Ctrl med plus eller minus ändrar storleken.</source>
        <translation>Page Up and Page Down turn the pages. Ctrl with plus or minus changes the size.</translation>
    </message>
    <message>
        <source>Här visas underlaget</source>
        <translation>The pack is shown here</translation>
    </message>
    <message>
        <source>Underlaget kan inte visas</source>
        <translation>The pack cannot be shown</translation>
    </message>
    <message>
        <source>Här syns sidorna som de blir i filen. Alla format har samma siffror, och diagrammen i PowerPoint kan redigeras. Underlaget är ett utkast och sparas med sina siffror, så att det alltid kan visas som det var.</source>
        <translation>Here the pages show as they will be in the file. All formats have the same figures, and the charts in PowerPoint can be edited. The pack is a draft and is kept with its figures, so that it can always be shown as it was.</translation>
    </message>
    <message>
        <source>Sida {number} av {count}</source>
        <translation>Page {number} of {count}</translation>
    </message>
</context>
<context>
    <name>ParticipationDialog</name>
    <message>
        <source>Hur medverkar patienter och närstående?</source>
        <translation>How do patients and families take part?</translation>
    </message>
    <message>
        <source>Skriv inga namn och inget om någons hälsa. Allt utom dagen kan stå tomt.</source>
        <translation>Write no names and nothing about anyone&apos;s health. Everything but the day may be left empty.</translation>
    </message>
    <message>
        <source>Grupp</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Uppgift från</source>
        <translation>Stated on</translation>
    </message>
    <message>
        <source>Företrädarna är</source>
        <translation>The representatives are</translation>
    </message>
    <message>
        <source>Önskade</source>
        <translation>Wanted</translation>
    </message>
    <message>
        <source>Erbjudna</source>
        <translation>Offered</translation>
    </message>
    <message>
        <source>Med i gruppen</source>
        <translation>In the group</translation>
    </message>
    <message>
        <source>Kom in</source>
        <translation>Came in</translation>
    </message>
    <message>
        <source>Hur det är ordnat</source>
        <translation>How it is arranged</translation>
    </message>
    <message>
        <source>Förväntningar avstämda</source>
        <translation>Expectations agreed</translation>
    </message>
    <message>
        <source>Ändrade det något?</source>
        <translation>Did it change anything?</translation>
    </message>
    <message>
        <source>Vad ändrades?</source>
        <translation>What was changed?</translation>
    </message>
    <message>
        <source>Spara medverkan</source>
        <translation>Save the participation</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Uppgiften är flyttad till Papperskorgen.</source>
        <translation>The entry has been moved to the trash.</translation>
    </message>
    <message>
        <source>Lägg först till gruppen.</source>
        <translation>Add the group first.</translation>
    </message>
    <message>
        <source>Skriv vilken dag uppgiften är från.</source>
        <translation>Write which day the information is from.</translation>
    </message>
    <message>
        <source>Medverkan är sparad.</source>
        <translation>The participation has been saved.</translation>
    </message>
</context>
<context>
    <name>PartsList</name>
    <message>
        <source>Delar av underlaget</source>
        <translation>Parts of the pack</translation>
    </message>
    <message>
        <source>Mellanslag väljer en del. Alt med uppåt- eller nedåtpil flyttar den.</source>
        <translation>Space chooses a part. Alt with the up or down arrow moves it.</translation>
    </message>
    <message>
        <source>Dra en del dit den ska stå, eller flytta den med Alt och pil</source>
        <translation>Drag a part to where it is to stand, or move it with Alt and an arrow</translation>
    </message>
    <message>
        <source>{part} · egna ord</source>
        <translation>{part} · own words</translation>
    </message>
</context>
<context>
    <name>PeriodLockDialog</name>
    <message>
        <source>Vilken period ska låsas?</source>
        <translation>Which period is to be locked?</translation>
    </message>
    <message>
        <source>{name}: det som är daterat i perioden kan inte läggas till, ändras eller tas bort förrän perioden låses upp. Allt går att läsa och skriva ut som vanligt.</source>
        <translation>{name}: what is dated in the period cannot be added, changed or removed until the period is unlocked. Everything can be read and printed as usual.</translation>
    </message>
    <message>
        <source>till exempel rapporterad till regionerna</source>
        <translation>for example reported to the regions</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Skäl (valfritt)</source>
        <translation>Reason (optional)</translation>
    </message>
    <message>
        <source>Lås perioden</source>
        <translation>Lock the period</translation>
    </message>
    <message>
        <source>Låst: {period}.</source>
        <translation>Locked: {period}.</translation>
    </message>
</context>
<context>
    <name>PeriodLocks</name>
    <message>
        <source>{period} är låst: det som är daterat {first} till {last} kan inte ändras. Låst {day}</source>
        <translation>{period} is locked: what is dated {first} to {last} cannot be changed. Locked {day}</translation>
    </message>
    <message>
        <source>{words} av {who}</source>
        <translation>{words} by {who}</translation>
    </message>
</context>
<context>
    <name>PeriodTab</name>
    <message>
        <source>Mål att följa upp</source>
        <translation>Goals to follow up</translation>
    </message>
    <message>
        <source>Inget mål i planen står på tur i perioden. Välj en annan period.</source>
        <translation>No goal of the plan is due in the period. Choose another period.</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Lås perioden</source>
        <translation>Lock the period</translation>
    </message>
    <message>
        <source>Lås upp perioden</source>
        <translation>Unlock the period</translation>
    </message>
    <message>
        <source>{done} av {count} följda upp</source>
        <translation>{done} of {count} followed up</translation>
    </message>
</context>
<context>
    <name>PeriodUnlockDialog</name>
    <message>
        <source>Varför ska perioden låsas upp?</source>
        <translation>Why is the period to be unlocked?</translation>
    </message>
    <message>
        <source>Skäl</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Lås upp perioden</source>
        <translation>Unlock the period</translation>
    </message>
    <message>
        <source>Skriv varför perioden låses upp. Skälet står i Historik.</source>
        <translation>Write why the period is unlocked. The reason is shown in the history.</translation>
    </message>
    <message>
        <source>Upplåst: {period}.</source>
        <translation>Unlocked: {period}.</translation>
    </message>
</context>
<context>
    <name>PersonDialog</name>
    <message>
        <source>Lägg till person</source>
        <translation>Add person</translation>
    </message>
    <message>
        <source>Namnet står vid platser, uppdrag och möten, aldrig vid en siffra. Skriv inget om någons hälsa.</source>
        <translation>The name stands beside seats, assignments and meetings, never beside a figure. Write nothing about anyone&apos;s health.</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Profession</source>
        <translation>Profession</translation>
    </message>
    <message>
        <source>Arbetsgivare</source>
        <translation>Employer</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Ingen</source>
        <translation>None</translation>
    </message>
    <message>
        <source>E-post</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Telefon</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Spara uppgifterna</source>
        <translation>Save the details</translation>
    </message>
    <message>
        <source>Skriv ett namn.</source>
        <translation>Write a name.</translation>
    </message>
    <message>
        <source>Personen är tillagd.</source>
        <translation>The person has been added.</translation>
    </message>
    <message>
        <source>Uppgifterna är sparade.</source>
        <translation>The details have been saved.</translation>
    </message>
</context>
<context>
    <name>PersonField</name>
    <message>
        <source>Ny person…</source>
        <translation>New person…</translation>
    </message>
</context>
<context>
    <name>PersonsSection</name>
    <message>
        <source>Uppgifter om en person</source>
        <translation>Data about a person</translation>
    </message>
    <message>
        <source>En person kan begära att få se, rätta eller ta bort sina uppgifter. Sök namnet så som det är skrivet. Texter och protokoll går fortfarande att läsa efteråt.</source>
        <translation>A person may ask to see, correct or remove their data. Search for the name as it is written. Texts and minutes can still be read afterwards.</translation>
    </message>
    <message>
        <source>Personens namn</source>
        <translation>The person&apos;s name</translation>
    </message>
    <message>
        <source>Sök</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Var namnet finns</source>
        <translation>Where the name is</translation>
    </message>
    <message>
        <source>Spara utdrag…</source>
        <translation>Save the person&apos;s data…</translation>
    </message>
    <message>
        <source>Rätta namnet…</source>
        <translation>Correct the name…</translation>
    </message>
    <message>
        <source>Ta bort personen…</source>
        <translation>Remove the person…</translation>
    </message>
    <message>
        <source>Söker …</source>
        <translation>Searching …</translation>
    </message>
    <message>
        <source>Var</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Uppgift</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Antal</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Spara utdrag</source>
        <translation>Save the person&apos;s data</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>Sparar …</source>
        <translation>Saving …</translation>
    </message>
    <message>
        <source>Utdraget är sparat.</source>
        <translation>The person&apos;s data have been saved.</translation>
    </message>
    <message>
        <source>Rättar …</source>
        <translation>Correcting …</translation>
    </message>
    <message>
        <source>Namnet är rättat.</source>
        <translation>The name has been corrected.</translation>
    </message>
    <message>
        <source>Tar bort personen …</source>
        <translation>Removing the person …</translation>
    </message>
</context>
<context>
    <name>PlanActs</name>
    <message>
        <source>Bara mål har status per region. Ändra aktivitetens status med F2.</source>
        <translation>Only goals have a status by region. Change the status of the activity with F2.</translation>
    </message>
    <message>
        <source>Uppgiften är borttagen.</source>
        <translation>The entry has been removed.</translation>
    </message>
    <message>
        <source>{name} i {region}: {state}.</source>
        <translation>{name} in {region}: {state}.</translation>
    </message>
    <message>
        <source>{name}: klart senast {day}.</source>
        <translation>{name}: due by {day}.</translation>
    </message>
    <message>
        <source>{name} börjar {day}.</source>
        <translation>{name} begins {day}.</translation>
    </message>
    <message>
        <source>{name} är flyttat till Papperskorgen.</source>
        <translation>{name} has been moved to the trash.</translation>
    </message>
    <message>
        <source>Aktiviteten {name} är flyttad till Papperskorgen.</source>
        <translation>The activity {name} has been moved to the trash.</translation>
    </message>
    <message>
        <source>{name} är flyttat.</source>
        <translation>{name} has been moved.</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Skapa plan</source>
        <translation>Create plan</translation>
    </message>
    <message>
        <source>tomt: tills vidare</source>
        <translation>empty: until further notice</translation>
    </message>
    <message>
        <source>Hela RCC</source>
        <translation>The whole RCC</translation>
    </message>
    <message>
        <source>Ingen</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Mål, Delmål, Insatsområde</source>
        <translation>Goal, Sub-goal, Area of work</translation>
    </message>
    <message>
        <source>Gäller från</source>
        <translation>Valid from</translation>
    </message>
    <message>
        <source>Gäller till</source>
        <translation>Valid to</translation>
    </message>
    <message>
        <source>Spara planen</source>
        <translation>Save the plan</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Planen är skapad.</source>
        <translation>The plan has been created.</translation>
    </message>
    <message>
        <source>Planen är sparad.</source>
        <translation>The plan has been saved.</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Planen är flyttad till Papperskorgen.</source>
        <translation>The plan has been moved to the trash.</translation>
    </message>
</context>
<context>
    <name>PlanFields</name>
    <message>
        <source>Inte angivet</source>
        <translation>Not stated</translation>
    </message>
</context>
<context>
    <name>PlanFoot</name>
    <message>
        <source>{state} i {regions}</source>
        <translation>{state} in {regions}</translation>
    </message>
</context>
<context>
    <name>PlanItemDialog</name>
    <message>
        <source>Lägg till mål</source>
        <translation>Add goal</translation>
    </message>
    <message>
        <source>Spara målet</source>
        <translation>Save the goal</translation>
    </message>
    <message>
        <source>Lägg till och skriv nästa</source>
        <translation>Add and write the next</translation>
    </message>
    <message>
        <source>Målet är tillagt.</source>
        <translation>The goal has been added.</translation>
    </message>
    <message>
        <source>Målet är sparat.</source>
        <translation>The goal has been saved.</translation>
    </message>
    <message>
        <source>Överst i planen</source>
        <translation>At the top of the plan</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Skäl</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>För att kunna följas upp</source>
        <translation>To allow follow-up</translation>
    </message>
    <message>
        <source>Inget mått i programmet</source>
        <translation>No measure in the program</translation>
    </message>
    <message>
        <source>Inte angivet</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>Högre är bättre</source>
        <translation>Higher is better</translation>
    </message>
    <message>
        <source>Lägre är bättre</source>
        <translation>Lower is better</translation>
    </message>
    <message>
        <source>dagar</source>
        <translation>days</translation>
    </message>
    <message>
        <source>Övergripande uppföljning, en gång om året</source>
        <translation>Overall follow-up, once a year</translation>
    </message>
    <message>
        <source>Varför</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Budget och risk</source>
        <translation>Budget and risk</translation>
    </message>
    <message>
        <source>ett datum</source>
        <translation>a date</translation>
    </message>
    <message>
        <source>ett tal</source>
        <translation>a number</translation>
    </message>
    <message>
        <source>ett heltal</source>
        <translation>a whole number</translation>
    </message>
    <message>
        <source>{field}: {typed} kan inte läsas som {kind}.</source>
        <translation>{field}: {typed} cannot be read as {kind}.</translation>
    </message>
</context>
<context>
    <name>PlanItemPage</name>
    <message>
        <source>Följ upp…</source>
        <translation>Follow up…</translation>
    </message>
    <message>
        <source>Ändra målet…</source>
        <translation>Change the goal…</translation>
    </message>
    <message>
        <source>Visa i planen</source>
        <translation>Show in the plan</translation>
    </message>
    <message>
        <source>Aktiviteter</source>
        <translation>Activities</translation>
    </message>
    <message>
        <source>Inga aktiviteter än.</source>
        <translation>No activities yet.</translation>
    </message>
    <message>
        <source>Lägg till aktivitet</source>
        <translation>Add activity</translation>
    </message>
    <message>
        <source>I regionerna</source>
        <translation>In the regions</translation>
    </message>
    <message>
        <source>Inga regioner.</source>
        <translation>No regions.</translation>
    </message>
    <message>
        <source>Hinder</source>
        <translation>Obstacles</translation>
    </message>
    <message>
        <source>Ange hinder (valfritt)</source>
        <translation>Record an obstacle (optional)</translation>
    </message>
    <message>
        <source>Målet är inte följt upp än.</source>
        <translation>The goal has not been followed up yet.</translation>
    </message>
    <message>
        <source>Uppföljningar</source>
        <translation>Follow-ups</translation>
    </message>
    <message>
        <source>Mål</source>
        <translation>Goal</translation>
    </message>
    <message>
        <source>Målet finns inte längre i planen</source>
        <translation>The goal is no longer in the plan</translation>
    </message>
    <message>
        <source>Det kan ligga i Papperskorgen och återställas därifrån.</source>
        <translation>It may be in the trash, and can be restored from there.</translation>
    </message>
    <message>
        <source>Visa planen</source>
        <translation>Show the plan</translation>
    </message>
    <message>
        <source>Hindret är lyft.</source>
        <translation>The obstacle has been raised.</translation>
    </message>
</context>
<context>
    <name>PlanLines</name>
    <message>
        <source>Alla</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Barn</source>
        <translation>Children</translation>
    </message>
    <message>
        <source>Vuxna</source>
        <translation>Adults</translation>
    </message>
    <message>
        <source>Plan saknas</source>
        <translation>No plan</translation>
    </message>
    <message>
        <source>Aktivitet</source>
        <translation>Activity</translation>
    </message>
    <message>
        <source>Mål</source>
        <translation>Goal</translation>
    </message>
    <message>
        <source>Saknar ansvarig</source>
        <translation>Nobody responsible</translation>
    </message>
    <message>
        <source>Ja</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Mål, delmål, aktivitet</source>
        <translation>Goal, sub-goal, activity</translation>
    </message>
    <message>
        <source>Ansvarig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Uppföljningsbart</source>
        <translation>Can be followed up</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Klart senast</source>
        <translation>Due by</translation>
    </message>
    <message>
        <source>Genomförd</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Senast följt upp</source>
        <translation>Last followed up</translation>
    </message>
    <message>
        <source>Nivå</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Nummer</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Dagar utan ändring</source>
        <translation>Days without change</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Barn eller vuxna</source>
        <translation>Children or adults</translation>
    </message>
    <message>
        <source>Prioritet</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Ramverk</source>
        <translation>Framework</translation>
    </message>
    <message>
        <source>Mått</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>Hinder</source>
        <translation>Obstacle</translation>
    </message>
    <message>
        <source>Per region</source>
        <translation>By region</translation>
    </message>
    <message>
        <source>Från start till slut</source>
        <translation>From start to end</translation>
    </message>
</context>
<context>
    <name>PlanMenu</name>
    <message>
        <source>Lägg till mål…	Ctrl+Shift+N</source>
        <translation>Add goal…	Ctrl+Shift+N</translation>
    </message>
    <message>
        <source>Ändra planen…</source>
        <translation>Change the plan…</translation>
    </message>
    <message>
        <source>Regionernas ställningstaganden…</source>
        <translation>The regions&apos; positions…</translation>
    </message>
    <message>
        <source>Byt ansvarig överallt…</source>
        <translation>Replace responsible everywhere…</translation>
    </message>
    <message>
        <source>Skapa plan…</source>
        <translation>Create plan…</translation>
    </message>
    <message>
        <source>Läs in plan från Excel…</source>
        <translation>Read plan from Excel…</translation>
    </message>
    <message>
        <source>Sparade versioner och skillnader…</source>
        <translation>Saved versions and differences…</translation>
    </message>
    <message>
        <source>Exportera till Excel…</source>
        <translation>Export to Excel…</translation>
    </message>
    <message>
        <source>Visa uppföljningen</source>
        <translation>Show the follow-up</translation>
    </message>
    <message>
        <source>Visa insatser</source>
        <translation>Show initiatives</translation>
    </message>
    <message>
        <source>Visa riktlinjer</source>
        <translation>Show guidelines</translation>
    </message>
    <message>
        <source>Läs in plan</source>
        <translation>Read plan</translation>
    </message>
    <message>
        <source>Exportera till Excel</source>
        <translation>Export to Excel</translation>
    </message>
    <message>
        <source>Planen är exporterad: {file}</source>
        <translation>The plan has been exported: {file}</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>Sätt att visa</source>
        <translation>Ways to show</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Läs in plan från Excel…</source>
        <translation>Read plan from Excel…</translation>
    </message>
    <message>
        <source>Lägg till aktivitet</source>
        <translation>Add activity</translation>
    </message>
    <message>
        <source>Lägg till aktivitet (Ctrl+N)</source>
        <translation>Add activity (Ctrl+N)</translation>
    </message>
    <message>
        <source>Lägg till</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Här visas {plan} när den är skapad</source>
        <translation>{plan} is shown here once it has been created</translation>
    </message>
    <message>
        <source>Skapa planen och lägg till mål och aktiviteter, eller läs in en plan som redan finns i Excel.</source>
        <translation>Create the plan and add goals and activities, or read a plan that already exists in Excel.</translation>
    </message>
    <message>
        <source>Skapa plan</source>
        <translation>Create plan</translation>
    </message>
    <message>
        <source>Inget i urvalet</source>
        <translation>Nothing in the selection</translation>
    </message>
    <message>
        <source>Inget mål och ingen aktivitet i planen svarar mot urvalet.</source>
        <translation>No goal and no activity of the plan answers to the selection.</translation>
    </message>
    <message>
        <source>Visa alla</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>Planen har inga mål än</source>
        <translation>The plan has no goals yet</translation>
    </message>
    <message>
        <source>Bara rubriken måste fyllas i. Resten kan komma senare.</source>
        <translation>Only the title must be filled in. The rest can come later.</translation>
    </message>
    <message>
        <source>Lägg till mål</source>
        <translation>Add goal</translation>
    </message>
    <message>
        <source>Tabellen är kopierad.</source>
        <translation>The table has been copied.</translation>
    </message>
    <message>
        <source>Visa hela planen i sin egen ordning för att flytta rader.</source>
        <translation>Show the whole plan in its own order to move rows.</translation>
    </message>
    <message>
        <source>Hindret är lyft till {body}.</source>
        <translation>The obstacle has been raised to {body}.</translation>
    </message>
</context>
<context>
    <name>PlanRegionDialog</name>
    <message>
        <source>Regionernas ställningstaganden</source>
        <translation>The regions&apos; positions</translation>
    </message>
    <message>
        <source>Spara regionens ställningstagande</source>
        <translation>Save the region&apos;s position</translation>
    </message>
    <message>
        <source>{region}: ställningstagandet är sparat.</source>
        <translation>{region}: the position has been saved.</translation>
    </message>
    <message>
        <source>Uppgift saknas</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>Struket: {words}</source>
        <translation>Struck: {words}</translation>
    </message>
    <message>
        <source>Villkor: {words}</source>
        <translation>Conditions: {words}</translation>
    </message>
</context>
<context>
    <name>PlanTime</name>
    <message>
        <source>kv {number}</source>
        <translation>Q{number}</translation>
    </message>
</context>
<context>
    <name>PlanViews</name>
    <message>
        <source>Träd</source>
        <translation>Tree</translation>
    </message>
    <message>
        <source>Tabell</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Tavla</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Tidslinje</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>Årshjul</source>
        <translation>Year wheel</translation>
    </message>
    <message>
        <source>Regioner</source>
        <translation>Regions</translation>
    </message>
</context>
<context>
    <name>PlanWorkbookDialog</name>
    <message>
        <source>Filen är inte skriven av rccdesk. Den blir en ny plan: {plan}.</source>
        <translation>The file was not written by rccdesk. It becomes a new plan: {plan}.</translation>
    </message>
    <message>
        <source>{added} nya rader · {changed} ändrade · {unchanged} oförändrade · {skipped} överhoppade</source>
        <translation>{added} new rows · {changed} changed · {unchanged} unchanged · {skipped} skipped</translation>
    </message>
    <message>
        <source>Att tänka på i filen</source>
        <translation>Worth noting in the file</translation>
    </message>
    <message>
        <source>Planerna som redan finns ändras inte.</source>
        <translation>Plans that already exist are not changed.</translation>
    </message>
    <message>
        <source>Det som finns i planen men inte i filen finns kvar.</source>
        <translation>What is in the plan but not in the file is kept.</translation>
    </message>
    <message>
        <source>Filen har inget som skiljer sig från planen.</source>
        <translation>The file has nothing that differs from the plan.</translation>
    </message>
    <message>
        <source>Läs in {rows}</source>
        <translation>Read {rows}</translation>
    </message>
    <message numerus="yes">
        <source>%n mål</source>
        <translation>
            <numerusform>%n goal</numerusform>
            <numerusform>%n goals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n aktiviteter</source>
        <translation>
            <numerusform>%n activity</numerusform>
            <numerusform>%n activities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n andra rader</source>
        <translation>
            <numerusform>%n other row</numerusform>
            <numerusform>%n other rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rader</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message>
        <source>Inläst i planen: {rows}.</source>
        <translation>Read into the plan: {rows}.</translation>
    </message>
    <message>
        <source>Spärr</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Varning</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>Upplysning</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Var</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Vad</source>
        <translation>What</translation>
    </message>
</context>
<context>
    <name>PointCard</name>
    <message>
        <source>Vilken fråga ska mötet svara på?</source>
        <translation>Which question is the meeting to answer?</translation>
    </message>
    <message>
        <source>Frågan</source>
        <translation>The question</translation>
    </message>
    <message>
        <source>Det mötet behöver veta, i högst fem rader.</source>
        <translation>What the meeting needs to know, in at most five lines.</translation>
    </message>
    <message>
        <source>Bakgrund</source>
        <translation>Background</translation>
    </message>
    <message>
        <source>Vad föreslås mötet besluta eller rekommendera?</source>
        <translation>What is the meeting proposed to decide or recommend?</translation>
    </message>
    <message>
        <source>Förslag till beslut</source>
        <translation>Proposed decision</translation>
    </message>
    <message>
        <source>Rekommendation. Regionen beslutar, verksamheten inför.</source>
        <translation>Recommendation. The region decides, the care unit adopts.</translation>
    </message>
    <message>
        <source>Vad betyder frågan för patienter och närstående?</source>
        <translation>What does the question mean for patients and families?</translation>
    </message>
    <message>
        <source>Patient- och närståendeperspektiv</source>
        <translation>View of patients and families</translation>
    </message>
    <message>
        <source>Ej aktuellt för den här punkten</source>
        <translation>Not applicable to this item</translation>
    </message>
    <message>
        <source>Vem beslutar härnäst? (valfritt)</source>
        <translation>Who decides next? (optional)</translation>
    </message>
    <message>
        <source>Det som sades, till protokollet.</source>
        <translation>What was said, for the minutes.</translation>
    </message>
    <message>
        <source>Anteckningar från mötet</source>
        <translation>Notes from the meeting</translation>
    </message>
    <message>
        <source>Om punkten</source>
        <translation>About the item</translation>
    </message>
    <message>
        <source>Rubrik</source>
        <translation>Heading</translation>
    </message>
    <message>
        <source>Inte angivet</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Tid</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Föredragande (valfritt)</source>
        <translation>Rapporteur (optional)</translation>
    </message>
    <message>
        <source>Nivåstrukturering: konsekvenser anges per region</source>
        <translation>Level structuring: consequences are stated by region</translation>
    </message>
    <message>
        <source>Konfidentiell: kan lämnas utanför protokollet</source>
        <translation>Confidential: can be left out of the minutes</translation>
    </message>
    <message>
        <source>Anteckna beslut</source>
        <translation>Record decision</translation>
    </message>
    <message>
        <source>Bordlägg till…</source>
        <translation>Postpone to…</translation>
    </message>
    <message>
        <source>Fler val för punkten</source>
        <translation>More choices for the item</translation>
    </message>
    <message>
        <source>Saknas: {what}</source>
        <translation>Missing: {what}</translation>
    </message>
    <message>
        <source>beskrivet</source>
        <translation>described</translation>
    </message>
    <message>
        <source>ej aktuellt</source>
        <translation>not applicable</translation>
    </message>
    <message>
        <source>saknas</source>
        <translation>missing</translation>
    </message>
    <message>
        <source>Patientperspektiv: {state}</source>
        <translation>View of patients: {state}</translation>
    </message>
    <message>
        <source>Inte kontaktade: {count} av {total} regioner</source>
        <translation>Not contacted: {count} of {total} regions</translation>
    </message>
    <message>
        <source>Visa dagordningen</source>
        <translation>Show the agenda</translation>
    </message>
    <message>
        <source>Visa uppgifter att väga in</source>
        <translation>Show evidence to weigh in</translation>
    </message>
    <message>
        <source>{count} av högst {most} rader</source>
        <translation>{count} of at most {most} lines</translation>
    </message>
</context>
<context>
    <name>PointDialog</name>
    <message>
        <source>Lägg till punkt</source>
        <translation>Add item</translation>
    </message>
    <message>
        <source>Ändra punkten</source>
        <translation>Change the item</translation>
    </message>
    <message>
        <source>Rubrik</source>
        <translation>Heading</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Minuter (valfritt)</source>
        <translation>Minutes (optional)</translation>
    </message>
    <message>
        <source>Föredragande (valfritt)</source>
        <translation>Rapporteur (optional)</translation>
    </message>
    <message>
        <source>Spara punkten</source>
        <translation>Save the point</translation>
    </message>
    <message>
        <source>Skriv vad punkten heter.</source>
        <translation>Write what the item is called.</translation>
    </message>
    <message>
        <source>Punkten är tillagd.</source>
        <translation>The item has been added.</translation>
    </message>
    <message>
        <source>Punkten är sparad.</source>
        <translation>The item has been saved.</translation>
    </message>
</context>
<context>
    <name>PointRegionDialog</name>
    <message>
        <source>Förankring före mötet</source>
        <translation>Anchoring before the meeting</translation>
    </message>
    <message>
        <source>Region eller råd</source>
        <translation>Region or council</translation>
    </message>
    <message>
        <source>Uppgift saknas</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>Svar</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Tillfrågad</source>
        <translation>Asked</translation>
    </message>
    <message>
        <source>Svarade</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>Konsekvens där (valfritt)</source>
        <translation>Consequence there (optional)</translation>
    </message>
    <message>
        <source>Synpunkt (valfritt)</source>
        <translation>View (optional)</translation>
    </message>
    <message>
        <source>Skriv inga namn på enskilda personer.</source>
        <translation>Write no names of individual persons.</translation>
    </message>
    <message>
        <source>Spara svaret</source>
        <translation>Save the answer</translation>
    </message>
    <message>
        <source>Ta bort svaret</source>
        <translation>Remove the answer</translation>
    </message>
    <message>
        <source>Svaret är flyttat till Papperskorgen.</source>
        <translation>The answer has been moved to the trash.</translation>
    </message>
    <message>
        <source>Välj en region eller ett råd.</source>
        <translation>Choose a region or a council.</translation>
    </message>
    <message>
        <source>Svaret är sparat.</source>
        <translation>The answer has been saved.</translation>
    </message>
</context>
<context>
    <name>PoliticalReportDialog</name>
    <message>
        <source>Resultat kommer före aktiviteter, per mål och region. Konfidentiella beslut ingår inte.</source>
        <translation>Results come before activities, by goal and region. Confidential decisions are not included.</translation>
    </message>
    <message>
        <source>Från och med</source>
        <translation>From and including</translation>
    </message>
    <message>
        <source>Till och med</source>
        <translation>To and including</translation>
    </message>
    <message>
        <source>Fil</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Skapa rapport…</source>
        <translation>Make report…</translation>
    </message>
    <message>
        <source>Rapport {first} till {last}</source>
        <translation>Report {first} to {last}</translation>
    </message>
    <message>
        <source>Spara rapporten</source>
        <translation>Save the report</translation>
    </message>
    <message>
        <source>Rapporten är sparad: {file}</source>
        <translation>The report has been saved: {file}</translation>
    </message>
    <message>
        <source>Rapport till den politiska ledningen</source>
        <translation>Report to the political leadership</translation>
    </message>
    <message>
        <source>Skriv två datum, det första först.</source>
        <translation>Write two dates, the first one first.</translation>
    </message>
    <message>
        <source>Rapport till {body}</source>
        <translation>Report to {body}</translation>
    </message>
</context>
<context>
    <name>PostponeDialog</name>
    <message>
        <source>Bordlägg punkten</source>
        <translation>Postpone the item</translation>
    </message>
    <message>
        <source>{title} kommer tillbaka bland förslagen till dagordningen när dagen är inne.</source>
        <translation>{title} comes back among the proposals for the agenda when the day comes.</translation>
    </message>
    <message>
        <source>Mötet {day}</source>
        <translation>The meeting {day}</translation>
    </message>
    <message>
        <source>Ett annat datum</source>
        <translation>Another date</translation>
    </message>
    <message>
        <source>Bordlägg till</source>
        <translation>Postpone to</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Skriv vilken dag punkten ska komma tillbaka.</source>
        <translation>Write which day the item is to come back.</translation>
    </message>
    <message>
        <source>Punkten är bordlagd till {day}.</source>
        <translation>The item has been postponed to {day}.</translation>
    </message>
</context>
<context>
    <name>Presentation</name>
    <message>
        <source>{n} min kvar</source>
        <translation>{n} min left</translation>
    </message>
    <message>
        <source>{n} min över tiden</source>
        <translation>{n} min over time</translation>
    </message>
    <message>
        <source>sparat {time}</source>
        <translation>saved {time}</translation>
    </message>
    <message>
        <source>antecknat {time}</source>
        <translation>recorded {time}</translation>
    </message>
    <message>
        <source>Visning för gruppen</source>
        <translation>Showing for the group</translation>
    </message>
    <message>
        <source>Mötet har inga punkter</source>
        <translation>The meeting has no items</translation>
    </message>
    <message>
        <source>Lägg till punkter på dagordningen och visa mötet igen.</source>
        <translation>Add items to the agenda and show the meeting again.</translation>
    </message>
    <message>
        <source>Avsluta visningen</source>
        <translation>End the showing</translation>
    </message>
    <message>
        <source>Punkt {n} av {total}</source>
        <translation>Item {n} of {total}</translation>
    </message>
    <message>
        <source>Det här skrevs tidigare men antecknades inte.</source>
        <translation>This was written earlier but was not recorded.</translation>
    </message>
    <message>
        <source>Det gick inte att visa mötet</source>
        <translation>The meeting could not be shown</translation>
    </message>
    <message>
        <source>Försök igen</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>PreviewColumn</name>
    <message>
        <source>Hämtar förhandsvisningen</source>
        <translation>Fetching the preview</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Avbryt förhandsvisningen</source>
        <translation>Cancel the preview</translation>
    </message>
    <message>
        <source>Visa igen</source>
        <translation>Show again</translation>
    </message>
    <message>
        <source>Skriv ut…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Visa sidorna mindre</source>
        <translation>Show the pages smaller</translation>
    </message>
    <message>
        <source>Visa sidorna större</source>
        <translation>Show the pages larger</translation>
    </message>
    <message>
        <source>Hämtar sidorna …</source>
        <translation>Fetching the pages …</translation>
    </message>
    <message>
        <source>Sparat underlag</source>
        <translation>Saved pack</translation>
    </message>
    <message>
        <source>Förhandsvisning. Inget är sparat.</source>
        <translation>Preview. Nothing has been saved.</translation>
    </message>
    <message>
        <source>Förhandsvisningen avbröts.</source>
        <translation>The preview was cancelled.</translation>
    </message>
    <message>
        <source>Sida {number} av {count}</source>
        <translation>Page {number} of {count}</translation>
    </message>
    <message>
        <source>Skriv ut underlaget</source>
        <translation>Print the pack</translation>
    </message>
    <message numerus="yes">
        <source>%n sidor är skickade till skrivaren.</source>
        <translation>
            <numerusform>%n page has been sent to the printer.</numerusform>
            <numerusform>%n pages have been sent to the printer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviousText</name>
    <message>
        <source>Analysen för {period}</source>
        <translation>The analysis for {period}</translation>
    </message>
</context>
<context>
    <name>ProblemCard</name>
    <message>
        <source>Celler</source>
        <translation>Cells</translation>
    </message>
    <message>
        <source>Plats</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>, kolumn {header}</source>
        <translation>, column {header}</translation>
    </message>
    <message>
        <source> och {count} till</source>
        <translation> and {count} more</translation>
    </message>
    <message>
        <source>Visa färre</source>
        <translation>Show fewer</translation>
    </message>
    <message>
        <source>Visa de första {count}</source>
        <translation>Show the first {count}</translation>
    </message>
    <message>
        <source>Visa cellen</source>
        <translation>Show the cell</translation>
    </message>
    <message>
        <source>Visa alla {count}</source>
        <translation>Show all {count}</translation>
    </message>
    <message>
        <source>Blad {sheet}</source>
        <translation>Sheet {sheet}</translation>
    </message>
    <message>
        <source>Blad {sheet}, cell </source>
        <translation>Sheet {sheet}, cell </translation>
    </message>
    <message>
        <source>Cell </source>
        <translation>Cell </translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>Inga problem hittades i filen.</source>
        <translation>No problems were found in the file.</translation>
    </message>
    <message>
        <source>Para ihop ändå</source>
        <translation>Match anyway</translation>
    </message>
    <message>
        <source>Ange datumet</source>
        <translation>Enter the date</translation>
    </message>
    <message>
        <source>Visa bladet</source>
        <translation>Show the sheet</translation>
    </message>
    <message>
        <source>Rätta alla lika</source>
        <translation>Correct all alike</translation>
    </message>
    <message>
        <source>Hoppa över raderna</source>
        <translation>Skip the rows</translation>
    </message>
    <message>
        <source>Läs in utan kolumnen</source>
        <translation>Import without the column</translation>
    </message>
    <message>
        <source>Öppna filen</source>
        <translation>Open the file</translation>
    </message>
    <message>
        <source>Läs filen igen</source>
        <translation>Read the file again</translation>
    </message>
    <message>
        <source>Para ihop värden</source>
        <translation>Match values</translation>
    </message>
    <message>
        <source>Kolumn {letter} pekar inte ut någon</source>
        <translation>Column {letter} identifies nobody</translation>
    </message>
</context>
<context>
    <name>ProcessDialog</name>
    <message>
        <source>Lägg till process</source>
        <translation>Add process</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Vårdförlopp</source>
        <translation>Care pathway</translation>
    </message>
    <message>
        <source>Nationell motsvarighet</source>
        <translation>National counterpart</translation>
    </message>
    <message>
        <source>Anteckning</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Avslutad den</source>
        <translation>Ended on</translation>
    </message>
    <message>
        <source>Spara processen</source>
        <translation>Save the process</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Processen är flyttad till Papperskorgen.</source>
        <translation>The process has been moved to the trash.</translation>
    </message>
    <message>
        <source>Skriv vad processen heter.</source>
        <translation>Write what the process is called.</translation>
    </message>
    <message>
        <source>Processen är tillagd.</source>
        <translation>The process has been added.</translation>
    </message>
    <message>
        <source>Processen är sparad.</source>
        <translation>The process has been saved.</translation>
    </message>
</context>
<context>
    <name>ProcessField</name>
    <message>
        <source>Lägg till process</source>
        <translation>Add process</translation>
    </message>
    <message>
        <source>Ta bort {process}</source>
        <translation>Remove {process}</translation>
    </message>
</context>
<context>
    <name>ProcessPage</name>
    <message>
        <source>Mål</source>
        <translation>Goals</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Siffra</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>Mot nivån</source>
        <translation>Against the level</translation>
    </message>
    <message>
        <source>{name} (måldatum {day} har passerat)</source>
        <translation>{name} (the target date {day} has passed)</translation>
    </message>
    <message>
        <source>Aktivitet</source>
        <translation>Activity</translation>
    </message>
    <message>
        <source>Klart senast</source>
        <translation>Due by</translation>
    </message>
    <message>
        <source>Ansvarig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Hör till</source>
        <translation>Belongs to</translation>
    </message>
    <message>
        <source>{day}, har passerat</source>
        <translation>{day}, has passed</translation>
    </message>
    <message>
        <source>Inget mått</source>
        <translation>No measure</translation>
    </message>
    <message>
        <source>Processen</source>
        <translation>The process</translation>
    </message>
    <message>
        <source>Skriv analys</source>
        <translation>Write analysis</translation>
    </message>
    <message>
        <source>Visa ledtiderna</source>
        <translation>Show the lead times</translation>
    </message>
    <message>
        <source>Översikt / Processen</source>
        <translation>Overview / The process</translation>
    </message>
    <message>
        <source>Ingen plan har mål för processen. Koppla mål till den, eller skapa en plan.</source>
        <translation>No plan has goals for the process. Link goals to it, or create a plan.</translation>
    </message>
    <message>
        <source>Öppna målet</source>
        <translation>Open the goal</translation>
    </message>
    <message>
        <source>Aktiviteter</source>
        <translation>Activities</translation>
    </message>
    <message>
        <source>Inga aktiviteter hör till processens mål eller insatser.</source>
        <translation>No activities belong to the goals or initiatives of the process.</translation>
    </message>
    <message>
        <source>Visa i planen</source>
        <translation>Show in the plan</translation>
    </message>
    <message>
        <source>Insatser</source>
        <translation>Initiatives</translation>
    </message>
    <message>
        <source>Inga insatser för processen.</source>
        <translation>No initiatives for the process.</translation>
    </message>
    <message>
        <source>Uppdraget</source>
        <translation>The mission</translation>
    </message>
    <message>
        <source>Inget mål är kopplat till ett kriterium eller område.</source>
        <translation>No goal is linked to a criterion or area.</translation>
    </message>
    <message>
        <source>I tur att följas upp</source>
        <translation>Due for follow-up</translation>
    </message>
    <message>
        <source>Inget mål är i tur.</source>
        <translation>No goal is due.</translation>
    </message>
    <message>
        <source>Analyser</source>
        <translation>Analyses</translation>
    </message>
    <message>
        <source>Ingen analys är skriven.</source>
        <translation>No analysis has been written.</translation>
    </message>
    <message>
        <source>Förbättringsområden</source>
        <translation>Improvement areas</translation>
    </message>
    <message>
        <source>Inga öppna förbättringsområden.</source>
        <translation>No open improvement areas.</translation>
    </message>
    <message>
        <source>Hinder</source>
        <translation>Obstacles</translation>
    </message>
    <message>
        <source>Inga öppna hinder.</source>
        <translation>No open obstacles.</translation>
    </message>
    <message>
        <source>Uppdrag, grupp och möte</source>
        <translation>Assignments, group and meeting</translation>
    </message>
    <message>
        <source>Inget beslut hör till processens grupp, mål eller aktiviteter.</source>
        <translation>No decision belongs to the group, goals or activities of the process.</translation>
    </message>
    <message>
        <source>Beslut</source>
        <translation>Decisions</translation>
    </message>
    <message>
        <source>Dialogbesök</source>
        <translation>Dialogue visits</translation>
    </message>
    <message>
        <source>Inga dialogbesök.</source>
        <translation>No dialogue visits.</translation>
    </message>
    <message>
        <source>Vad håller processledaren ihop?</source>
        <translation>What does the process leader hold together?</translation>
    </message>
    <message>
        <source>Ingen process är vald</source>
        <translation>No process is chosen</translation>
    </message>
    <message>
        <source>Välj en process i raden högst upp. Här samlas dess mål, aktiviteter, analyser, förbättringsområden, hinder och insatser.</source>
        <translation>Choose a process in the row at the top. Its goals, activities, analyses, improvement areas, obstacles and initiatives are gathered here.</translation>
    </message>
    <message>
        <source>alla i uttaget</source>
        <translation>all in the extract</translation>
    </message>
    <message>
        <source>Visa {process}</source>
        <translation>Show {process}</translation>
    </message>
    <message>
        <source>Ledtid och inklusion för {area}</source>
        <translation>Lead time and inclusion for {area}</translation>
    </message>
    <message>
        <source>Aldrig uppföljt</source>
        <translation>Never followed up</translation>
    </message>
    <message>
        <source>Senast uppföljt {day}</source>
        <translation>Last followed up {day}</translation>
    </message>
    <message>
        <source>Utkast: {words}</source>
        <translation>Draft: {words}</translation>
    </message>
    <message>
        <source>Ingen grupp hör till processen</source>
        <translation>No group belongs to the process</translation>
    </message>
    <message>
        <source>Lägg till gruppen på sidan med grupper</source>
        <translation>Add the group on the page of groups</translation>
    </message>
    <message>
        <source>Inga luckor bland platserna</source>
        <translation>No gaps among the seats</translation>
    </message>
    <message>
        <source>Inget möte är planerat</source>
        <translation>No meeting is planned</translation>
    </message>
    <message>
        <source>Visa mötena</source>
        <translation>Show the meetings</translation>
    </message>
    <message>
        <source>Hållet {day}</source>
        <translation>Held {day}</translation>
    </message>
    <message>
        <source>Planerat {day}</source>
        <translation>Planned {day}</translation>
    </message>
    <message>
        <source>Datum saknas</source>
        <translation>Date missing</translation>
    </message>
</context>
<context>
    <name>ProfileForm</name>
    <message>
        <source>RCC</source>
        <translation>RCC</translation>
    </message>
    <message>
        <source>Egen region</source>
        <translation>Own region</translation>
    </message>
    <message>
        <source>Processer</source>
        <translation>Processes</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>En roll är en vy, inte en behörighet. Alla ser samma uppgifter.</source>
        <translation>A role is a view, not a permission. Everybody sees the same data.</translation>
    </message>
    <message>
        <source>Namn till historiken</source>
        <translation>Name for the history</translation>
    </message>
    <message>
        <source>Visas bara i Historik, vid det du själv har ändrat. Aldrig vid en siffra.</source>
        <translation>Shown only in the history, beside what you have changed yourself. Never beside a figure.</translation>
    </message>
    <message>
        <source>Välj RCC</source>
        <translation>Choose RCC</translation>
    </message>
    <message>
        <source>Ingen vald</source>
        <translation>None chosen</translation>
    </message>
    <message>
        <source>(valfritt)</source>
        <translation>(optional)</translation>
    </message>
</context>
<context>
    <name>ProfileList</name>
    <message>
        <source>En profil minns hur filer av ett slag läses: blad, rubrikrad, kolumner och hur orden ska tolkas. Den sparas när du har läst in en fil, och nästa fil av samma slag läses utan frågor. En profil kan lämnas till en annan användare.</source>
        <translation>A profile remembers how files of one kind are read: sheet, row of headings, columns and how the words are to be understood. It is saved when you have imported a file, and the next file of the same kind is read without questions. A profile can be handed to another user.</translation>
    </message>
    <message>
        <source>Profiler</source>
        <translation>Profiles</translation>
    </message>
    <message>
        <source>Byt namn…</source>
        <translation>Rename…</translation>
    </message>
    <message>
        <source>Spara profilen som fil…</source>
        <translation>Save the profile as a file…</translation>
    </message>
    <message>
        <source>Läs in en profil…</source>
        <translation>Import a profile…</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Profil</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Innehåll</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Senast använd</source>
        <translation>Last used</translation>
    </message>
    <message>
        <source>Välj en profil som du har sparat.</source>
        <translation>Choose a profile that you have saved.</translation>
    </message>
    <message>
        <source>Vad ska profilen heta?</source>
        <translation>What is the profile to be called?</translation>
    </message>
    <message>
        <source>Ska de ihågkomna orden följa med?</source>
        <translation>Should the remembered words go along?</translation>
    </message>
    <message>
        <source>Profilen minns {count} ord ur filerna och vad de står för.</source>
        <translation>The profile remembers {count} words from the files and what they stand for.</translation>
    </message>
    <message>
        <source>Profilen minns 1 ord ur filerna och vad det står för.</source>
        <translation>The profile remembers 1 word from the files and what it stands for.</translation>
    </message>
    <message>
        <source>Med orden läses filer lika hos den som får profilen. Inga andra uppgifter ur filerna sparas.</source>
        <translation>With the words, files are read alike by whoever receives the profile. No other data from the files is saved.</translation>
    </message>
    <message>
        <source>Spara med orden</source>
        <translation>Save with the words</translation>
    </message>
    <message>
        <source>Spara utan orden</source>
        <translation>Save without the words</translation>
    </message>
    <message>
        <source>Spara profilen</source>
        <translation>Save the profile</translation>
    </message>
    <message>
        <source>Profil (*.json)</source>
        <translation>Profile (*.json)</translation>
    </message>
    <message>
        <source>Profilen är sparad: {file}</source>
        <translation>The profile has been saved: {file}</translation>
    </message>
    <message>
        <source>Läs in en profil</source>
        <translation>Import a profile</translation>
    </message>
    <message>
        <source>Profilen är inläst.</source>
        <translation>The profile has been imported.</translation>
    </message>
    <message>
        <source>{name} är flyttad till Papperskorgen.</source>
        <translation>{name} has been moved to the trash.</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ProposalBox</name>
    <message>
        <source>Förslag till beslut</source>
        <translation>Proposed decision</translation>
    </message>
</context>
<context>
    <name>ProposalsDialog</name>
    <message>
        <source>Förslag till dagordningen</source>
        <translation>Proposals for the agenda</translation>
    </message>
    <message>
        <source>Programmet har samlat det som väntar på mötet. Du väljer vad som tas upp.</source>
        <translation>The program has gathered what waits for the meeting. You choose what is taken up.</translation>
    </message>
    <message numerus="yes">
        <source>%n förslag finns redan på dagordningen.</source>
        <translation>
            <numerusform>%n proposal is already on the agenda.</numerusform>
            <numerusform>%n proposals are already on the agenda.</numerusform>
        </translation>
    </message>
    <message>
        <source>Lägg till punkter</source>
        <translation>Add items</translation>
    </message>
    <message>
        <source>Markera alla</source>
        <translation>Mark all</translation>
    </message>
    <message>
        <source>Markera minst ett förslag.</source>
        <translation>Mark at least one proposal.</translation>
    </message>
    <message numerus="yes">
        <source>%n punkt är tillagd på dagordningen.</source>
        <translation>
            <numerusform>%n item has been added to the agenda.</numerusform>
            <numerusform>%n items have been added to the agenda.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lägg till %n punkt</source>
        <translation>
            <numerusform>Add %n item</numerusform>
            <numerusform>Add %n items</numerusform>
        </translation>
    </message>
    <message>
        <source>Avmarkera alla</source>
        <translation>Unmark all</translation>
    </message>
</context>
<context>
    <name>ProvenanceDialog</name>
    <message>
        <source>Källa till siffran</source>
        <translation>Source of the figure</translation>
    </message>
    <message>
        <source>Var kommer siffran ifrån?</source>
        <translation>Where does the figure come from?</translation>
    </message>
    <message>
        <source>Källor</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>Fil</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Blad</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>Celler</source>
        <translation>Cells</translation>
    </message>
    <message>
        <source>Uttag</source>
        <translation>Extract</translation>
    </message>
    <message>
        <source>Inläst</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>Av</source>
        <translation>By</translation>
    </message>
    <message>
        <source>Filens kontrollsumma (SHA-256)</source>
        <translation>Checksum of the file (SHA-256)</translation>
    </message>
    <message>
        <source>Kopiera kontrollsumman</source>
        <translation>Copy the checksum</translation>
    </message>
    <message>
        <source>Kontrollsumman är kopierad.</source>
        <translation>The checksum has been copied.</translation>
    </message>
    <message>
        <source>Kopiera</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Visa uttaget i Import</source>
        <translation>Show the extract in Import</translation>
    </message>
    <message>
        <source>Sök upp filen…</source>
        <translation>Find the file…</translation>
    </message>
    <message>
        <source>Öppna filen</source>
        <translation>Open the file</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Celler: {cells}</source>
        <translation>Cells: {cells}</translation>
    </message>
    <message>
        <source>Det är samma fil.</source>
        <translation>It is the same file.</translation>
    </message>
    <message>
        <source>Sök upp filen</source>
        <translation>Find the file</translation>
    </message>
    <message>
        <source>Filen läses och jämförs…</source>
        <translation>The file is being read and compared…</translation>
    </message>
    <message>
        <source>Det är inte samma fil. Den kan ha ändrats sedan den lästes in.</source>
        <translation>It is not the same file. It may have been changed since it was imported.</translation>
    </message>
</context>
<context>
    <name>Quadrant</name>
    <message>
        <source>Lägg till</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Lägg till: {kind}</source>
        <translation>Add: {kind}</translation>
    </message>
    <message>
        <source>Inget är inlagt.</source>
        <translation>Nothing has been entered.</translation>
    </message>
</context>
<context>
    <name>QuestionDialog</name>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ReadingWatch</name>
    <message>
        <source>Filen är öppen för läsning. Du kan läsa men inte ändra.</source>
        <translation>The file is open for reading. You can read but not change.</translation>
    </message>
    <message>
        <source>Filen är ledig nu.</source>
        <translation>The file is free now.</translation>
    </message>
    <message>
        <source>Öppna för ändring</source>
        <translation>Open for changes</translation>
    </message>
    <message>
        <source>Försök igen</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Ta över…</source>
        <translation>Take over…</translation>
    </message>
    <message>
        <source>Ta över filen</source>
        <translation>Take over the file</translation>
    </message>
    <message>
        <source>Ta över om du vet att programmet på den andra datorn har stängts eller inte går att nå. Det kan sedan inte spara i filen. Det som redan är sparat finns kvar, men det som skrivs där just nu går förlorat.</source>
        <translation>Take over if you know that the program on the other computer has been closed or cannot be reached. It can then not save in the file. What is already saved is kept, but what is being written there just now is lost.</translation>
    </message>
    <message>
        <source>Ta över</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>någon annan</source>
        <translation>somebody else</translation>
    </message>
    <message>
        <source>Filen används av {who} på {machine} sedan {when}. Du kan läsa men inte ändra.</source>
        <translation>The file is in use by {who} on {machine} since {when}. You can read but not change.</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Skäl</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Spara med skälet</source>
        <translation>Save with the reason</translation>
    </message>
    <message>
        <source>Skriv skälet. Det behövs för Inte nu och Utgår.</source>
        <translation>Write the reason. It is needed for Not now and Dropped.</translation>
    </message>
</context>
<context>
    <name>Receipt</name>
    <message>
        <source>Kvitto import {batch}</source>
        <translation>Receipt import {batch}</translation>
    </message>
    <message>
        <source>Spara kvitto</source>
        <translation>Save the receipt</translation>
    </message>
    <message>
        <source>Excel (*.xlsx);;Text (*.txt)</source>
        <translation>Excel (*.xlsx);;Text (*.txt)</translation>
    </message>
    <message>
        <source>Kvittot är sparat: {file}</source>
        <translation>The receipt has been saved: {file}</translation>
    </message>
</context>
<context>
    <name>RecordedBox</name>
    <message>
        <source>Antecknat: {kind}</source>
        <translation>Recorded: {kind}</translation>
    </message>
    <message>
        <source>Ändra</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Ändra beslutet: {text}</source>
        <translation>Change the decision: {text}</translation>
    </message>
    <message>
        <source>klart senast {date}</source>
        <translation>due by {date}</translation>
    </message>
    <message>
        <source>alla regioner tar ställning</source>
        <translation>all regions take a position</translation>
    </message>
    <message>
        <source>tar ställning: {regions}</source>
        <translation>take a position: {regions}</translation>
    </message>
    <message>
        <source>nästa beslut: {who}</source>
        <translation>next decider: {who}</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Återställ {file}</source>
        <translation>Restore {file}</translation>
    </message>
    <message>
        <source>Läser säkerhetskopiorna …</source>
        <translation>Reading the backups …</translation>
    </message>
    <message>
        <source>Säkerhetskopior</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>Börja i en ny fil</source>
        <translation>Begin in a new file</translation>
    </message>
    <message>
        <source>Återställ den här</source>
        <translation>Restore this one</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Gjord</source>
        <translation>Made</translation>
    </message>
    <message>
        <source>Kontroll</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Varför</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Storlek</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Innehåll</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>Skadad</source>
        <translation>Damaged</translation>
    </message>
    <message>
        <source>Hel</source>
        <translation>Whole</translation>
    </message>
    <message>
        <source>Ingen av säkerhetskopiorna är hel. Inget har ändrats och inget tas bort. Be den som sköter datorn om en kopia av mappen, eller börja i en ny fil bredvid.</source>
        <translation>None of the backups is whole. Nothing has been changed and nothing is removed. Ask whoever looks after the computer for a copy of the folder, or begin in a new file beside it.</translation>
    </message>
    <message>
        <source>Det finns ingen säkerhetskopia av filen. Inget har ändrats och inget tas bort. Be den som sköter datorn om en kopia av mappen, eller börja i en ny fil bredvid.</source>
        <translation>There is no backup of the file. Nothing has been changed and nothing is removed. Ask whoever looks after the computer for a copy of the folder, or begin in a new file beside it.</translation>
    </message>
    <message>
        <source>Välj vilken kopia som ska användas. Filen som inte går att öppna flyttas åt sidan och finns kvar.</source>
        <translation>Choose which copy is to be used. The file that cannot be opened is moved aside and kept.</translation>
    </message>
    <message>
        <source>Återställer …</source>
        <translation>Restoring …</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>Kopiera till datorn och öppna kopian</source>
        <translation>Copy to the computer and open the copy</translation>
    </message>
    <message>
        <source>Återställ…</source>
        <translation>Restore…</translation>
    </message>
    <message>
        <source>Visa säkerhetskopior…</source>
        <translation>Show backups…</translation>
    </message>
    <message>
        <source>Försök igen</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Öppna för läsning</source>
        <translation>Open for reading</translation>
    </message>
    <message>
        <source>Det finns redan en fil med det namnet</source>
        <translation>There is already a file with that name</translation>
    </message>
    <message>
        <source>{file} finns redan på datorn, i {folder}.</source>
        <translation>{file} is already on the computer, in {folder}.</translation>
    </message>
    <message>
        <source>Öppna den som finns om du har arbetat i den. Lägg annars kopian bredvid, under ett nytt namn: inget skrivs över.</source>
        <translation>Open the one that is there if you have worked in it. Otherwise put the copy beside it, under a new name: nothing is overwritten.</translation>
    </message>
    <message>
        <source>Lägg kopian bredvid</source>
        <translation>Put the copy beside it</translation>
    </message>
    <message>
        <source>Öppna den som finns</source>
        <translation>Open the one that is there</translation>
    </message>
    <message>
        <source>Återställ till</source>
        <translation>Restore to</translation>
    </message>
    <message>
        <source>Återställ {file}</source>
        <translation>Restore {file}</translation>
    </message>
    <message>
        <source>Säkerhetskopian läggs på plats som {file}. Den fil som finns där flyttas åt sidan och finns kvar. Säkerhetskopian ändras inte.</source>
        <translation>The backup is put in place as {file}. The file that is there is moved aside and kept. The backup is not changed.</translation>
    </message>
    <message>
        <source>Återställ</source>
        <translation>Restore</translation>
    </message>
</context>
<context>
    <name>RefusedFile</name>
    <message>
        <source>Välj en annan fil…</source>
        <translation>Choose another file…</translation>
    </message>
    <message>
        <source>Läs filen igen</source>
        <translation>Read the file again</translation>
    </message>
    <message>
        <source>Filen kan inte nås</source>
        <translation>The file cannot be reached</translation>
    </message>
    <message>
        <source>Disken har inte plats för importen</source>
        <translation>The disk has no room for the import</translation>
    </message>
    <message>
        <source>Filen är öppen i ett annat program</source>
        <translation>The file is open in another program</translation>
    </message>
    <message>
        <source>Filen har ändrats under tiden</source>
        <translation>The file has changed meanwhile</translation>
    </message>
    <message>
        <source>Filen kan inte läsas in</source>
        <translation>The file cannot be read</translation>
    </message>
    <message>
        <source>Det går inte att spara importen</source>
        <translation>The import cannot be saved</translation>
    </message>
    <message>
        <source>Importen kunde inte göras</source>
        <translation>The import could not be made</translation>
    </message>
    <message>
        <source>Hoppa över filen</source>
        <translation>Skip the file</translation>
    </message>
    <message>
        <source>Till listan över uttag</source>
        <translation>To the list of extracts</translation>
    </message>
</context>
<context>
    <name>RegionAnswerDialog</name>
    <message>
        <source>Regionen beslutar. Skriv regionens egna skäl, inga namn på personer.</source>
        <translation>The region decides. Write the region&apos;s own reasons, no names of persons.</translation>
    </message>
    <message>
        <source>Inte angivet</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Ställningstagande</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Tillfrågad den (valfritt)</source>
        <translation>Asked on (optional)</translation>
    </message>
    <message>
        <source>Bereds sedan (valfritt)</source>
        <translation>In preparation since (optional)</translation>
    </message>
    <message>
        <source>Svarade den (valfritt)</source>
        <translation>Answered on (optional)</translation>
    </message>
    <message>
        <source>Beslutas av (valfritt)</source>
        <translation>Decided by (optional)</translation>
    </message>
    <message>
        <source>Slag av skäl</source>
        <translation>Kind of reason</translation>
    </message>
    <message>
        <source>Regionens skäl</source>
        <translation>The region&apos;s reason</translation>
    </message>
    <message>
        <source>Anteckna regionens ställningstagande</source>
        <translation>Record the region&apos;s position</translation>
    </message>
    <message>
        <source>Regionens ställningstagande är antecknat.</source>
        <translation>The region&apos;s position has been recorded.</translation>
    </message>
    <message>
        <source>Regionens ställningstagande</source>
        <translation>The region&apos;s position</translation>
    </message>
</context>
<context>
    <name>RegionChoice</name>
    <message>
        <source>Alla regioner</source>
        <translation>All regions</translation>
    </message>
</context>
<context>
    <name>RegionMatrix</name>
    <message>
        <source>Mål, ansvarig och uppföljningsbart</source>
        <translation>Goal, responsible and can be followed up</translation>
    </message>
    <message>
        <source>Status per region</source>
        <translation>Status by region</translation>
    </message>
</context>
<context>
    <name>RegionStateDialog</name>
    <message>
        <source>Status i regionen</source>
        <translation>Status in the region</translation>
    </message>
    <message>
        <source>Spara status</source>
        <translation>Save the status</translation>
    </message>
    <message>
        <source>Ta bort uppgiften</source>
        <translation>Remove the entry</translation>
    </message>
    <message>
        <source>Status i regionen är sparad.</source>
        <translation>The status in the region has been saved.</translation>
    </message>
    <message>
        <source>Uppgiften är borttagen.</source>
        <translation>The entry has been removed.</translation>
    </message>
</context>
<context>
    <name>RegionsCard</name>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Anteckning</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Ansvarig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Uppgift från</source>
        <translation>Stated by</translation>
    </message>
</context>
<context>
    <name>RegisterCard</name>
    <message>
        <source>Antal skrivs in direkt i tabellen. Skriv aldrig namn, personnummer eller annat som pekar ut en patient. Anteckningar lämnar aldrig programmet.</source>
        <translation>Numbers are written straight into the table. Never write names, personal identity numbers or anything else that identifies a patient. Notes never leave the program.</translation>
    </message>
    <message>
        <source>Ändra orsakslistan…</source>
        <translation>Change the list of causes…</translation>
    </message>
    <message>
        <source>Orsaker: {svf}, {period}</source>
        <translation>Causes: {svf}, {period}</translation>
    </message>
    <message>
        <source>{stated} av {over} långa väntetider har en angiven orsak.</source>
        <translation>{stated} of {over} long waits have a stated cause.</translation>
    </message>
    <message>
        <source>{over} av {count} patienter väntade mer än 75&#xa0;% längre än gränsen.</source>
        <translation>{over} of {count} patients waited more than 75% longer than the limit.</translation>
    </message>
    <message>
        <source>Rullande 12 månader flyttar sig med uttaget. Välj en fast period i urvalet, till exempel ett år, för att registrera orsaker.</source>
        <translation>The rolling 12 months move with the extract. Choose a fixed period in the selection, for example a year, to register causes.</translation>
    </message>
    <message>
        <source>Uppgiften visas inte eller saknas för perioden. Välj en längre period för att registrera orsaker.</source>
        <translation>The figure is hidden or missing for the period. Choose a longer period to register causes.</translation>
    </message>
    <message>
        <source>Inga långa väntetider i perioden.</source>
        <translation>No long waits in the period.</translation>
    </message>
    <message>
        <source>Färre än {least} långa väntetider: orsakerna visas bara här och följer inte med i filer.</source>
        <translation>Fewer than {least} long waits: the causes are shown only here and do not go along in files.</translation>
    </message>
    <message>
        <source>Orsaker finns också för {periods}.</source>
        <translation>There are causes for {periods} too.</translation>
    </message>
    <message>
        <source>Orsaker till långa väntetider</source>
        <translation>Causes of long waits</translation>
    </message>
</context>
<context>
    <name>ReleaseDialog</name>
    <message>
        <source>Hur mycket tid frigjordes?</source>
        <translation>How much time was released?</translation>
    </message>
    <message>
        <source>{name}. Frivilligt. Visas per arbetsgivare, aldrig per person.</source>
        <translation>{name}. Voluntary. Shown by employer, never by person.</translation>
    </message>
    <message>
        <source>Kvartal</source>
        <translation>Quarter</translation>
    </message>
    <message>
        <source>Frigjord tid, % av heltid</source>
        <translation>Released time, % of full time</translation>
    </message>
    <message>
        <source>Anteckning (valfritt)</source>
        <translation>Note (optional)</translation>
    </message>
    <message>
        <source>Spara tiden</source>
        <translation>Save the time</translation>
    </message>
    <message>
        <source>Ta bort uppgiften</source>
        <translation>Remove the entry</translation>
    </message>
    <message>
        <source>Uppgiften är borttagen.</source>
        <translation>The entry has been removed.</translation>
    </message>
    <message>
        <source>Skriv andelen i procent, till exempel 10.</source>
        <translation>Write the share in per cent, for example 10.</translation>
    </message>
    <message>
        <source>Tiden är sparad.</source>
        <translation>The time has been saved.</translation>
    </message>
</context>
<context>
    <name>ReplacePersonDialog</name>
    <message>
        <source>Vem tar över efter {name}?</source>
        <translation>Who takes over from {name}?</translation>
    </message>
    <message>
        <source>{name} har nu: {held}.</source>
        <translation>{name} now has: {held}.</translation>
    </message>
    <message>
        <source>{name} har inga platser, uppdrag eller åtgärder nu.</source>
        <translation>{name} has no seats, assignments or actions now.</translation>
    </message>
    <message>
        <source>Ingen än: det blir vakant</source>
        <translation>Nobody yet: it becomes vacant</translation>
    </message>
    <message>
        <source>Tar över</source>
        <translation>Takes over</translation>
    </message>
    <message>
        <source>Från</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Byt person</source>
        <translation>Replace person</translation>
    </message>
    <message>
        <source>Skriv dagen som 2026-03-05.</source>
        <translation>Write the day as 2026-03-05.</translation>
    </message>
    <message>
        <source>Platser och uppdrag har bytt person.</source>
        <translation>Seats and assignments have changed person.</translation>
    </message>
</context>
<context>
    <name>ReplaceResponsibleDialog</name>
    <message>
        <source>Byt ansvarig överallt</source>
        <translation>Replace responsible everywhere</translation>
    </message>
    <message>
        <source>Gäller överallt där rollen eller gruppen är ansvarig, i ett steg.</source>
        <translation>Applies everywhere the role or group is responsible, in one step.</translation>
    </message>
    <message>
        <source>Ansvarig nu</source>
        <translation>Responsible now</translation>
    </message>
    <message>
        <source>Ny ansvarig</source>
        <translation>New responsible</translation>
    </message>
    <message>
        <source>Byt ansvarig</source>
        <translation>Replace responsible</translation>
    </message>
    <message>
        <source>Skriv en roll eller en grupp.</source>
        <translation>Write a role or a group.</translation>
    </message>
    <message>
        <source>{old} är bytt mot {new}.</source>
        <translation>{old} has been replaced by {new}.</translation>
    </message>
</context>
<context>
    <name>ResponsibilityDialog</name>
    <message>
        <source>Ansvar för en aktör</source>
        <translation>Responsibility of an actor</translation>
    </message>
    <message>
        <source>Lägg till ansvar</source>
        <translation>Add responsibility</translation>
    </message>
    <message>
        <source>Spara ansvaret</source>
        <translation>Save the responsibility</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Välj eller skriv en aktör.</source>
        <translation>Choose or write an actor.</translation>
    </message>
    <message>
        <source>Ansvaret är sparat.</source>
        <translation>The responsibility has been saved.</translation>
    </message>
    <message>
        <source>Ansvaret är flyttat till Papperskorgen.</source>
        <translation>The responsibility has been moved to the trash.</translation>
    </message>
</context>
<context>
    <name>ResponsibleDialog</name>
    <message>
        <source>Utse ansvarig för {name}</source>
        <translation>Appoint someone responsible for {name}</translation>
    </message>
    <message>
        <source>En roll eller en grupp, inte en person.</source>
        <translation>A role or a group, not a person.</translation>
    </message>
    <message>
        <source>Ansvarig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Utse ansvarig</source>
        <translation>Appoint someone responsible</translation>
    </message>
    <message>
        <source>Skriv en roll eller en grupp.</source>
        <translation>Write a role or a group.</translation>
    </message>
    <message>
        <source>Ansvarig: {words}</source>
        <translation>Responsible: {words}</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Återställ säkerhetskopia</source>
        <translation>Restore backup</translation>
    </message>
    <message>
        <source>Återställa säkerhetskopian från {time}?</source>
        <translation>Restore the backup from {time}?</translation>
    </message>
    <message>
        <source>Innehåll nu och i kopian</source>
        <translation>Contents now and in the copy</translation>
    </message>
    <message>
        <source>Innehåll</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>I filen nu</source>
        <translation>In the file now</translation>
    </message>
    <message>
        <source>I kopian</source>
        <translation>In the copy</translation>
    </message>
    <message>
        <source>Senaste ändringen i kopian: {time}.</source>
        <translation>Latest change in the copy: {time}.</translation>
    </message>
    <message>
        <source>Kopian kontrolleras först. Filen som är öppen nu säkerhetskopieras och läggs undan i samma mapp; den tas inte bort. Det du har ändrat efter kopian syns inte längre.</source>
        <translation>The copy is checked first. The file that is open now is backed up and put aside in the same folder; it is not removed. What you have changed after the copy no longer shows.</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Återställ säkerhetskopian</source>
        <translation>Restore the backup</translation>
    </message>
</context>
<context>
    <name>ReturningTab</name>
    <message>
        <source>Punkt</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Grupp</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Kommer tillbaka</source>
        <translation>Comes back</translation>
    </message>
    <message>
        <source>Stod på mötet</source>
        <translation>Was on the agenda of</translation>
    </message>
    <message>
        <source>Föredragande</source>
        <translation>Rapporteur</translation>
    </message>
    <message>
        <source>Punkter som återkommer</source>
        <translation>Returning items</translation>
    </message>
    <message>
        <source>Lägg till punkt</source>
        <translation>Add item</translation>
    </message>
    <message>
        <source>Ta upp på nästa möte</source>
        <translation>Take up at the next meeting</translation>
    </message>
    <message>
        <source>Ändra datum…</source>
        <translation>Change date…</translation>
    </message>
    <message>
        <source>Inget väntar på att komma tillbaka. Här samlas det som bordläggs och det som sparas till ett senare möte.</source>
        <translation>Nothing waits to come back. What is postponed and what is saved for a later meeting is gathered here.</translation>
    </message>
    <message>
        <source>Inget datum</source>
        <translation>No date</translation>
    </message>
    <message>
        <source>{day}, dags nu</source>
        <translation>{day}, due now</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>Processledare</source>
        <translation>Process leader</translation>
    </message>
    <message>
        <source>Verksamhetschef RCC</source>
        <translation>RCC director</translation>
    </message>
    <message>
        <source>Kansli</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>Processamordnare</source>
        <translation>Process coordinator</translation>
    </message>
    <message>
        <source>Statistiker</source>
        <translation>Statistician</translation>
    </message>
    <message>
        <source>Cancersamordnare</source>
        <translation>Cancer coordinator</translation>
    </message>
</context>
<context>
    <name>RotationTab</name>
    <message>
        <source>Mål i tur</source>
        <translation>Goals due</translation>
    </message>
    <message>
        <source>Planen har inga öppna mål att följa upp.</source>
        <translation>The plan has no open goals to follow up.</translation>
    </message>
    <message>
        <source>Följ upp nu…</source>
        <translation>Follow up now…</translation>
    </message>
    <message>
        <source>Öppna målet</source>
        <translation>Open the goal</translation>
    </message>
    <message>
        <source>{due} av {count} mål är i tur. {never} har aldrig följts upp.</source>
        <translation>{due} of {count} goals are due. {never} have never been followed up.</translation>
    </message>
</context>
<context>
    <name>RowDialog</name>
    <message>
        <source>Uppgift saknas</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>Ja</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Nej</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Färre uppgifter</source>
        <translation>Fewer fields</translation>
    </message>
    <message>
        <source>Fler uppgifter</source>
        <translation>More fields</translation>
    </message>
    <message>
        <source>Skriv datumet som 2026-03-05, eller lämna fältet tomt.</source>
        <translation>Write the date as 2026-03-05, or leave the field empty.</translation>
    </message>
    <message>
        <source>Skriv ett helt antal, till exempel 2, eller lämna fältet tomt.</source>
        <translation>Write a whole number, for example 2, or leave the field empty.</translation>
    </message>
    <message>
        <source>Skriv andelen i procent, 0 till 100, eller lämna fältet tomt.</source>
        <translation>Write the share in per cent, 0 to 100, or leave the field empty.</translation>
    </message>
</context>
<context>
    <name>RowEditor</name>
    <message>
        <source>Enter sparar och går till nästa mål. Alt+1 till 7 väljer status. Ctrl+U låter texten stå oförändrad. PgUp och PgDn byter mål. Shift+Enter ger ny rad.</source>
        <translation>Enter saves and goes to the next goal. Alt+1 to 7 chooses the status. Ctrl+U leaves the text unchanged. PgUp and PgDn change goal. Shift+Enter makes a new line.</translation>
    </message>
    <message>
        <source>Målet har inte följts upp förut.</source>
        <translation>The goal has not been followed up before.</translation>
    </message>
    <message>
        <source>{period}: {words}</source>
        <translation>{period}: {words}</translation>
    </message>
    <message>
        <source>Oförändrat sedan {period}</source>
        <translation>Unchanged since {period}</translation>
    </message>
    <message>
        <source>Siffran nu: {figure}</source>
        <translation>The figure now: {figure}</translation>
    </message>
    <message>
        <source>Målet har inget mått att visa en siffra för.</source>
        <translation>The goal has no measure to show a figure for.</translation>
    </message>
    <message>
        <source>Skriv skälet i texten när målet är Inte nu eller Utgår.</source>
        <translation>Write the reason in the text when the goal is Not now or Dropped.</translation>
    </message>
    <message>
        <source>Vad bestämdes? (valfritt)</source>
        <translation>What was decided? (optional)</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Text för perioden</source>
        <translation>Text for the period</translation>
    </message>
    <message>
        <source>Text för perioden (valfritt)</source>
        <translation>Text for the period (optional)</translation>
    </message>
    <message>
        <source>Vad bestämdes?</source>
        <translation>What was decided?</translation>
    </message>
    <message>
        <source>Spara och visa nästa</source>
        <translation>Save and show the next</translation>
    </message>
    <message>
        <source>Ange hinder (valfritt)</source>
        <translation>Record an obstacle (optional)</translation>
    </message>
    <message>
        <source>Öppna målet</source>
        <translation>Open the goal</translation>
    </message>
</context>
<context>
    <name>RowsCard</name>
    <message>
        <source>Visa alla {count}</source>
        <translation>Show all {count}</translation>
    </message>
</context>
<context>
    <name>SavingDialog</name>
    <message>
        <source>Skriv datumet som 2026-03-05, eller lämna fältet tomt.</source>
        <translation>Write the date as 2026-03-05, or leave the field empty.</translation>
    </message>
</context>
<context>
    <name>SavingPage</name>
    <message>
        <source>Texten är inte sparad. Stäng igen för att stänga utan den.</source>
        <translation>The text has not been saved. Close again to close without it.</translation>
    </message>
</context>
<context>
    <name>SeatDialog</name>
    <message>
        <source>Lägg till plats</source>
        <translation>Add seat</translation>
    </message>
    <message>
        <source>Vad ska ändras?</source>
        <translation>What is to be changed?</translation>
    </message>
    <message>
        <source>En plats står för något och kan vara vakant. Vem som sitter där väljs sedan.</source>
        <translation>A seat stands for something and can be vacant. Who sits there is chosen later.</translation>
    </message>
    <message>
        <source>Företräder</source>
        <translation>Represents</translation>
    </message>
    <message>
        <source>Deltar som</source>
        <translation>Takes part as</translation>
    </message>
    <message>
        <source>Benämning (valfritt)</source>
        <translation>Designation (optional)</translation>
    </message>
    <message>
        <source>Ingen region</source>
        <translation>No region</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Ingen verksamhet</source>
        <translation>No care unit</translation>
    </message>
    <message>
        <source>Verksamhet</source>
        <translation>Care unit</translation>
    </message>
    <message>
        <source>Antal som ska finnas</source>
        <translation>Number there should be</translation>
    </message>
    <message>
        <source>Vakant sedan (valfritt)</source>
        <translation>Vacant since (optional)</translation>
    </message>
    <message>
        <source>Spara platsen</source>
        <translation>Save the seat</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Platsen är flyttad till Papperskorgen.</source>
        <translation>The seat has been moved to the trash.</translation>
    </message>
    <message>
        <source>Skriv hur många som ska finnas, minst 1.</source>
        <translation>Write how many there should be, at least 1.</translation>
    </message>
    <message>
        <source>Platsen är tillagd.</source>
        <translation>The seat has been added.</translation>
    </message>
    <message>
        <source>Platsen är sparad.</source>
        <translation>The seat has been saved.</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Urval</source>
        <translation>Selection</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Område</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Återställ urvalet</source>
        <translation>Reset the selection</translation>
    </message>
    <message>
        <source>Inget att ångra</source>
        <translation>Nothing to undo</translation>
    </message>
    <message>
        <source>Inget att göra om</source>
        <translation>Nothing to redo</translation>
    </message>
    <message>
        <source>Alla</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Alla i uttaget</source>
        <translation>All in the extract</translation>
    </message>
    <message>
        <source>Ingen period än</source>
        <translation>No period yet</translation>
    </message>
    <message>
        <source>Ångra: {act}</source>
        <translation>Undo: {act}</translation>
    </message>
    <message>
        <source>Gör om: {act}</source>
        <translation>Redo: {act}</translation>
    </message>
    <message>
        <source>Sök eller gör något</source>
        <translation>Search or do something</translation>
    </message>
</context>
<context>
    <name>SeriesDialog</name>
    <message>
        <source>Lägg till mötesserie</source>
        <translation>Add series of meetings</translation>
    </message>
    <message>
        <source>Ändra mötesserien</source>
        <translation>Change the series of meetings</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Grupp</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Månader mellan mötena</source>
        <translation>Months between the meetings</translation>
    </message>
    <message>
        <source>Börjar</source>
        <translation>Begins</translation>
    </message>
    <message>
        <source>Minuter</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>Plats (valfritt)</source>
        <translation>Place (optional)</translation>
    </message>
    <message>
        <source>Inte angivet</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Utskick, dagar före mötet</source>
        <translation>Papers go out, days before the meeting</translation>
    </message>
    <message>
        <source>Mall för dagordningen</source>
        <translation>Template of the agenda</translation>
    </message>
    <message>
        <source>Lägg till punkt i mallen</source>
        <translation>Add item to the template</translation>
    </message>
    <message>
        <source>Spara mötesserien</source>
        <translation>Save the series of meetings</translation>
    </message>
    <message>
        <source>Ta bort mötesserien</source>
        <translation>Remove the series of meetings</translation>
    </message>
    <message>
        <source>Mötesserien är flyttad till Papperskorgen.</source>
        <translation>The series of meetings has been moved to the trash.</translation>
    </message>
    <message>
        <source>Skriv vad mötesserien heter.</source>
        <translation>Write what the series of meetings is called.</translation>
    </message>
    <message>
        <source>Välj en grupp. Grupper läggs till på sidan för grupper.</source>
        <translation>Choose a group. Groups are added on the page of groups.</translation>
    </message>
    <message>
        <source>Mötesserien är sparad.</source>
        <translation>The series of meetings has been saved.</translation>
    </message>
</context>
<context>
    <name>SettingsLimits</name>
    <message>
        <source>Ledtidsgränser</source>
        <translation>Lead-time limits</translation>
    </message>
    <message>
        <source>Gränserna kommer ur vårdförloppen och gäller från sitt datum. De ligger i Ledtidskatalogen, där de bekräftas, ändras och får nya versioner.</source>
        <translation>The limits come from the care pathways and hold from their date. They lie in the catalogue of limits, where they are confirmed, changed and given new versions.</translation>
    </message>
    <message>
        <source>Öppna Ledtidskatalogen</source>
        <translation>Open the catalogue of limits</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Inställningar</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Allt sparas när du lämnar fältet.</source>
        <translation>Everything is saved when you leave the field.</translation>
    </message>
    <message>
        <source>Profil</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Ord</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>Siffror</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>Utseende</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Filer</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Säkerhetskopior</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>Personuppgifter</source>
        <translation>Personal data</translation>
    </message>
    <message>
        <source>Om dig</source>
        <translation>About you</translation>
    </message>
    <message>
        <source>Styr vilka ord, processer och områden du ser först.</source>
        <translation>Decides which words, processes and areas you see first.</translation>
    </message>
    <message>
        <source>Små tal</source>
        <translation>Small numbers</translation>
    </message>
    <message>
        <source>Uppgifter med färre fall visas inte. Gränsen kan höjas men aldrig sänkas under {floor}.</source>
        <translation>Figures with fewer cases are not shown. The limit can be raised but never lowered under {floor}.</translation>
    </message>
    <message>
        <source>Minsta antal fall</source>
        <translation>Smallest number of cases</translation>
    </message>
    <message>
        <source>Minsta antal fall, enskild månad</source>
        <translation>Smallest number of cases, single month</translation>
    </message>
    <message>
        <source>Dölj också små celler</source>
        <translation>Also hide small cells</translation>
    </message>
    <message>
        <source>En liten cell har färre fall än så i täljaren, eller i resten av nämnaren. Då är nästan alla i gruppen kända.</source>
        <translation>A small cell has fewer cases than that in the numerator, or in the rest of the denominator. Nearly all in the group are then known.</translation>
    </message>
    <message>
        <source>Eftersläpning</source>
        <translation>Reporting lag</translation>
    </message>
    <message>
        <source>En period är preliminär tills uttaget är taget så många dagar efter dess slut. 30 dagar är ett antagande; ändra det till vad som gäller hos er.</source>
        <translation>A period is preliminary until the extract has been taken this many days after its end. 30 days is an assumption; change it to what holds where you work.</translation>
    </message>
    <message>
        <source>Dagar efter periodens slut</source>
        <translation>Days after the end of the period</translation>
    </message>
    <message>
        <source>Datatvivel</source>
        <translation>Data doubts</translation>
    </message>
    <message>
        <source>En ledtid som är längre, eller en kolumn där andelen utan värde har ökat så mycket sedan förra uttaget, blir ett datatvivel. {days} dagar och {points} procentenheter är antaganden; ändra dem till vad som gäller hos er. Ändringen gäller från nästa import.</source>
        <translation>A lead time that is longer, or a column where the share without a value has increased this much since the last extract, becomes a data doubt. {days} days and {points} percentage points are assumptions; change them to what holds where you work. The change applies from the next import.</translation>
    </message>
    <message>
        <source>Lång ledtid, dagar</source>
        <translation>Long lead time, days</translation>
    </message>
    <message>
        <source>Ökad andel utan värde, procentenheter</source>
        <translation>Increase in share without a value, percentage points</translation>
    </message>
    <message>
        <source>Gäller på den här datorn, i alla filer.</source>
        <translation>Holds on this computer, in all files.</translation>
    </message>
    <message>
        <source>Som datorn</source>
        <translation>As the computer</translation>
    </message>
    <message>
        <source>Ljust</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Mörkt</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Hög kontrast</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Minska rörelse på skärmen</source>
        <translation>Reduce motion on the screen</translation>
    </message>
    <message>
        <source>Tema</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Textstorlek</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Språk</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Rörelse</source>
        <translation>Motion</translation>
    </message>
</context>
<context>
    <name>SheetGridModel</name>
    <message>
        <source>rubrik</source>
        <translation>heading</translation>
    </message>
    <message>
        <source>cell</source>
        <translation>cell</translation>
    </message>
    <message>
        <source>markerad cell</source>
        <translation>marked cell</translation>
    </message>
</context>
<context>
    <name>SheetGridView</name>
    <message>
        <source>Bladets första rader</source>
        <translation>The first rows of the sheet</translation>
    </message>
</context>
<context>
    <name>SideColumn</name>
    <message>
        <source>Ansvar, tid, budget och risk</source>
        <translation>Responsibility, time, budget and risk</translation>
    </message>
    <message>
        <source>Ansvar per aktör</source>
        <translation>Responsibility by actor</translation>
    </message>
    <message>
        <source>Lägg till</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Lägg till ansvar för en aktör</source>
        <translation>Add responsibility of an actor</translation>
    </message>
    <message>
        <source>Bidrar till i uppdraget</source>
        <translation>Contributes to in the mission</translation>
    </message>
    <message>
        <source>Insatser och kopplingar</source>
        <translation>Initiatives and links</translation>
    </message>
    <message>
        <source>Koppla…</source>
        <translation>Link…</translation>
    </message>
    <message>
        <source>Delar</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>Ansvarig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Måldatum</source>
        <translation>Target date</translation>
    </message>
    <message>
        <source>Följs upp</source>
        <translation>Followed up</translation>
    </message>
    <message>
        <source>Nästa uppföljning</source>
        <translation>Next follow-up</translation>
    </message>
    <message>
        <source>Datakälla</source>
        <translation>Data source</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risk</translation>
    </message>
    <message>
        <source>Åtgärd mot risken</source>
        <translation>Measure against the risk</translation>
    </message>
    <message>
        <source>Prioritet</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Omfattar</source>
        <translation>Covers</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Väntat resultat</source>
        <translation>Expected result</translation>
    </message>
    <message>
        <source>Beskrivning</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Övergripande, en gång om året</source>
        <translation>Overall, once a year</translation>
    </message>
    <message>
        <source>Varje månad</source>
        <translation>Every month</translation>
    </message>
    <message>
        <source>Varannan månad</source>
        <translation>Every other month</translation>
    </message>
    <message>
        <source>Varje kvartal</source>
        <translation>Every quarter</translation>
    </message>
    <message>
        <source>Varje tertial</source>
        <translation>Every four months</translation>
    </message>
    <message>
        <source>Varje halvår</source>
        <translation>Every half-year</translation>
    </message>
    <message>
        <source>En gång om året</source>
        <translation>Once a year</translation>
    </message>
    <message>
        <source>Med {count} månaders mellanrum</source>
        <translation>Every {count} months</translation>
    </message>
    <message>
        <source>Nu: aldrig följt upp</source>
        <translation>Now: never followed up</translation>
    </message>
    <message>
        <source>Ändra</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Ändra ansvaret: {words}</source>
        <translation>Change the responsibility: {words}</translation>
    </message>
    <message>
        <source>Inget ansvar är angivet.</source>
        <translation>No responsibility is stated.</translation>
    </message>
    <message>
        <source>(genom {code})</source>
        <translation>(through {code})</translation>
    </message>
    <message>
        <source>Målet är inte kopplat till något kriterium eller område.</source>
        <translation>The goal is not linked to any criterion or area.</translation>
    </message>
    <message>
        <source>Inget är kopplat.</source>
        <translation>Nothing is linked.</translation>
    </message>
    <message>
        <source>Visa</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Visa {words}</source>
        <translation>Show {words}</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Sidor</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Vy: {role}</source>
        <translation>View: {role}</translation>
    </message>
    <message>
        <source>Byt vy</source>
        <translation>Change view</translation>
    </message>
</context>
<context>
    <name>SlideView</name>
    <message>
        <source>Föredragande: {who}</source>
        <translation>Rapporteur: {who}</translation>
    </message>
    <message>
        <source>Inte tillfrågade: {n} regioner eller råd</source>
        <translation>Not asked: {n} regions or councils</translation>
    </message>
    <message>
        <source>Inte tillfrågade: {names}</source>
        <translation>Not asked: {names}</translation>
    </message>
</context>
<context>
    <name>SnapshotChoice</name>
    <message>
        <source>Uttag</source>
        <translation>Extract</translation>
    </message>
    <message>
        <source>Visa som nu</source>
        <translation>Show the current figures</translation>
    </message>
</context>
<context>
    <name>StateLegend</name>
    <message>
        <source>Uppföljningsbart</source>
        <translation>Can be followed up</translation>
    </message>
    <message>
        <source>Plan saknas</source>
        <translation>No plan</translation>
    </message>
    <message>
        <source>Siffra 1–8: ändra status</source>
        <translation>Digits 1–8: change status</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Sparat {time}</source>
        <translation>Saved {time}</translation>
    </message>
    <message>
        <source>Skrivskyddad</source>
        <translation>Read-only</translation>
    </message>
    <message>
        <source>Inget uttag är inläst</source>
        <translation>No extract has been imported</translation>
    </message>
    <message>
        <source>Uttag {date}</source>
        <translation>Extract {date}</translation>
    </message>
    <message>
        <source>preliminärt från {month}</source>
        <translation>preliminary from {month}</translation>
    </message>
    <message>
        <source>senaste säkerhetskopia {time}</source>
        <translation>latest backup {time}</translation>
    </message>
    <message>
        <source>Fil: {name}</source>
        <translation>File: {name}</translation>
    </message>
    <message>
        <source>i dag {time}</source>
        <translation>today {time}</translation>
    </message>
</context>
<context>
    <name>StepDialog</name>
    <message>
        <source>Lägg till punkt i introduktionen</source>
        <translation>Add item to the introduction</translation>
    </message>
    <message>
        <source>Vad ska ändras i punkten?</source>
        <translation>What is to be changed in the item?</translation>
    </message>
    <message>
        <source>Punkt</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Klar senast</source>
        <translation>Due by</translation>
    </message>
    <message>
        <source>Klar den</source>
        <translation>Done on</translation>
    </message>
    <message>
        <source>Lägg till punkt</source>
        <translation>Add item</translation>
    </message>
    <message>
        <source>Spara punkten</source>
        <translation>Save the point</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Punkten är flyttad till Papperskorgen.</source>
        <translation>The item has been moved to the trash.</translation>
    </message>
    <message>
        <source>Skriv vad som ska göras.</source>
        <translation>Write what is to be done.</translation>
    </message>
    <message>
        <source>Punkten är tillagd.</source>
        <translation>The item has been added.</translation>
    </message>
    <message>
        <source>Punkten är sparad.</source>
        <translation>The item has been saved.</translation>
    </message>
</context>
<context>
    <name>StoreOpening</name>
    <message>
        <source>Sparar …</source>
        <translation>Saving …</translation>
    </message>
</context>
<context>
    <name>SummaryCard</name>
    <message>
        <source>Tabellen är kopierad.</source>
        <translation>The table has been copied.</translation>
    </message>
</context>
<context>
    <name>SupportDialog</name>
    <message>
        <source>Vilket kunskapsstöd gavs?</source>
        <translation>Which knowledge support was given?</translation>
    </message>
    <message>
        <source>Vad ska ändras?</source>
        <translation>What is to be changed?</translation>
    </message>
    <message>
        <source>Grupper eller verksamheter, inga personer</source>
        <translation>Groups or care units, no persons</translation>
    </message>
    <message>
        <source>Ingen</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Vad gjordes?</source>
        <translation>What was done?</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Slag</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>För vilka? (valfritt)</source>
        <translation>For whom? (optional)</translation>
    </message>
    <message>
        <source>Processer (tomt: alla)</source>
        <translation>Processes (empty: all)</translation>
    </message>
    <message>
        <source>Riktlinje</source>
        <translation>Guideline</translation>
    </message>
    <message>
        <source>Lägg till i loggen</source>
        <translation>Add to the log</translation>
    </message>
    <message>
        <source>Spara ändringen</source>
        <translation>Save the change</translation>
    </message>
    <message>
        <source>Skriv datumet som 2026-03-05.</source>
        <translation>Write the date as 2026-03-05.</translation>
    </message>
    <message>
        <source>Skriv vad som gjordes.</source>
        <translation>Write what was done.</translation>
    </message>
    <message>
        <source>Ändringen är sparad.</source>
        <translation>The change has been saved.</translation>
    </message>
    <message>
        <source>Kunskapsstödet är antecknat.</source>
        <translation>The knowledge support has been recorded.</translation>
    </message>
</context>
<context>
    <name>TableCard</name>
    <message>
        <source>◆ ej representativ</source>
        <translation>◆ not representative</translation>
    </message>
    <message>
        <source>◇ representativitet okänd</source>
        <translation>◇ representativeness unknown</translation>
    </message>
    <message>
        <source>Tabellen är kopierad.</source>
        <translation>The table has been copied.</translation>
    </message>
    <message>
        <source>Urval per kolumn</source>
        <translation>Filter by column</translation>
    </message>
    <message>
        <source>Välj kolumner</source>
        <translation>Choose columns</translation>
    </message>
    <message>
        <source>Kopiera tabellen</source>
        <translation>Copy the table</translation>
    </message>
    <message numerus="yes">
        <source>%n rader</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableStep</name>
    <message>
        <source>Blad</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>Välj raden med rubriker. Det som står ovanför läses inte som uppgifter.</source>
        <translation>Choose the row with headings. What stands above it is not read as data.</translation>
    </message>
    <message>
        <source>Filen har inga celler att läsa</source>
        <translation>The file has no cells to read</translation>
    </message>
    <message>
        <source>Var börjar tabellen?</source>
        <translation>Where does the table begin?</translation>
    </message>
    <message>
        <source>Tabellen är {area}, med rubriker på rad {row}</source>
        <translation>The table is {area}, with headings in row {row}</translation>
    </message>
    <message>
        <source>Cell {cell} är markerad.</source>
        <translation>Cell {cell} is marked.</translation>
    </message>
    <message>
        <source>Cell {cell} finns på bladet {sheet}. Öppna filen för att se den.</source>
        <translation>Cell {cell} is on the sheet {sheet}. Open the file to see it.</translation>
    </message>
    <message>
        <source>Cell {cell} ligger längre ned. Öppna filen för att se den.</source>
        <translation>Cell {cell} is further down. Open the file to see it.</translation>
    </message>
    <message>
        <source>{sheet} (mycket dolt)</source>
        <translation>{sheet} (very hidden)</translation>
    </message>
    <message>
        <source>{sheet} (dolt)</source>
        <translation>{sheet} (hidden)</translation>
    </message>
    <message>
        <source>Bladet är dolt i filen. Du har valt att läsa det.</source>
        <translation>The sheet is hidden in the file. You have chosen to read it.</translation>
    </message>
    <message>
        <source>Dolda blad läses bara om du väljer dem.</source>
        <translation>Hidden sheets are read only if you choose them.</translation>
    </message>
    <message>
        <source>Här visas rad {first}–{last} av {all}.</source>
        <translation>Rows {first}–{last} of {all} are shown here.</translation>
    </message>
    <message>
        <source>Rubrikerna står på rad {row}</source>
        <translation>The headings are in row {row}</translation>
    </message>
    <message>
        <source>Välj rubrikrad</source>
        <translation>Choose the row of headings</translation>
    </message>
</context>
<context>
    <name>TemplateCard</name>
    <message>
        <source>Välj fil…</source>
        <translation>Choose file…</translation>
    </message>
    <message>
        <source>Mallen {name} används nu</source>
        <translation>The template {name} is now in use</translation>
    </message>
    <message>
        <source>Mall för {format}</source>
        <translation>Template for {format}</translation>
    </message>
    <message>
        <source>{format}: programmets egen</source>
        <translation>{format}: the program&apos;s own</translation>
    </message>
    <message>
        <source>Välj layouter…</source>
        <translation>Choose layouts…</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>RCC:s egna mallar och logotyp</source>
        <translation>The RCC&apos;s own templates and logo</translation>
    </message>
    <message>
        <source>Välj en mall eller en logotyp från en fil</source>
        <translation>Choose a template or a logo from a file</translation>
    </message>
    <message>
        <source>Välj RCC:s mall eller logotyp</source>
        <translation>Choose the RCC&apos;s template or logo</translation>
    </message>
    <message>
        <source>Mallar och logotyper (*.pptx *.potx *.docx *.dotx *.png *.jpg *.jpeg)</source>
        <translation>Templates and logos (*.pptx *.potx *.docx *.dotx *.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>Logotypen {name} står nu på första sidan i PDF</source>
        <translation>The logo {name} is now on the first page of PDFs</translation>
    </message>
    <message>
        <source>{format}: utan logotyp</source>
        <translation>{format}: without a logo</translation>
    </message>
    <message>
        <source>Programmets eget utseende används tills något har valts: en mall för PowerPoint eller Word, eller en logotyp (PNG, JPEG) för PDF.</source>
        <translation>The program&apos;s own look is used until something is chosen: a template for PowerPoint or Word, or a logo (PNG, JPEG) for PDF.</translation>
    </message>
    <message>
        <source>{name} saknar layout för: {roles}. Där används programmets eget.</source>
        <translation>{name} has no layout for: {roles}. There the program&apos;s own is used.</translation>
    </message>
    <message>
        <source>Teckensnitt som inte finns på den här datorn: {fonts}. Filen ser rätt ut där de finns.</source>
        <translation>Fonts that are not on this computer: {fonts}. The file looks right where they are.</translation>
    </message>
    <message>
        <source>Mallen är flyttad till Papperskorgen</source>
        <translation>The template has been moved to the trash</translation>
    </message>
    <message>
        <source>Logotypen är flyttad till Papperskorgen</source>
        <translation>The logo is moved to the Trash</translation>
    </message>
</context>
<context>
    <name>TermDialog</name>
    <message>
        <source>Vad kallar ni det?</source>
        <translation>What do you call it?</translation>
    </message>
    <message>
        <source>Ordet</source>
        <translation>The word</translation>
    </message>
    <message>
        <source>vårdprocessgrupp</source>
        <translation>vårdprocessgrupp</translation>
    </message>
    <message>
        <source>Bestämd form</source>
        <translation>Definite form</translation>
    </message>
    <message>
        <source>vårdprocessgruppen</source>
        <translation>vårdprocessgruppen</translation>
    </message>
    <message>
        <source>Flertal</source>
        <translation>Plural</translation>
    </message>
    <message>
        <source>vårdprocessgrupper</source>
        <translation>vårdprocessgrupper</translation>
    </message>
    <message>
        <source>Bestämt flertal</source>
        <translation>Definite plural</translation>
    </message>
    <message>
        <source>vårdprocessgrupperna</source>
        <translation>vårdprocessgrupperna</translation>
    </message>
    <message>
        <source>Genitiv, bestämd form</source>
        <translation>Genitive, definite form</translation>
    </message>
    <message>
        <source>vårdprocessgruppens</source>
        <translation>vårdprocessgruppens</translation>
    </message>
    <message>
        <source>till exempel {word}</source>
        <translation>for example {word}</translation>
    </message>
    <message>
        <source>Spara ordet</source>
        <translation>Save the word</translation>
    </message>
    <message>
        <source>Använd det allmänna ordet</source>
        <translation>Use the general word</translation>
    </message>
    <message>
        <source>Skriv alla former. Flertal får saknas helt.</source>
        <translation>Write all forms. The plural may be missing altogether.</translation>
    </message>
    <message>
        <source>Ordet {word} används nu.</source>
        <translation>The word {word} is used now.</translation>
    </message>
    <message>
        <source>Det allmänna ordet används nu.</source>
        <translation>The general word is used now.</translation>
    </message>
</context>
<context>
    <name>TermsSection</name>
    <message>
        <source>Ord</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>Så heter planer, grupper och roller hos er. Orden används på alla sidor och i alla dokument, i den form som meningen behöver.</source>
        <translation>This is what plans, groups and roles are called with you. The words are used on all pages and in all documents, in the form the sentence needs.</translation>
    </message>
    <message>
        <source>Välj RCC under Profil för att ändra orden.</source>
        <translation>Choose RCC under Profile to change the words.</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Allmänt ord</source>
        <translation>General word</translation>
    </message>
    <message>
        <source>Ändra ordet {word}</source>
        <translation>Change the word {word}</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>Infoga siffra</source>
        <translation>Insert figure</translation>
    </message>
    <message>
        <source>Infoga en av siffrorna bredvid i texten</source>
        <translation>Insert one of the figures beside it in the text</translation>
    </message>
</context>
<context>
    <name>TextsCard</name>
    <message>
        <source>Utkast</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Klar</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Textens läge</source>
        <translation>State of the text</translation>
    </message>
    <message>
        <source>Visa förra analysen ({period})</source>
        <translation>Show the last analysis ({period})</translation>
    </message>
    <message>
        <source>Versioner ({count})</source>
        <translation>Versions ({count})</translation>
    </message>
    <message>
        <source>(valfritt)</source>
        <translation>(optional)</translation>
    </message>
    <message>
        <source>Samvariation, inte bevisad orsak. Skriv inga namn eller uppgifter om enskilda patienter.</source>
        <translation>Association, not proven cause. Write no names or data about single patients.</translation>
    </message>
    <message>
        <source>Skriv kort, eller skapa ett förbättringsområde</source>
        <translation>Write briefly, or add an improvement area</translation>
    </message>
    <message>
        <source>Skapa förbättringsområde</source>
        <translation>Add improvement area</translation>
    </message>
    <message>
        <source>Förbättringsområden som redan finns</source>
        <translation>Improvement areas already there</translation>
    </message>
    <message>
        <source>Följer med till Underlag för samma process, område och period.</source>
        <translation>Goes along to Packs for the same process, area and period.</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
</context>
<context>
    <name>TileButton</name>
    <message>
        <source>Öppna indikatorn</source>
        <translation>Open the indicator</translation>
    </message>
    <message>
        <source>Visa källan…</source>
        <translation>Show the source…</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Planen i tiden</source>
        <translation>The plan in time</translation>
    </message>
    <message>
        <source>Kvartal</source>
        <translation>Quarter</translation>
    </message>
    <message>
        <source>År</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Skala</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>Alt+← och Alt+→ flyttar slutet en vecka, med Shift början. Ändarna kan också dras.</source>
        <translation>Alt+← and Alt+→ move the end by a week, with Shift the start. The ends can also be dragged.</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Ångra</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>TopLine</name>
    <message>
        <source>Flikar</source>
        <translation>Tabs</translation>
    </message>
    <message>
        <source>Kriterier</source>
        <translation>Criteria</translation>
    </message>
    <message>
        <source>Områden</source>
        <translation>Areas</translation>
    </message>
    <message>
        <source>Egna ramverk</source>
        <translation>Own frameworks</translation>
    </message>
    <message>
        <source>Luckor</source>
        <translation>Gaps</translation>
    </message>
    <message>
        <source>Bedömt av</source>
        <translation>Assessed by</translation>
    </message>
    <message>
        <source>Visa</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Kriterium och nuläge</source>
        <translation>Criterion and state now</translation>
    </message>
    <message>
        <source>Över tid</source>
        <translation>Over time</translation>
    </message>
    <message>
        <source>Per region</source>
        <translation>By region</translation>
    </message>
    <message>
        <source>Alla grupper</source>
        <translation>All groups</translation>
    </message>
    <message>
        <source>{item} och nuläge</source>
        <translation>{item} and state now</translation>
    </message>
</context>
<context>
    <name>TrainingDialog</name>
    <message>
        <source>Lägg till utbildningsbehov</source>
        <translation>Add training need</translation>
    </message>
    <message>
        <source>Område</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Ingen process</source>
        <translation>No process</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Hela sjukvårdsregionen</source>
        <translation>The whole health care region</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Hela regionen</source>
        <translation>The whole region</translation>
    </message>
    <message>
        <source>Verksamhet</source>
        <translation>Care unit</translation>
    </message>
    <message>
        <source>Antal som behöver</source>
        <translation>Number who need it</translation>
    </message>
    <message>
        <source>Antal som nåtts</source>
        <translation>Number reached</translation>
    </message>
    <message>
        <source>Planerad till</source>
        <translation>Planned for</translation>
    </message>
    <message>
        <source>Hållen den</source>
        <translation>Held on</translation>
    </message>
    <message>
        <source>Utanför RCC:s uppdrag: någon annan håller utbildningen</source>
        <translation>Outside the RCC&apos;s mission: somebody else holds the training</translation>
    </message>
    <message>
        <source>Anteckning</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Spara behovet</source>
        <translation>Save the need</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Utbildningsbehovet är flyttat till Papperskorgen.</source>
        <translation>The training need has been moved to the trash.</translation>
    </message>
    <message>
        <source>Skriv vad utbildningen gäller.</source>
        <translation>Write what the training is about.</translation>
    </message>
    <message>
        <source>Utbildningsbehovet är tillagt.</source>
        <translation>The training need has been added.</translation>
    </message>
    <message>
        <source>Utbildningsbehovet är sparat.</source>
        <translation>The training need has been saved.</translation>
    </message>
</context>
<context>
    <name>TrashPage</name>
    <message>
        <source>Papperskorg</source>
        <translation>Trash</translation>
    </message>
    <message>
        <source>Vad har tagits bort, och av vem?</source>
        <translation>What has been removed, and by whom?</translation>
    </message>
    <message>
        <source>Töm Papperskorgen…</source>
        <translation>Empty the trash…</translation>
    </message>
    <message>
        <source>Visa</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Visa en sort</source>
        <translation>Show one kind</translation>
    </message>
    <message>
        <source>Det som ligger i Papperskorgen</source>
        <translation>What lies in the trash</translation>
    </message>
    <message>
        <source>Återställ</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Ta bort för gott…</source>
        <translation>Remove for good…</translation>
    </message>
    <message>
        <source>Papperskorgen är tom</source>
        <translation>The trash is empty</translation>
    </message>
    <message>
        <source>Det du tar bort ligger här i {days} dagar.</source>
        <translation>What you remove lies here for {days} days.</translation>
    </message>
    <message>
        <source>Allt</source>
        <translation>Everything</translation>
    </message>
    <message>
        <source>Vad</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Borttagen</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>Av</source>
        <translation>By</translation>
    </message>
    <message>
        <source>Tas bort för gott</source>
        <translation>Removed for good</translation>
    </message>
    <message>
        <source>nästa gång filen öppnas</source>
        <translation>the next time the file is opened</translation>
    </message>
    <message>
        <source>Filen är öppen bara för läsning. Inget kan återställas eller tas bort.</source>
        <translation>The file is open for reading only. Nothing can be restored or removed.</translation>
    </message>
    <message>
        <source>Välj en rad för att återställa den. Välj flera med Ctrl eller Skift.</source>
        <translation>Choose a row to restore it. Choose several with Ctrl or Shift.</translation>
    </message>
    <message>
        <source>Hör ihop och återställs tillsammans: {things}.</source>
        <translation>Belong together and are restored together: {things}.</translation>
    </message>
    <message>
        <source>Ta bort för gott</source>
        <translation>Remove for good</translation>
    </message>
    <message>
        <source>Återställt: {name}</source>
        <translation>Restored: {name}</translation>
    </message>
    <message>
        <source>Töm Papperskorgen?</source>
        <translation>Empty the trash?</translation>
    </message>
    <message>
        <source>Töm Papperskorgen</source>
        <translation>Empty the trash</translation>
    </message>
    <message>
        <source>Det går att ångra tills programmet stängs, men inte att återställa senare.</source>
        <translation>It can be undone until the program is closed, but not restored later.</translation>
    </message>
</context>
<context>
    <name>TreeCard</name>
    <message>
        <source>Planens mål och aktiviteter</source>
        <translation>The goals and activities of the plan</translation>
    </message>
    <message>
        <source>Flytta raden</source>
        <translation>Move the row</translation>
    </message>
    <message>
        <source>Flytta upp (Alt+↑)</source>
        <translation>Move up (Alt+↑)</translation>
    </message>
    <message>
        <source>Flytta ned (Alt+↓)</source>
        <translation>Move down (Alt+↓)</translation>
    </message>
    <message>
        <source>Flytta ut (Alt+←)</source>
        <translation>Move out (Alt+←)</translation>
    </message>
    <message>
        <source>Flytta in (Alt+→)</source>
        <translation>Move in (Alt+→)</translation>
    </message>
    <message>
        <source>Rader flyttas när hela planen visas i sin egen ordning.</source>
        <translation>Rows are moved when the whole plan is shown in its own order.</translation>
    </message>
</context>
<context>
    <name>TrendView</name>
    <message>
        <source>preliminärt</source>
        <translation>preliminary</translation>
    </message>
</context>
<context>
    <name>TrialStep</name>
    <message>
        <source>Så här blir det</source>
        <translation>This is how it will be</translation>
    </message>
    <message>
        <source>Inget är sparat än. Provet är gjort på en kopia.</source>
        <translation>Nothing has been saved yet. The dry run was made on a copy.</translation>
    </message>
    <message>
        <source>Rader</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>Siffror före och efter</source>
        <translation>Figures before and after</translation>
    </message>
    <message>
        <source>Antal</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Uppgift</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>Före</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Efter</source>
        <translation>After</translation>
    </message>
    <message>
        <source>Fall före</source>
        <translation>Cases before</translation>
    </message>
    <message>
        <source>Fall efter</source>
        <translation>Cases after</translation>
    </message>
    <message>
        <source>Inga andelar att visa för de här uppgifterna, eller för få fall.</source>
        <translation>No shares to show for these data, or too few cases.</translation>
    </message>
    <message>
        <source>De senaste perioderna ändras inte.</source>
        <translation>The latest periods do not change.</translation>
    </message>
    <message>
        <source>De senaste perioderna, alla i uttaget tillsammans.</source>
        <translation>The latest periods, all in the extract together.</translation>
    </message>
    <message>
        <source>{figure}: {before} → {after}</source>
        <translation>{figure}: {before} → {after}</translation>
    </message>
    <message>
        <source>Andel inom ledtiden, {period}</source>
        <translation>Share within the lead time, {period}</translation>
    </message>
</context>
<context>
    <name>TypeInDialog</name>
    <message>
        <source>Skriv in ett värde</source>
        <translation>Enter a value</translation>
    </message>
    <message>
        <source>Värdet blir en egen import med källa och datum, som kan ångras. Det ersätter bara det som står på samma plats nu; filen det kom ur är kvar som den är.</source>
        <translation>The value becomes an import of its own with source and date, which can be undone. It replaces only what stands in the same place now; the file it came from is left as it is.</translation>
    </message>
    <message>
        <source>Indikator</source>
        <translation>Indicator</translation>
    </message>
    <message>
        <source>Väntat antal fall</source>
        <translation>Expected number of cases</translation>
    </message>
    <message>
        <source>Vad</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Spara värdet</source>
        <translation>Save the value</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Fler uppdelningar</source>
        <translation>More breakdowns</translation>
    </message>
    <message>
        <source>2026-Q3</source>
        <translation>2026-Q3</translation>
    </message>
    <message>
        <source>ÅÅÅÅ-MM-DD</source>
        <translation>YYYY-MM-DD</translation>
    </message>
    <message>
        <source>64 %</source>
        <translation>64%</translation>
    </message>
    <message>
        <source>Varifrån värdet kommer, till exempel ett mejl eller en rapport</source>
        <translation>Where the value comes from, for example an email or a report</translation>
    </message>
    <message>
        <source>Täljare och nämnare</source>
        <translation>Numerator and denominator</translation>
    </message>
    <message>
        <source>Ett värde</source>
        <translation>One value</translation>
    </message>
    <message>
        <source>Hur värdet är angivet</source>
        <translation>How the value is given</translation>
    </message>
    <message>
        <source>Värdet är sparat</source>
        <translation>The value has been saved</translation>
    </message>
    <message>
        <source>Samma värde var redan sparat. Inget har ändrats.</source>
        <translation>The same value had already been saved. Nothing has changed.</translation>
    </message>
    <message>
        <source>Stänga utan att spara?</source>
        <translation>Close without saving?</translation>
    </message>
    <message>
        <source>Det du har skrivit sparas inte.</source>
        <translation>What you have written is not saved.</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Fortsätt skriva</source>
        <translation>Keep writing</translation>
    </message>
</context>
<context>
    <name>UnitAnswerDialog</name>
    <message>
        <source>Verksamheten inför. Skriv verksamhetens egna skäl och en roll, inga namn på personer.</source>
        <translation>The care unit adopts. Write the care unit&apos;s own reasons and a role, no names of persons.</translation>
    </message>
    <message>
        <source>Verksamhetens namn</source>
        <translation>Name of the care unit</translation>
    </message>
    <message>
        <source>Roll, som verksamhetschef</source>
        <translation>Role, such as head of department</translation>
    </message>
    <message>
        <source>Inte angivet</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Verksamhet</source>
        <translation>Care unit</translation>
    </message>
    <message>
        <source>Läge</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Kontaktad den (valfritt)</source>
        <translation>Contacted on (optional)</translation>
    </message>
    <message>
        <source>Läget gäller sedan (valfritt)</source>
        <translation>The state has applied since (optional)</translation>
    </message>
    <message>
        <source>Uppgift av (valfritt)</source>
        <translation>Told by (optional)</translation>
    </message>
    <message>
        <source>Slag av skäl</source>
        <translation>Kind of reason</translation>
    </message>
    <message>
        <source>Verksamhetens skäl</source>
        <translation>The care unit&apos;s reason</translation>
    </message>
    <message>
        <source>Anteckna verksamhetens svar</source>
        <translation>Record the care unit&apos;s answer</translation>
    </message>
    <message>
        <source>Skriv vilken verksamhet det gäller.</source>
        <translation>Write which care unit it concerns.</translation>
    </message>
    <message>
        <source>Verksamhetens svar är antecknat.</source>
        <translation>The care unit&apos;s answer has been recorded.</translation>
    </message>
    <message>
        <source>Verksamhetens svar</source>
        <translation>The care unit&apos;s answer</translation>
    </message>
</context>
<context>
    <name>UnitChoice</name>
    <message>
        <source>Verksamhetens region</source>
        <translation>Region of the care unit</translation>
    </message>
    <message>
        <source>Verksamhet</source>
        <translation>Care unit</translation>
    </message>
    <message>
        <source>Ingen att välja än</source>
        <translation>None to choose yet</translation>
    </message>
    <message>
        <source>Läser vilka verksamheter som har siffror …</source>
        <translation>Reading which care units have figures …</translation>
    </message>
    <message>
        <source>Ingen verksamhet har siffror än. Läs in ett uttag där verksamheten står för varje vårdförlopp.</source>
        <translation>No care unit has figures yet. Import an extract where the care unit stands for each care pathway.</translation>
    </message>
    <message>
        <source>{unit} har inga siffror för {period}. Välj en annan period.</source>
        <translation>{unit} has no figures for {period}. Choose another period.</translation>
    </message>
    <message>
        <source>{unit} har inga siffror för vald process, {period}. Välj en annan period eller alla vårdförlopp.</source>
        <translation>{unit} has no figures for the chosen process, {period}. Choose another period or all care pathways.</translation>
    </message>
</context>
<context>
    <name>UntouchedTab</name>
    <message>
        <source>Orört</source>
        <translation>Untouched</translation>
    </message>
    <message>
        <source>Inget har legat orört så länge.</source>
        <translation>Nothing has been untouched that long.</translation>
    </message>
    <message>
        <source>Orört efter</source>
        <translation>Untouched after</translation>
    </message>
    <message>
        <source> dagar</source>
        <translation> days</translation>
    </message>
    <message>
        <source>Orört efter så många dagar</source>
        <translation>Untouched after so many days</translation>
    </message>
    <message>
        <source>Följ upp nu…</source>
        <translation>Follow up now…</translation>
    </message>
    <message>
        <source>Öppna</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Öppna mål och aktiviteter som ingen har ändrat eller följt upp. Gränsen på {days} är ett antagande och går att ändra.</source>
        <translation>Open goals and activities that nobody has changed or followed up. The limit of {days} is an assumption and can be changed.</translation>
    </message>
</context>
<context>
    <name>ValuesCard</name>
    <message>
        <source>Para ihop värden</source>
        <translation>Match values</translation>
    </message>
    <message>
        <source>Kom ihåg valen till nästa gång</source>
        <translation>Remember the choices until next time</translation>
    </message>
    <message>
        <source>Gäller filer som läses med profilen ”{name}”.</source>
        <translation>Applies to files read with the profile “{name}”.</translation>
    </message>
    <message>
        <source>Gäller alla uttag som läses in i den här rccdesk-filen.</source>
        <translation>Applies to all extracts imported into this rccdesk file.</translation>
    </message>
    <message>
        <source>Kolumn</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Står i filen</source>
        <translation>In the file</translation>
    </message>
    <message>
        <source>Rader</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>Läses som</source>
        <translation>Read as</translation>
    </message>
    <message>
        <source>Hur säkert</source>
        <translation>How sure</translation>
    </message>
    <message>
        <source>Förslag</source>
        <translation>Suggestion</translation>
    </message>
    <message>
        <source>{field}, ”{written}”, läses som</source>
        <translation>{field}, “{written}”, is read as</translation>
    </message>
    <message>
        <source>Behåll som text</source>
        <translation>Keep as text</translation>
    </message>
    <message>
        <source>Välj …</source>
        <translation>Choose …</translation>
    </message>
    <message>
        <source>Glöm</source>
        <translation>Forget</translation>
    </message>
    <message>
        <source>Glöm vad ”{written}” står för</source>
        <translation>Forget what “{written}” stands for</translation>
    </message>
    <message>
        <source>Läs ”{written}” som {name}</source>
        <translation>Read “{written}” as {name}</translation>
    </message>
    <message>
        <source>Förslag: {name}</source>
        <translation>Suggestion: {name}</translation>
    </message>
    <message>
        <source>Ta alla {count} förslag</source>
        <translation>Take all {count} suggestions</translation>
    </message>
    <message>
        <source>Visa färre</source>
        <translation>Show fewer</translation>
    </message>
    <message>
        <source>Visa de {count} första</source>
        <translation>Show the first {count}</translation>
    </message>
    <message>
        <source>Visa alla {count}</source>
        <translation>Show all {count}</translation>
    </message>
    <message>
        <source>{unknown} av {count} känns inte igen, {texts} behålls som text.</source>
        <translation>{unknown} of {count} are not recognised, {texts} are kept as text.</translation>
    </message>
    <message>
        <source>{unknown} av {count} värden känns inte igen.</source>
        <translation>{unknown} of {count} values are not recognised.</translation>
    </message>
    <message>
        <source>{texts} av {count} värden behålls som text.</source>
        <translation>{texts} of {count} values are kept as text.</translation>
    </message>
    <message>
        <source>Det enda värdet känns igen.</source>
        <translation>The only value is recognised.</translation>
    </message>
    <message>
        <source>Alla {count} värden i 1 kolumn känns igen.</source>
        <translation>All {count} values in 1 column are recognised.</translation>
    </message>
    <message>
        <source>Alla {count} värden i {columns} kolumner känns igen.</source>
        <translation>All {count} values in {columns} columns are recognised.</translation>
    </message>
</context>
<context>
    <name>VersionDialog</name>
    <message>
        <source>Vad säger den nya versionen?</source>
        <translation>What does the new version say?</translation>
    </message>
    <message>
        <source>Vad ska ändras i versionen?</source>
        <translation>What is to be changed in the version?</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Publicerad (valfritt)</source>
        <translation>Published (optional)</translation>
    </message>
    <message>
        <source>Vad har ändrats? (valfritt)</source>
        <translation>What has changed? (optional)</translation>
    </message>
    <message>
        <source>Regional riktlinje (valfritt)</source>
        <translation>Regional guideline (optional)</translation>
    </message>
    <message>
        <source>Regional riktlinje fastställd (valfritt)</source>
        <translation>Regional guideline adopted (optional)</translation>
    </message>
    <message>
        <source>Lägg till versionen</source>
        <translation>Add the version</translation>
    </message>
    <message>
        <source>Spara versionen</source>
        <translation>Save the version</translation>
    </message>
    <message>
        <source>Alla verksamheter börjar som ej bedömda. Svaren på version {version} står kvar bredvid och kan föras över där inget har ändrats.</source>
        <translation>All care units begin as not assessed. The answers on version {version} stay beside and can be carried over where nothing has changed.</translation>
    </message>
    <message>
        <source>Den första versionen. Alla verksamheter börjar som ej bedömda.</source>
        <translation>The first version. All care units begin as not assessed.</translation>
    </message>
    <message>
        <source>Skriv versionens nummer eller år.</source>
        <translation>Write the number or year of the version.</translation>
    </message>
    <message>
        <source>Versionen är sparad.</source>
        <translation>The version has been saved.</translation>
    </message>
    <message>
        <source>Versionen är tillagd.</source>
        <translation>The version has been added.</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Version {number} · {date}</source>
        <translation>Version {number} · {date}</translation>
    </message>
    <message>
        <source>Återställ version {number}</source>
        <translation>Restore version {number}</translation>
    </message>
    <message>
        <source>Versioner</source>
        <translation>Versions</translation>
    </message>
</context>
<context>
    <name>ViewChoice</name>
    <message>
        <source>Visa som</source>
        <translation>Show as</translation>
    </message>
    <message>
        <source>Ordning</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Ordning: organisationen</source>
        <translation>Order: the organisation</translation>
    </message>
    <message>
        <source>Ordning: värde</source>
        <translation>Order: value</translation>
    </message>
    <message>
        <source>Visa som: {what}</source>
        <translation>Show as: {what}</translation>
    </message>
    <message>
        <source>skillnad mellan könen</source>
        <translation>difference between the sexes</translation>
    </message>
    <message>
        <source>skillnad mellan åldersgrupper</source>
        <translation>difference between age groups</translation>
    </message>
    <message>
        <source>skillnad mellan enheter</source>
        <translation>difference between units</translation>
    </message>
    <message>
        <source>skillnad mellan grupper</source>
        <translation>difference between groups</translation>
    </message>
    <message>
        <source>staplar</source>
        <translation>bars</translation>
    </message>
    <message>
        <source>tratt</source>
        <translation>funnel</translation>
    </message>
    <message>
        <source>inklusion, ledtid, upplevelse</source>
        <translation>inclusion, lead time, experience</translation>
    </message>
    <message>
        <source>styrdiagram</source>
        <translation>control chart</translation>
    </message>
    <message>
        <source>linjer</source>
        <translation>lines</translation>
    </message>
    <message>
        <source>värmekarta</source>
        <translation>heat map</translation>
    </message>
    <message>
        <source>alla uppgifter</source>
        <translation>all figures</translation>
    </message>
    <message>
        <source>regioner som når nivåerna, då och nu</source>
        <translation>regions that reach the levels, then and now</translation>
    </message>
</context>
<context>
    <name>VisitActivityDialog</name>
    <message>
        <source>Var hör aktiviteten hemma?</source>
        <translation>Where does the activity belong?</translation>
    </message>
    <message>
        <source>Välj mål eller insats</source>
        <translation>Choose goal or initiative</translation>
    </message>
    <message>
        <source>Hör till</source>
        <translation>Belongs to</translation>
    </message>
    <message>
        <source>Gör till aktivitet</source>
        <translation>Make an activity of it</translation>
    </message>
    <message>
        <source>Välj vilket mål eller vilken insats aktiviteten hör till.</source>
        <translation>Choose which goal or which initiative the activity belongs to.</translation>
    </message>
    <message>
        <source>Punkten har blivit en aktivitet.</source>
        <translation>The item has become an activity.</translation>
    </message>
</context>
<context>
    <name>VisitDialog</name>
    <message>
        <source>Lägg till dialogbesök</source>
        <translation>Add dialogue visit</translation>
    </message>
    <message>
        <source>Vad ska ändras i besöket?</source>
        <translation>What is to be changed in the visit?</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Välj region</source>
        <translation>Choose region</translation>
    </message>
    <message>
        <source>Skriv eller välj verksamhet</source>
        <translation>Write or choose a care unit</translation>
    </message>
    <message>
        <source>Verksamhet</source>
        <translation>Care unit</translation>
    </message>
    <message>
        <source>Flera processer</source>
        <translation>Several processes</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Planerat till</source>
        <translation>Planned for</translation>
    </message>
    <message>
        <source>Hållet den</source>
        <translation>Held on</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Vad som visades</source>
        <translation>What was shown</translation>
    </message>
    <message>
        <source>Anteckning</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Spara besöket</source>
        <translation>Save the visit</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Besöket är flyttat till Papperskorgen.</source>
        <translation>The visit has been moved to the trash.</translation>
    </message>
    <message>
        <source>Välj vilken region verksamheten hör till.</source>
        <translation>Choose which region the care unit belongs to.</translation>
    </message>
    <message>
        <source>Skriv vilken verksamhet besöket gäller.</source>
        <translation>Write which care unit the visit concerns.</translation>
    </message>
    <message>
        <source>Dialogbesöket är tillagt.</source>
        <translation>The dialogue visit has been added.</translation>
    </message>
    <message>
        <source>Besöket är sparat.</source>
        <translation>The visit has been saved.</translation>
    </message>
</context>
<context>
    <name>VisitPointDialog</name>
    <message>
        <source>Vad kom ni överens om?</source>
        <translation>What did you agree on?</translation>
    </message>
    <message>
        <source>Överenskommet vid besöket</source>
        <translation>Agreed at the visit</translation>
    </message>
    <message>
        <source>Spara punkten</source>
        <translation>Save the point</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Punkten är flyttad till Papperskorgen.</source>
        <translation>The item has been moved to the trash.</translation>
    </message>
    <message>
        <source>Skriv vad ni kom överens om.</source>
        <translation>Write what you agreed on.</translation>
    </message>
    <message>
        <source>Punkten är sparad.</source>
        <translation>The item has been saved.</translation>
    </message>
</context>
<context>
    <name>WeighColumn</name>
    <message>
        <source>Uppgifter att väga in</source>
        <translation>Evidence to weigh in</translation>
    </message>
    <message>
        <source>Lägg till</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Lägg till en uppgift att väga in</source>
        <translation>Add evidence to weigh in</translation>
    </message>
    <message>
        <source>Inget är kopplat till punkten. Lägg till siffror, mål i planen, kriterier eller dokument som mötet ska väga in.</source>
        <translation>Nothing is linked to the item. Add figures, goals of the plan, criteria or documents that the meeting is to weigh in.</translation>
    </message>
    <message>
        <source>Datatvivel ({count})</source>
        <translation>Data doubts ({count})</translation>
    </message>
    <message>
        <source>Hänger ihop med</source>
        <translation>Related to</translation>
    </message>
    <message>
        <source>Tidigare i samma fråga</source>
        <translation>Earlier in the same matter</translation>
    </message>
</context>
<context>
    <name>WizardFoot</name>
    <message>
        <source>Avbryt importen</source>
        <translation>Cancel the import</translation>
    </message>
    <message>
        <source>Öppna filen</source>
        <translation>Open the file</translation>
    </message>
    <message>
        <source>Läs filen igen</source>
        <translation>Read the file again</translation>
    </message>
    <message>
        <source>Provkör</source>
        <translation>Dry run</translation>
    </message>
    <message>
        <source>Importera</source>
        <translation>Import</translation>
    </message>
</context>
<context>
    <name>WordList</name>
    <message>
        <source>Ihågkomna ord</source>
        <translation>Remembered words</translation>
    </message>
    <message>
        <source>Inget ord är ihågkommet. När du parar ihop ett värde i en fil kan det kommas ihåg till nästa gång.</source>
        <translation>No word is remembered. When you match a value in a file, it can be remembered until next time.</translation>
    </message>
    <message>
        <source>Glöm ordet</source>
        <translation>Forget the word</translation>
    </message>
    <message>
        <source>Kolumn</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Står i filen</source>
        <translation>In the file</translation>
    </message>
    <message>
        <source>Läses som</source>
        <translation>Read as</translation>
    </message>
    <message>
        <source>Gäller</source>
        <translation>Applies to</translation>
    </message>
    <message>
        <source>Alla filer</source>
        <translation>All files</translation>
    </message>
    <message>
        <source>Välj ett ord i tabellen.</source>
        <translation>Choose a word in the table.</translation>
    </message>
    <message>
        <source>”{word}” är glömt</source>
        <translation>“{word}” has been forgotten</translation>
    </message>
</context>
<context>
    <name>WorkTab</name>
    <message>
        <source>Hinder</source>
        <translation>Obstacles</translation>
    </message>
    <message>
        <source>Ange hinder (valfritt)</source>
        <translation>Record an obstacle (optional)</translation>
    </message>
    <message>
        <source>Kopplingar</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Koppla uppgift att väga in…</source>
        <translation>Link evidence to weigh in…</translation>
    </message>
    <message>
        <source>Aktiviteter</source>
        <translation>Activities</translation>
    </message>
    <message>
        <source>Lägg till aktivitet</source>
        <translation>Add activity</translation>
    </message>
    <message>
        <source>Aktivitet</source>
        <translation>Activity</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Ansvarig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Klar senast</source>
        <translation>Due by</translation>
    </message>
    <message>
        <source>Nästa steg</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>Ingen aktivitet är tillagd.</source>
        <translation>No activity has been added.</translation>
    </message>
    <message>
        <source>Inget hinder är angivet.</source>
        <translation>No obstacle is recorded.</translation>
    </message>
    <message>
        <source>Insatsen är inte kopplad till något.</source>
        <translation>The initiative is not linked to anything.</translation>
    </message>
    <message>
        <source>Koppla till mål eller område…</source>
        <translation>Link to goal or area…</translation>
    </message>
    <message>
        <source>Koppla till förbättringsområde…</source>
        <translation>Link to improvement area…</translation>
    </message>
    <message>
        <source>Hinder utan text</source>
        <translation>Obstacle without words</translation>
    </message>
    <message>
        <source>Kan lösas av: {level}</source>
        <translation>Can be solved by: {level}</translation>
    </message>
    <message>
        <source>Lyft {date}</source>
        <translation>Raised {date}</translation>
    </message>
    <message>
        <source>Ändra…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Lyft till {body}</source>
        <translation>Raise to {body}</translation>
    </message>
    <message>
        <source>Flytta till Papperskorgen</source>
        <translation>Move to trash</translation>
    </message>
    <message>
        <source>Bekräfta</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>Ta bort kopplingen</source>
        <translation>Remove the link</translation>
    </message>
</context>
<context>
    <name>WorkingStrip</name>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Avbryter …</source>
        <translation>Cancelling …</translation>
    </message>
</context>
<context>
    <name>WritingCard</name>
    <message>
        <source>Texter för perioden</source>
        <translation>Texts for the period</translation>
    </message>
    <message>
        <source>Öppna förbättringsområden</source>
        <translation>Open improvement areas</translation>
    </message>
    <message>
        <source>och {count} till</source>
        <translation>and {count} more</translation>
    </message>
</context>
<context>
    <name>YearCard</name>
    <message>
        <source>Föregående år</source>
        <translation>Previous year</translation>
    </message>
    <message>
        <source>Nästa år</source>
        <translation>Next year</translation>
    </message>
    <message>
        <source>Visa hela året</source>
        <translation>Show the whole year</translation>
    </message>
    <message numerus="yes">
        <source>{when}: %n datum</source>
        <translation>
            <numerusform>{when}: %n date</numerusform>
            <numerusform>{when}: %n dates</numerusform>
        </translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Vad</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Gäller</source>
        <translation>About</translation>
    </message>
    <message>
        <source>{what}, har passerat</source>
        <translation>{what}, has passed</translation>
    </message>
</context>
<context>
    <name>YearWheel</name>
    <message numerus="yes">
        <source>%n datum</source>
        <translation>
            <numerusform>%n date</numerusform>
            <numerusform>%n dates</numerusform>
        </translation>
    </message>
    <message>
        <source>Årshjul {year}: {month}, {count} datum</source>
        <translation>Year wheel {year}: {month}, dates: {count}</translation>
    </message>
    <message>
        <source>Årshjul {year}: hela året, {count} datum</source>
        <translation>Year wheel {year}: the whole year, dates: {count}</translation>
    </message>
</context>
<context>
    <name>_Block</name>
    <message>
        <source>Patienter</source>
        <translation>Patients</translation>
    </message>
    <message>
        <source>Ekonomi</source>
        <translation>Economy</translation>
    </message>
    <message>
        <source>Personal</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>Jämlikhet</source>
        <translation>Equity</translation>
    </message>
    <message>
        <source>Alternativ {letter}</source>
        <translation>Alternative {letter}</translation>
    </message>
    <message>
        <source>Ta bort alternativ {letter}</source>
        <translation>Remove alternative {letter}</translation>
    </message>
</context>
<context>
    <name>_EntryPainter</name>
    <message>
        <source>Ångrad</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Namn saknas</source>
        <translation>No name</translation>
    </message>
</context>
<context>
    <name>_Group</name>
    <message>
        <source>Öppna: {open} av {count}</source>
        <translation>Open: {open} of {count}</translation>
    </message>
    <message>
        <source>Visa alla {count}</source>
        <translation>Show all {count}</translation>
    </message>
    <message>
        <source>Visa fler ({count} till)</source>
        <translation>Show more ({count} more)</translation>
    </message>
</context>
<context>
    <name>_Half</name>
    <message>
        <source>Källa…</source>
        <translation>Source…</translation>
    </message>
    <message>
        <source>Visa källan till {title}</source>
        <translation>Show the source of {title}</translation>
    </message>
</context>
<context>
    <name>_LevelField</name>
    <message>
        <source>Målnivå {number}</source>
        <translation>Target level {number}</translation>
    </message>
    <message>
        <source>Eget mål</source>
        <translation>Own target</translation>
    </message>
    <message>
        <source>Ta bort målnivå {number}</source>
        <translation>Remove target level {number}</translation>
    </message>
</context>
<context>
    <name>_LinePainter</name>
    <message>
        <source>själva planen</source>
        <translation>the plan itself</translation>
    </message>
</context>
<context>
    <name>_NavButton</name>
    <message numerus="yes">
        <source>%n väntar</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>alla vårdförlopp</source>
        <translation>all care pathways</translation>
    </message>
    <message>
        <source>alla enheter</source>
        <translation>all units</translation>
    </message>
    <message>
        <source>Eget mål</source>
        <translation>Own target</translation>
    </message>
    <message>
        <source>Skriv datumet som 2026-03-05, eller lämna det tomt.</source>
        <translation>Write the date as 2026-03-05, or leave it empty.</translation>
    </message>
    <message>
        <source>Skriv till exempel 80 eller 0,8.</source>
        <translation>Write for example 80 or 0.8.</translation>
    </message>
    <message>
        <source>Värde</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Namn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Gäller för</source>
        <translation>Applies to</translation>
    </message>
    <message>
        <source>Enhet</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Från och med</source>
        <translation>From and including</translation>
    </message>
    <message>
        <source>Till och med</source>
        <translation>To and including</translation>
    </message>
    <message>
        <source>Målnivå {number}: {what}</source>
        <translation>Target level {number}: {what}</translation>
    </message>
    <message>
        <source>Källa</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Målnivå {number}: källa</source>
        <translation>Target level {number}: source</translation>
    </message>
    <message>
        <source>Ta bort målnivå {number}</source>
        <translation>Remove target level {number}</translation>
    </message>
</context>
<context>
    <name>_SeatLine</name>
    <message>
        <source>Inte angivet</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>Vem ersätter?</source>
        <translation>Who is the substitute?</translation>
    </message>
    <message>
        <source>Ersättare för {seat}</source>
        <translation>Substitute for {seat}</translation>
    </message>
</context>
<context>
    <name>_SectionHead</name>
    <message>
        <source>öppen</source>
        <translation>open</translation>
    </message>
    <message>
        <source>stängd</source>
        <translation>closed</translation>
    </message>
</context>
<context>
    <name>_TargetModel</name>
    <message>
        <source>redan kopplat</source>
        <translation>already linked</translation>
    </message>
</context>
<context>
    <name>_TemplateLine</name>
    <message>
        <source>Rubrik</source>
        <translation>Heading</translation>
    </message>
    <message>
        <source>Föredragande</source>
        <translation>Rapporteur</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>tid</source>
        <translation>time</translation>
    </message>
    <message>
        <source>Rubrik, punkt {number}</source>
        <translation>Heading, item {number}</translation>
    </message>
    <message>
        <source>Slag, punkt {number}</source>
        <translation>Kind, item {number}</translation>
    </message>
    <message>
        <source>Minuter, punkt {number}</source>
        <translation>Minutes, item {number}</translation>
    </message>
    <message>
        <source>Föredragande, punkt {number}</source>
        <translation>Rapporteur, item {number}</translation>
    </message>
    <message>
        <source>Flytta upp punkt {number}</source>
        <translation>Move item {number} up</translation>
    </message>
    <message>
        <source>Flytta ned punkt {number}</source>
        <translation>Move item {number} down</translation>
    </message>
    <message>
        <source>Ta bort punkt {number}</source>
        <translation>Remove item {number}</translation>
    </message>
</context>
<context>
    <name>_Topic</name>
    <message>
        <source>vald</source>
        <translation>chosen</translation>
    </message>
</context>
<context>
    <name>_WizardStep</name>
    <message>
        <source>klart</source>
        <translation>done</translation>
    </message>
    <message>
        <source>du är här</source>
        <translation>you are here</translation>
    </message>
    <message>
        <source>kommer sedan</source>
        <translation>comes later</translation>
    </message>
    <message>
        <source>Steg {number}: {title}, {state}</source>
        <translation>Step {number}: {title}, {state}</translation>
    </message>
</context>
<context>
    <name>pictures</name>
    <message>
        <source>Spara bild</source>
        <translation>Save picture</translation>
    </message>
    <message>
        <source>Bilden är sparad: {name}</source>
        <translation>The picture has been saved: {name}</translation>
    </message>
    <message>
        <source>Spara som Excel</source>
        <translation>Save as Excel</translation>
    </message>
    <message>
        <source>Diagrammet är sparat: {name}</source>
        <translation>The chart has been saved: {name}</translation>
    </message>
</context>
<context>
    <name>printing</name>
    <message>
        <source>Skriv ut diagrammet</source>
        <translation>Print the chart</translation>
    </message>
    <message>
        <source>Diagrammet är skickat till skrivaren.</source>
        <translation>The chart has been sent to the printer.</translation>
    </message>
</context>
</TS>
