#include "copyfield.h"
#include "placeholder.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

namespace {

using State = Placeholder::State;

constexpr std::array allStates = {State::Loading,         State::NothingYet,  State::NothingMatches,
                                  State::NothingOnServer, State::NoInstances, State::NoCredentials,
                                  State::Failed};

QString headline(const Placeholder &placeholder)
{
    return placeholder.findChild<QLabel *>(u"placeholderHeadline"_s)->text();
}

/// The buttons that are offered, drawn as their names.
QString offered(const Placeholder &placeholder)
{
    QStringList names;
    for (const QString &name : {u"retry"_s, u"clearFilters"_s, u"loadAll"_s, u"tryDemo"_s}) {
        if (!placeholder.findChild<QPushButton *>(name)->isHidden())
            names << name;
    }
    return names.join(u' ');
}

} // namespace

class PlaceholderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasASentenceAndAParagraphOfItsOwn();
    void everyStateOffersWhatHelps_data();
    void everyStateOffersWhatHelps();
    void buttonsAnnounceWhatTheySay();
    void withoutCredentialsItNamesThePlaces();
    void aFailureShowsItsRequestId();
    void theLanguageChangesInEveryState();
    void theSettingsAreOfferedWhereTheyHelp_data();
    void theSettingsAreOfferedWhereTheyHelp();
};

void PlaceholderTest::everyStateHasASentenceAndAParagraphOfItsOwn()
{
    Placeholder placeholder;
    QSet<QString> headlines;
    for (const State state : allStates) {
        placeholder.showState(state);
        QCOMPARE(placeholder.state(), state);
        headlines.insert(headline(placeholder));
        QVERIFY(!placeholder.findChild<QLabel *>(u"placeholderText"_s)->text().isEmpty());
    }
    QCOMPARE(static_cast<std::size_t>(headlines.size()), allStates.size());
}

void PlaceholderTest::everyStateOffersWhatHelps_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("hasMore");
    QTest::addColumn<QString>("buttons");
    const auto row = [](const char *name, State state, const QString &buttons,
                        bool hasMore = true) {
        QTest::newRow(name) << static_cast<int>(state) << hasMore << buttons;
    };
    row("loading", State::Loading, QString());
    row("nothing yet", State::NothingYet, QString());
    row("nothing matches", State::NothingMatches, u"clearFilters loadAll"_s);
    row("nothing matches, all is loaded", State::NothingMatches, u"clearFilters"_s, false);
    row("nothing on the server", State::NothingOnServer, u"clearFilters"_s);
    row("no instances", State::NoInstances, u"retry"_s);
    row("no credentials", State::NoCredentials, u"retry tryDemo"_s);
    row("failed", State::Failed, u"retry"_s);
}

void PlaceholderTest::everyStateOffersWhatHelps()
{
    QFETCH(int, state);
    QFETCH(bool, hasMore);
    QFETCH(QString, buttons);
    Placeholder placeholder;
    placeholder.showState(static_cast<State>(state), hasMore);
    QCOMPARE(offered(placeholder), buttons);
}

void PlaceholderTest::buttonsAnnounceWhatTheySay()
{
    Placeholder placeholder;
    QSignalSpy clear(&placeholder, &Placeholder::clearFiltersRequested);
    QSignalSpy retry(&placeholder, &Placeholder::retryRequested);
    QSignalSpy all(&placeholder, &Placeholder::loadAllRequested);
    QSignalSpy demo(&placeholder, &Placeholder::demoRequested);
    for (const QString &name : {u"retry"_s, u"clearFilters"_s, u"loadAll"_s, u"tryDemo"_s})
        placeholder.findChild<QPushButton *>(name)->click();
    QCOMPARE(clear.size(), 1);
    QCOMPARE(retry.size(), 1);
    QCOMPARE(all.size(), 1);
    QCOMPARE(demo.size(), 1);
}

void PlaceholderTest::withoutCredentialsItNamesThePlaces()
{
    Placeholder placeholder;
    auto *places = placeholder.findChild<QWidget *>(u"placeholderPlaces"_s);
    QVERIFY(places->isHidden());
    placeholder.showState(State::NoCredentials);
    QVERIFY(!places->isHidden());
    QString text;
    for (const QLineEdit *place : places->findChildren<QLineEdit *>())
        text += place->text() + u'\n';
    for (const QString &place :
         {u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s,
          u".aliyun/config.json"_s, u"--demo"_s})
        QVERIFY2(text.contains(place), qPrintable(text));
}

void PlaceholderTest::aFailureShowsItsRequestId()
{
    Placeholder placeholder;
    placeholder.showFailure(State::Failed, {.kind = ApiError::Kind::Permission,
                                            .code = u"FORBIDDEN"_s,
                                            .requestId = u"7640819A-FB5B"_s});
    auto *id = placeholder.findChild<CopyField *>(u"placeholderRequestId"_s);
    QVERIFY(!id->isHidden());
    QCOMPARE(id->text(), u"7640819A-FB5B"_s);
    QVERIFY(placeholder.findChild<QLabel *>(u"placeholderCode"_s)->text().contains(u"FORBIDDEN"_s));
    placeholder.showState(State::Loading);
    QVERIFY(id->isHidden());
}

void PlaceholderTest::theLanguageChangesInEveryState()
{
    Placeholder placeholder;
    QEvent change(QEvent::LanguageChange);
    for (const State state : allStates) {
        placeholder.showFailure(state, {.kind = ApiError::Kind::Network});
        const QString before = headline(placeholder);
        QCoreApplication::sendEvent(&placeholder, &change);
        QCOMPARE(headline(placeholder), before);
    }
}

void PlaceholderTest::theSettingsAreOfferedWhereTheyHelp_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("text");
    QTest::addColumn<SetupField>("field");
    QTest::newRow("no key") << State::NoCredentials << u"Set up…"_s << SetupField::Profiles;
    QTest::newRow("no instance") << State::NoInstances << u"Check the regions…"_s
                                 << SetupField::Regions;
    QTest::newRow("a wrong address")
        << State::Failed << u"Check the endpoint…"_s << SetupField::Endpoint;
    QTest::newRow("loading") << State::Loading << QString() << SetupField::None;
    QTest::newRow("nothing matches") << State::NothingMatches << QString() << SetupField::None;
}

void PlaceholderTest::theSettingsAreOfferedWhereTheyHelp()
{
    QFETCH(State, state);
    QFETCH(QString, text);
    QFETCH(SetupField, field);
    Placeholder placeholder;
    const auto *setup = placeholder.findChild<QPushButton *>(u"placeholderSetup"_s);
    const auto show = [&] {
        if (state == State::Failed)
            placeholder.showFailure(state, {.kind = ApiError::Kind::Configuration,
                                            .code = u"InvalidEndpoint"_s,
                                            .message = u"The endpoint is not an address"_s});
        else
            placeholder.showState(state);
    };
    show();
    QVERIFY(setup->isHidden()); // nobody offers settings
    placeholder.offerSetup();
    QCOMPARE(setup->isHidden(), text.isEmpty());
    QCOMPARE(setup->text(), text);
    const QSignalSpy requested(&placeholder, &Placeholder::setupRequested);
    if (text.isEmpty())
        return;
    placeholder.findChild<QPushButton *>(u"placeholderSetup"_s)->click();
    QCOMPARE(requested.front()[0].value<SetupField>(), field);
    QCOMPARE(requested.front()[1].toString().isEmpty(), state != State::Failed);
}

QTEST_MAIN(PlaceholderTest)
#include "tst_placeholder.moc"
