#include "hastenedclock.h"
#include "language.h"
#include "messagebar.h"
#include "simulateddashboard.h"
#include "tasktableview.h"
#include "theme.h"

#include <QAbstractButton>
#include <QLabel>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString visibleText(const QWidget &widget)
{
    QString text;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&widget))
            text += label->text() + u'\n';
    }
    return text;
}

} // namespace

class TestWindowStates final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutAKeyTheWindowSaysWhereOneIsLookedFor();
    void withoutAKeyTheDemoIsOffered();
    void aWrongSecretIsAnErrorWithCodeAndRequestId();
    void retryLooksTheKeyUpAgain();
    void aBrokenNetworkLeavesTheRows();
    void theWindowRecoversAfterTheNetwork();
    void theErrorBarGoesWhenAllIsWell();
    void theWindowSpeaksChinese();
    void theLanguageChangesUnderARunningWindow();
    void theThemeChangesUnderARunningWindow();
    void theSmallestWindowShowsTheTable();
};

void TestWindowStates::withoutAKeyTheWindowSaysWhereOneIsLookedFor()
{
    HastenedClock clock;
    Dashboard dashboard(clock, {});
    dashboard.window().show();
    dashboard.connectTo(
        tl::unexpected(ApiError{.kind = ApiError::Kind::Credential, .code = u"NoCredentials"_s}),
        {QString()});
    QTRY_COMPARE(dashboard.window().placeholder().state(), Placeholder::State::NoCredentials);
    const QString text = visibleText(dashboard.window().placeholder());
    QVERIFY2(text.contains(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s) ||
                 dashboard.window()
                     .placeholder()
                     .findChild<QWidget *>(u"placeholderPlaces"_s)
                     ->isVisible(),
             qPrintable(text));
    QVERIFY(!dashboard.window().messageBar().isVisible());
}

void TestWindowStates::withoutAKeyTheDemoIsOffered()
{
    HastenedClock clock;
    Dashboard dashboard(clock, {});
    dashboard.window().show();
    QSignalSpy demo(&dashboard, &Dashboard::demoRequested);
    dashboard.connectTo(
        tl::unexpected(ApiError{.kind = ApiError::Kind::Credential, .code = u"NoCredentials"_s}),
        {QString()});
    QTRY_COMPARE(dashboard.window().placeholder().state(), Placeholder::State::NoCredentials);
    auto *button = dashboard.window().placeholder().findChild<QAbstractButton *>(u"tryDemo"_s);
    QVERIFY(button && button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(demo.size(), 1);
}

void TestWindowStates::aWrongSecretIsAnErrorWithCodeAndRequestId()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.useWrongSecret();
    QVERIFY(program.settle());
    QTRY_VERIFY(program.window().messageBar().isVisible());
    QVERIFY(program.text(u"errorTechnical"_s).contains(u"SignatureDoesNotMatch"_s));
    QVERIFY(program.text(u"errorTechnical"_s).contains(u'-')); // the request id
    QVERIFY(program.model().rowCount() > 0);                   // what was loaded stays
}

void TestWindowStates::retryLooksTheKeyUpAgain()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.useWrongSecret();
    QTRY_VERIFY(program.window().messageBar().isVisible());
    QSignalSpy reconnect(&program.dashboard(), &Dashboard::reconnectRequested);
    QTest::mouseClick(program.window().messageBar().findChild<QAbstractButton *>(u"retryError"_s),
                      Qt::LeftButton);
    QCOMPARE(reconnect.size(), 1);
    program.connectAnew();
    QVERIFY(program.settle());
    QTRY_VERIFY(!program.window().messageBar().isVisible());
}

void TestWindowStates::aBrokenNetworkLeavesTheRows()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const int rows = program.model().rowCount();
    program.breakNetwork();
    program.trigger(u"actionRefresh"_s);
    QTRY_VERIFY(program.window().messageBar().isVisible());
    QCOMPARE(program.model().rowCount(), rows);
    QVERIFY(program.table().isVisible());
    // What they add up to is not told as if it were so now.
    QTRY_COMPARE(program.text(u"healthWord"_s), u"Not reachable"_s);
    QVERIFY(program.text(u"healthNote"_s).contains(u" as of "_s));
}

