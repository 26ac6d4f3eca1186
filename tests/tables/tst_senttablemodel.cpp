#include "manualclock.h"
#include "senttablemodel.h"

#include <QCoreApplication>
#include <QPersistentModelIndex>
#include <QTest>
#include <QTranslator>

#include <vector>

using namespace Qt::StringLiterals;

class TestSentTableModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasItsWordInTheExport();
    void everyOutcomeHasItsWordInTheExport();
    void everyProgressHasItsWordInTheExport();
    void theSubjectIsTheImageOrTheRule_data();
    void theSubjectIsTheImageOrTheRule();
    void anotherLanguageHasAnotherOrder();
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

/// A language in which what is cancelled comes behind what is retried.
class OtherOrder final : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char * /*context*/, const char *source,
                                    const char * /*comment*/, int /*count*/) const override
    {
        return qstrcmp(source, "Cancel") == 0 ? u"Void"_s : QString();
    }
};

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

void TestSentTableModel::theSubjectIsTheImageOrTheRule_data()
{
    QTest::addColumn<SentKind>("kind");
    QTest::addColumn<QString>("ruleName");
    QTest::addColumn<QString>("subject");
    QTest::newRow("retry") << SentKind::Retry << u"web-eu"_s << u"team/app:1"_s;
    QTest::newRow("cancel") << SentKind::Cancel << u"web-eu"_s << u"team/app:1"_s;
    QTest::newRow("copy") << SentKind::Copy << u"web-eu"_s << u"team/app:1"_s;
    QTest::newRow("rule that was made") << SentKind::CreateRule << u"web-eu"_s << u"web-eu"_s;
    QTest::newRow("deleted rule") << SentKind::DeleteRule << u"web-eu"_s << u"web-eu"_s;
    QTest::newRow("deleted rule without a name")
        << SentKind::DeleteRule << QString() << u"crsr-1"_s;
}

void TestSentTableModel::theSubjectIsTheImageOrTheRule()
{
    QFETCH(const SentKind, kind);
    QFETCH(const QString, ruleName);
    const ManualClock clock;
    SentTableModel model(clock);
    model.showActions({SentRow{
        {.kind = kind,
         .imageFrom = {.repoNamespaceName = u"team"_s, .repoName = u"app"_s, .imageTag = u"1"_s},
         .ruleId = u"crsr-1"_s,
         .ruleName = ruleName}}});
    QTEST(model.index(0, static_cast<int>(SentColumn::Subject)).data().toString(), "subject");
}

void TestSentTableModel::anotherLanguageHasAnotherOrder()
{
    const ManualClock clock;
    SentTableModel model(clock);
    model.showActions({SentRow{{.id = u"1"_s, .kind = SentKind::Cancel}},
                       SentRow{{.id = u"2"_s, .kind = SentKind::Retry}}});
    const int column = static_cast<int>(SentColumn::What);
    model.sort(column);
    const auto shown = [&model] {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts << model.index(row, column).data().toString();
        return texts;
    };
    QCOMPARE(shown(), (QStringList{u"Cancel"_s, u"Retry"_s}));
    const QPersistentModelIndex cancelled(model.index(0, column));

    OtherOrder other;
    QCoreApplication::installTranslator(&other);
    model.retranslate();
    QCOMPARE(shown(), (QStringList{u"Retry"_s, u"Void"_s}));
    QCOMPARE(cancelled.row(), 1); // the row that was chosen is still the same action
    QCoreApplication::removeTranslator(&other);
    model.retranslate();
    QCOMPARE(shown(), (QStringList{u"Cancel"_s, u"Retry"_s}));
}

QTEST_GUILESS_MAIN(TestSentTableModel)
#include "tst_senttablemodel.moc"
