#include "messagebar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace {

QDateTime noon()
{
    return {QDate(2026, 11, 24), QTime(12, 0), Qt::UTC};
}

ApiError forbidden()
{
    return {.kind = ApiError::Kind::Permission,
            .code = u"FORBIDDEN.RAM"_s,
            .requestId = u"7640819A-FB5B"_s,
            .httpStatus = 403,
            .operation = u"ListRepoSyncTask"_s};
}

} // namespace

class MessageBarTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itTakesNoSpaceWhileThereIsNothingToSay();
    void itSaysWhatHappenedWithCodeAndRequestId();
    void itSaysWhenItTriesAgain();
    void retryAndCopyDoTheirWork();
    void aClosedErrorStaysClosedUntilAnotherComes();
    void itSaysWhichProfileFailsAndWhichOthersDo();
    void itLeadsToTheFieldThatMendsIt();
    void theNewestNoticeShowsFirst();
    void anAnswerWaitsBehindNoError();
    void aSelectionOutlivesTheCountdown();
    void theLanguageChangesWhileItIsShown();
};

void MessageBarTest::itTakesNoSpaceWhileThereIsNothingToSay()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.showError(forbidden(), {}, noon());
    QVERIFY(!bar.isHidden());
    bar.clear();
    QVERIFY(bar.isHidden());
}

void MessageBarTest::itSaysWhatHappenedWithCodeAndRequestId()
{
    MessageBar bar;
    bar.showError(forbidden(), {}, noon());
    QVERIFY(!bar.findChild<QTextEdit *>(u"errorHappened"_s)->toPlainText().isEmpty());
    const QString technical = bar.findChild<QTextEdit *>(u"errorTechnical"_s)->toPlainText();
    QVERIFY2(technical.contains(u"FORBIDDEN.RAM"_s), qPrintable(technical));
    QVERIFY2(technical.contains(u"7640819A-FB5B"_s), qPrintable(technical));
}

void MessageBarTest::itSaysWhenItTriesAgain()
{
    MessageBar bar;
    auto *nextTry = bar.findChild<QLabel *>(u"errorNextTry"_s);
    bar.showError(forbidden(), noon().addSecs(8), noon());
    QVERIFY(!nextTry->isHidden());
    QVERIFY2(nextTry->text().contains(u"8 s"_s), qPrintable(nextTry->text()));
    bar.showError(forbidden(), {}, noon());
    QVERIFY(nextTry->isHidden());
}

void MessageBarTest::retryAndCopyDoTheirWork()
{
    MessageBar bar;
    bar.showError(forbidden(), {}, noon());
    QSignalSpy retry(&bar, &MessageBar::retryRequested);
    QTest::mouseClick(bar.findChild<QPushButton *>(u"retryError"_s), Qt::LeftButton);
    QCOMPARE(retry.size(), 1);
    bar.findChild<QPushButton *>(u"copyError"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), technicalLine(forbidden()));
}

void MessageBarTest::aClosedErrorStaysClosedUntilAnotherComes()
{
    MessageBar bar;
    bar.showError(forbidden(), {}, noon());
    bar.findChild<QPushButton *>(u"closeError"_s)->click();
    QVERIFY(bar.isHidden());
    ApiError again = forbidden();
    again.requestId = u"another try"_s;
    bar.showError(again, {}, noon().addSecs(10));
    QVERIFY(bar.isHidden());
    bar.showError({.kind = ApiError::Kind::Network}, {}, noon().addSecs(20));
    QVERIFY(!bar.isHidden());
    bar.showError(forbidden(), {}, noon().addSecs(30));
    QVERIFY(!bar.isHidden());

    bar.findChild<QPushButton *>(u"closeError"_s)->click();
    bar.clear(); // it went well meanwhile
    bar.showError(forbidden(), {}, noon().addSecs(90));
    QVERIFY(!bar.isHidden());
}

void MessageBarTest::itSaysWhichProfileFailsAndWhichOthersDo()
{
    MessageBar bar;
    const auto said = [&bar](const QString &part) {
        return bar.findChild<QTextEdit *>(part)->toPlainText();
    };
    ApiError error = forbidden();
    error.account = u"prod"_s;
    bar.showError(error, {}, noon(), {u"test"_s, u"mirror"_s});
    QVERIFY2(said(u"errorHappened"_s).contains(u"prod"_s), qPrintable(said(u"errorHappened"_s)));
    QVERIFY2(said(u"errorWhatToDo"_s).endsWith(u"Others fail too: test, mirror."_s),
             qPrintable(said(u"errorWhatToDo"_s)));
    // Closed, it comes back for another profile's.
    QTest::mouseClick(bar.findChild<QPushButton *>(u"closeError"_s), Qt::LeftButton);
    QVERIFY(bar.isHidden());
    error.account = u"test"_s;
    bar.showError(error, {}, noon());
    QVERIFY(!bar.isHidden());
}

