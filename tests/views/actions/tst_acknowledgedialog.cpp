#include "acknowledgedialog.h"
#include "teamnote.h"
#include "windowpart.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// Its fields and buttons are driven as a person does.
class TestAcknowledgeDialog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itAsksWithTheNameOfTheLastTime()
    {
        AcknowledgeDialog dialog(3, u"Ada"_s);
        const QSignalSpy confirmed(&dialog, &AcknowledgeDialog::confirmed);
        show(dialog);
        QCOMPARE(line(dialog, u"acknowledgeName"_s).text(), u"Ada"_s);
        QVERIFY(part<QLabel>(dialog, u"acknowledgeWhat"_s).text().contains(u"3 failed"_s));
        line(dialog, u"acknowledgeReason"_s).setText(u" I ask the network team  "_s);
        ok(dialog).click();
        QCOMPARE(confirmed.size(), 1);
        QCOMPARE(confirmed[0], (QVariantList{u"Ada"_s, u"I ask the network team"_s}));
        QVERIFY(dialog.isVisible()); // until it is written
    }

    void whatCannotBeWrittenIsSaid_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("tasks");
        QTest::addColumn<QString>("said");
        QTest::newRow("no name") << QString() << QString() << 1 << u"your name"_s;
        QTest::newRow("blank name") << u"   "_s << QString() << 1 << u"your name"_s;
        QTest::newRow("long name")
            << QString(TeamNote::longestName + 1, u'n') << QString() << 1 << u"100"_s;
        QTest::newRow("hidden name") << u"A\u202Eda"_s << QString() << 1 << u"name anew"_s;
        QTest::newRow("long reason")
            << u"Ada"_s << QString(TeamNote::longestReason + 1, u'r') << 1 << u"200"_s;
        QTest::newRow("hidden reason") << u"Ada"_s << u"one\u0007"_s << 1 << u"reason anew"_s;
        QTest::newRow("too many") << u"Ada"_s << QString() << 2'001 << u"2,000"_s;
    }

    void whatCannotBeWrittenIsSaid()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, reason);
        QFETCH(const int, tasks);
        QFETCH(const QString, said);
        AcknowledgeDialog dialog(tasks, name);
        const QSignalSpy confirmed(&dialog, &AcknowledgeDialog::confirmed);
        show(dialog);
        line(dialog, u"acknowledgeReason"_s).setText(reason);
        ok(dialog).click();
        QVERIFY(confirmed.isEmpty());
        const QString problem = part<QLabel>(dialog, u"acknowledgeProblem"_s).text();
        QVERIFY2(problem.contains(said), qPrintable(problem));
        QVERIFY(dialog.isVisible());
    }

    void whileItIsWrittenNothingIsTyped()
    {
        AcknowledgeDialog dialog(1, u"Ada"_s);
        const QSignalSpy confirmed(&dialog, &AcknowledgeDialog::confirmed);
        show(dialog);
        line(dialog, u"acknowledgeReason"_s).setText(u"mine"_s);
        dialog.showWriting();
        QVERIFY(!ok(dialog).isEnabled());
        QVERIFY(line(dialog, u"acknowledgeReason"_s).isReadOnly());
        QTest::keyClick(&line(dialog, u"acknowledgeReason"_s), Qt::Key_Return);
        QVERIFY(confirmed.isEmpty());

        dialog.showProblem(u"The database is away."_s);
        QVERIFY(ok(dialog).isEnabled());
        QCOMPARE(line(dialog, u"acknowledgeReason"_s).text(), u"mine"_s);
        QVERIFY(part<QLabel>(dialog, u"acknowledgeProblem"_s).isVisible());
        ok(dialog).click();
        QCOMPARE(confirmed.size(), 1);
    }

private:
    template<typename Part>
    static Part &part(QWidget &dialog, const QString &name)
    {
        return windowPart<Part>(dialog, name);
    }
    static QLineEdit &line(QWidget &dialog, const QString &name)
    {
        return part<QLineEdit>(dialog, name);
    }
    static QPushButton &ok(QWidget &dialog)
    {
        return part<QPushButton>(dialog, u"acknowledgeOk"_s);
    }
    static void show(QWidget &dialog)
    {
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    }
};

QTEST_MAIN(TestAcknowledgeDialog)
#include "tst_acknowledgedialog.moc"
