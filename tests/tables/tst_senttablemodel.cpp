#include "manualclock.h"
#include "senttablemodel.h"

#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;

class TestSentTableModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasItsWordInTheExport();
    void everyOutcomeHasItsWordInTheExport();
    void everyProgressHasItsWordInTheExport();
};

namespace {

/// What the export says of \p action in the column \p name.
QString exported(const SentAction &action, const QString &name)
{
    const ManualClock clock;
    SentTableModel model(clock);
    model.showActions({SentRow{action}});
    const QStringList lines = model.csv().split(u"\r\n"_s);
    return lines.value(1).split(u',').value(lines.first().split(u',').indexOf(name));
}

} // namespace

void TestSentTableModel::everyKindHasItsWordInTheExport()
{
    const auto word = [](SentKind kind) { return exported({.kind = kind}, u"kind"_s); };
    QCOMPARE(word(SentKind::Retry), u"retry"_s);
    QCOMPARE(word(SentKind::Cancel), u"cancel"_s);
    QCOMPARE(word(SentKind::Copy), u"copy"_s);
    QCOMPARE(word(SentKind::CreateRule), u"create-rule"_s);
    QCOMPARE(word(SentKind::DeleteRule), u"delete-rule"_s);
}

void TestSentTableModel::everyOutcomeHasItsWordInTheExport()
{
    const auto word = [](SentOutcome outcome) {
        return exported({.outcome = outcome}, u"outcome"_s);
    };
    QCOMPARE(word(SentOutcome::Sending), u"sending"_s);
    QCOMPARE(word(SentOutcome::Accepted), u"accepted"_s);
    QCOMPARE(word(SentOutcome::Refused), u"refused"_s);
    QCOMPARE(word(SentOutcome::InDoubt), u"in-doubt"_s);
    QCOMPARE(word(SentOutcome::NotKnown), u"not-known"_s);
}

void TestSentTableModel::everyProgressHasItsWordInTheExport()
{
    const auto word = [](SentProgress progress) {
        return exported({.progress = progress}, u"progress"_s);
    };
    QCOMPARE(word(SentProgress::None), QString());
    QCOMPARE(word(SentProgress::Awaited), u"not-listed"_s);
    QCOMPARE(word(SentProgress::Waiting), u"waiting"_s);
    QCOMPARE(word(SentProgress::Underway), u"running"_s);
    QCOMPARE(word(SentProgress::Done), u"done"_s);
    QCOMPARE(word(SentProgress::Failed), u"failed"_s);
    QCOMPARE(word(SentProgress::Cancelled), u"cancelled"_s);
    QCOMPARE(word(SentProgress::NotKnown), u"not-known"_s);
}

QTEST_GUILESS_MAIN(TestSentTableModel)
#include "tst_senttablemodel.moc"