void MessageBarTest::theNewestNoticeShowsFirst()
{
    MessageBar bar;
    const auto said = [&bar] {
        return bar.findChild<QTextEdit *>(u"errorHappened"_s)->toPlainText();
    };
    const auto *more = bar.findChild<QLabel *>(u"errorNextTry"_s);
    bar.showNotice({.happened = u"One."_s}, {});
    QVERIFY(more->isHidden());
    bar.showNotice({.happened = u"Two."_s}, {});
    QCOMPARE(said(), u"Two."_s);
    QVERIFY(!more->isHidden());
    QVERIFY2(more->text().startsWith(u'1'), qPrintable(more->text()));
    bar.showNotice({.happened = u"One."_s}, {}); // is known, and is news again
    QCOMPARE(said(), u"One."_s);
    QTest::mouseClick(bar.findChild<QPushButton *>(u"closeError"_s), Qt::LeftButton);
    QVERIFY(!bar.isHidden());
    QCOMPARE(said(), u"Two."_s);
    QVERIFY(more->isHidden());
    QTest::mouseClick(bar.findChild<QPushButton *>(u"closeError"_s), Qt::LeftButton);
    QVERIFY(bar.isHidden());
}

void MessageBarTest::anAnswerWaitsBehindNoError()
{
    MessageBar bar;
    const auto said = [&bar] {
        return bar.findChild<QTextEdit *>(u"errorHappened"_s)->toPlainText();
    };
    const auto close = [&bar] {
        QTest::mouseClick(bar.findChild<QPushButton *>(u"closeError"_s), Qt::LeftButton);
    };
    auto *retry = bar.findChild<QPushButton *>(u"retryError"_s);
    bar.showError(forbidden(), {}, noon());
    const QString error = said();
    bar.showNotice({.happened = u"A state."_s}, {});
    QCOMPARE(said(), error);
    bar.showAnswer({.happened = u"An answer."_s}, {});
    QCOMPARE(said(), u"An answer."_s);
    QVERIFY(retry->isHidden());
    bar.showError(forbidden(), {}, noon().addSecs(1)); // it fails on
    QCOMPARE(said(), u"An answer."_s);
    close();
    QCOMPARE(said(), error);
    QVERIFY(!retry->isHidden());
    close();
    QCOMPARE(said(), u"A state."_s); // which waited behind the error alone
    close();
    QVERIFY(bar.isHidden());
}

void MessageBarTest::aSelectionOutlivesTheCountdown()
{
    MessageBar bar;
    bar.showError(forbidden(), noon().addSecs(8), noon());
    auto *technical = bar.findChild<QTextEdit *>(u"errorTechnical"_s);
    technical->selectAll();
    bar.showError(forbidden(), noon().addSecs(8), noon().addSecs(1));
    QVERIFY(technical->textCursor().hasSelection());
}

void MessageBarTest::theLanguageChangesWhileItIsShown()
{
    MessageBar bar;
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(&bar, &change);
    bar.showError(forbidden(), {}, noon());
    QCoreApplication::sendEvent(&bar, &change);
    QVERIFY(!bar.findChild<QTextEdit *>(u"errorHappened"_s)->toPlainText().isEmpty());
}

void MessageBarTest::itLeadsToTheFieldThatMendsIt()
{
    MessageBar bar;
    const ApiError refused{.kind = ApiError::Kind::Network,
                           .code = u"ConnectionRefused"_s,
                           .host = u"registry.example"_s};
    bar.showError(refused, {}, noon());
    auto *link = bar.findChild<QPushButton *>(u"errorSetup"_s);
    QVERIFY(link->isHidden()); // nobody offers settings
    bar.offerSetup();
    QVERIFY(!link->isHidden());
    QCOMPARE(link->text(), u"Check the endpoint…"_s);
    const QSignalSpy requested(&bar, &MessageBar::setupRequested);
    link->click();
    QCOMPARE(requested.front()[0].value<SetupField>(), SetupField::Endpoint);
    QVERIFY(requested.front()[1].toString().contains(u"registry.example"_s)); // who was asked
    bar.showError(forbidden(), {}, noon());
    QVERIFY(link->isHidden());
    bar.showNotice({.happened = u"x"_s}, {});
    bar.clear();
    QVERIFY(link->isHidden());
}

QTEST_MAIN(MessageBarTest)
#include "tst_messagebar.moc"
