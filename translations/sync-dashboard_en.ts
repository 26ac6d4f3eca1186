<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DisplayWords</name>
    <message numerus="yes">
        <source>%Ln task(s) created between %1 and %2. %3.</source>
        <extracomment>%1 and %2 are times, %3 a list such as &quot;Failed: 37, Done: 1,200&quot;.</extracomment>
        <translation>
            <numerusform>%Ln task created between %1 and %2. %3.</numerusform>
            <numerusform>%Ln tasks created between %1 and %2. %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterPane</name>
    <message numerus="yes">
        <source>In all %Ln task(s)</source>
        <translation>
            <numerusform>In the %Ln task</numerusform>
            <numerusform>In all %Ln tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the %Ln loaded task(s) of %1</source>
        <extracomment>%Ln tasks are loaded of %1 that there are</extracomment>
        <translation>
            <numerusform>In the %Ln loaded task of %1</numerusform>
            <numerusform>In the %Ln loaded tasks of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the %Ln loaded task(s)</source>
        <translation>
            <numerusform>In the %Ln loaded task</numerusform>
            <numerusform>In the %Ln loaded tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FootBar</name>
    <message numerus="yes">
        <source>%Ln shown</source>
        <translation>
            <numerusform>%Ln shown</numerusform>
            <numerusform>%Ln shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln tasks loaded</source>
        <translation>
            <numerusform>%Ln task, all loaded</numerusform>
            <numerusform>All %Ln tasks loaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tasks loaded</source>
        <translation>
            <numerusform>%Ln task loaded</numerusform>
            <numerusform>%Ln tasks loaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln tasks loaded</source>
        <translation>
            <numerusform>%1 of %Ln task loaded</numerusform>
            <numerusform>%1 of %Ln tasks loaded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewRowsChip</name>
    <message numerus="yes">
        <source>%Ln new ↑</source>
        <extracomment>on a button that scrolls up to tasks that have just come in</extracomment>
        <translation>
            <numerusform>%Ln new ↑</numerusform>
            <numerusform>%Ln new ↑</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewPresenter</name>
    <message numerus="yes">
        <source>of the %Ln loaded task(s)</source>
        <translation>
            <numerusform>of the %Ln loaded task</numerusform>
            <numerusform>of the %Ln loaded tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskRowMenu</name>
    <message numerus="yes">
        <source>Copy %Ln row(s)</source>
        <translation>
            <numerusform>Copy %Ln row</numerusform>
            <numerusform>Copy %Ln rows</numerusform>
        </translation>
    </message>
</context>
</TS>