void TestWindowStates::theWindowRecoversAfterTheNetwork()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.breakNetwork();
    const QString health = program.text(u"healthWord"_s);
    program.trigger(u"actionRefresh"_s);
    QTRY_VERIFY(program.window().messageBar().isVisible());
    QTRY_VERIFY(program.text(u"healthWord"_s) != health);
    // Until all instances failed: one that fails after the retry brings the error back.
    QTRY_VERIFY(program.part<QWidget>(u"refreshButton"_s).accessibleDescription().isEmpty());
    program.mendNetwork();
    QTest::mouseClick(program.window().messageBar().findChild<QAbstractButton *>(u"retryError"_s),
                      Qt::LeftButton);
    QTRY_VERIFY(!program.window().messageBar().isVisible());
    QTRY_COMPARE(program.text(u"healthWord"_s), health);
    QVERIFY(!program.part<QWidget>(u"healthNote"_s).isVisible());
}

void TestWindowStates::theErrorBarGoesWhenAllIsWell()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QVERIFY(!program.window().messageBar().isVisible());
}

void TestWindowStates::theWindowSpeaksChinese()
{
    Language language;
    language.use(u"zh_CN"_s);
    SimulatedDashboard program;
    QVERIFY(program.settle());
    QCOMPARE(program.model()
                 .headerData(static_cast<int>(SyncTaskTableModel::Column::Status), Qt::Horizontal)
                 .toString(),
             u"状态"_s);
    QVERIFY(program.part<QAbstractButton>(u"statusERROR"_s).accessibleName().contains(u"失败"_s));
    language.use(u"en"_s);
}

void TestWindowStates::theLanguageChangesUnderARunningWindow()
{
    Language language;
    language.use(u"en"_s);
    SimulatedDashboard program;
    connect(&program.dashboard(), &Dashboard::languageChosen, &language, &Language::use);
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"is:borken"_s);
    QVERIFY(program.text(u"queryMistake"_s).contains(u"still shown"_s));
    program.trigger(u"actionLanguage_zh_CN"_s);
    QTRY_VERIFY(program.text(u"queryMistake"_s).contains(u"仍显示"_s));
    program.type(u"filterText"_s, QString());
    QTRY_VERIFY(
        program.part<QAbstractButton>(u"statusERROR"_s).accessibleName().contains(u"失败"_s));
    QCOMPARE(program.model().index(program.choose(SyncTaskStatus::Error), 0).data().toString(),
             u"失败"_s);
    QCOMPARE(program.dashboard().settings().language, u"zh_CN"_s);
    program.trigger(u"actionLanguage_en"_s);
    QTRY_VERIFY(
        program.part<QAbstractButton>(u"statusERROR"_s).accessibleName().contains(u"Failed"_s));
}

void TestWindowStates::theThemeChangesUnderARunningWindow()
{
    SimulatedDashboard program;
    connect(&program.dashboard(), &Dashboard::themeChosen, this,
            [](ThemeChoice theme) { applyTheme(*qApp, theme); });
    QVERIFY(program.settle());
    program.trigger(u"actionTheme2"_s);
    QTRY_VERIFY(themeColors(program.window().palette()).dark);
    const QColor corner = program.window().grab().toImage().pixelColor(3, 3);
    QVERIFY2(corner.lightness() < 80, qPrintable(corner.name()));
    program.trigger(u"actionTheme1"_s);
    QTRY_VERIFY(!themeColors(program.window().palette()).dark);
}

void TestWindowStates::theSmallestWindowShowsTheTable()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.window().resize(program.window().minimumSizeHint());
    QVERIFY(program.window().width() <= 1024);
    QTRY_VERIFY(program.table().viewport()->width() > 500);
    QVERIFY(program.table().viewport()->height() > 60);
}

QTEST_MAIN(TestWindowStates)
#include "tst_window_states.moc"
