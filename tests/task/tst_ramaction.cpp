#include "ramaction.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString documentNamed(const QString &name)
{
    QFile file(QStringLiteral(FIXTURES_DIR "/../../") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QSet<QString> actionsIn(const QString &text)
{
    static const QRegularExpression action(u"cr:[A-Za-z]+"_s);
    QSet<QString> found;
    for (auto match = action.globalMatch(text); match.hasNext();)
        found << match.next().captured();
    return found;
}

/// The rows "| `Operation` | `cr:Action` | ... |" of SECURITY.md.
QMap<QString, QString> tableOfSecurity()
{
    static const QRegularExpression row(u"^\\| `([A-Za-z]+)` \\| `(cr:[A-Za-z]+)` \\|"_s,
                                        QRegularExpression::MultilineOption);
    QMap<QString, QString> table;
    for (auto match = row.globalMatch(documentNamed(u"SECURITY.md"_s)); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        table.insert(found.captured(1), found.captured(2));
    }
    return table;
}

/// What the table says of an operation that nothing in the program asks for.
bool isAsked(const Operation &operation)
{
    const QString row = u"| `"_s + apiNameOf(operation) + u"` | `"_s + ramActionOf(operation) +
                        u"` | not asked for yet |"_s;
    return !documentNamed(u"SECURITY.md"_s).contains(row);
}

QString between(const QString &text, const QString &begin, const QString &end)
{
    const qsizetype from = text.indexOf(begin);
    return from < 0 ? QString() : text.mid(from, text.indexOf(end, from) - from);
}

} // namespace

/// The permissions that the documents name are those of what the program calls.
class TestRamAction final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTableOfSecurityHasEveryOperation();
    void thePolicyForReadingAllowsNoChange();
    void theReadmeNamesEveryPermission();
};

void TestRamAction::theTableOfSecurityHasEveryOperation()
{
    QMap<QString, QString> called;
    for (const Operation &operation : everyOperation())
        called.insert(apiNameOf(operation), ramActionOf(operation));
    for (auto entry = called.cbegin(); entry != called.cend(); ++entry)
        QCOMPARE(ramActionOf(entry.key()), entry.value());
    QVERIFY(ramActionOf(u"AssumeRole").isEmpty());
    QCOMPARE(called.size(), static_cast<qsizetype>(std::variant_size_v<Operation>));
    QCOMPARE(tableOfSecurity(), called);
}

void TestRamAction::thePolicyForReadingAllowsNoChange()
{
    QSet<QString> reads;
    for (const Operation &operation : everyOperation()) {
        if (!isWrite(operation) && isAsked(operation))
            reads << ramActionOf(operation);
    }
    const QString security = documentNamed(u"SECURITY.md"_s);
    QCOMPARE(actionsIn(between(security, u"{\"Version\""_s, u"]}]}"_s)), reads);
}

void TestRamAction::theReadmeNamesEveryPermission()
{
    QSet<QString> called;
    for (const Operation &operation : everyOperation()) {
        if (isAsked(operation))
            called << ramActionOf(operation);
    }
    QCOMPARE(actionsIn(documentNamed(u"README.md"_s)), called);
}

QTEST_GUILESS_MAIN(TestRamAction)
#include "tst_ramaction.moc"
