#include "keypage.h"

#include "printable.h"

using namespace Qt::StringLiterals;

QString signOf(KeyPlaceLine::Outcome outcome)
{
    switch (outcome) {
    case KeyPlaceLine::Outcome::Used:
        return u"✓"_s;
    case KeyPlaceLine::Outcome::PassedOver:
        return u"–"_s;
    case KeyPlaceLine::Outcome::Failed:
        return u"✗"_s;
    }
    return {};
}

QString keyPageText(const std::vector<KeyAccount> &accounts)
{
    QStringList lines;
    for (const KeyAccount &account : accounts) {
        if (!lines.isEmpty())
            lines << QString();
        lines << account.title;
        for (const KeyFact &fact : account.facts)
            lines << u"  "_s + fact.name + u": "_s + fact.value;
        for (const QString &text : {account.problem, account.whatToDo}) {
            if (!text.isEmpty())
                lines << u"  "_s + text;
        }
        for (const KeyPlaceLine &line : account.places)
            lines << u"  "_s + signOf(line.outcome) + u' ' + line.place + u": "_s + line.reason;
    }
    for (QString &line : lines)
        line = printableLines(line);
    return lines.join(u'\n') + u'\n';
}
