#include "language.h"

#include <QGuiApplication>
#include <QTest>

using namespace Qt::StringLiterals;

class TestLanguage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLocaleIsThatOfTheLanguageShown_data();
    void theLocaleIsThatOfTheLanguageShown();
    void noLanguageBringsOtherDigitsOrAnotherDirection();
    void qtsOwnTextsFollow();
};

void TestLanguage::theLocaleIsThatOfTheLanguageShown_data()
{
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("wanted"); // as QLocale::uiLanguages() gives them
    QTest::addColumn<QString>("locale");
    const auto row = [](const char *name, const QString &wanted, const QString &locale) {
        QTest::newRow(name) << QString() << wanted << locale;
    };
    row("C", u"C"_s, u"en_US"_s);
    row("en_US", u"en-US en-Latn-US en"_s, u"en_US"_s);
    row("en_GB", u"en-GB en-Latn-GB"_s, u"en_GB"_s);
    row("ar_EG", u"ar-EG ar-Arab-EG ar"_s, u"en_US"_s);
    row("fa_IR", u"fa-IR fa-Arab-IR fa"_s, u"en_US"_s);
    row("mr_IN", u"mr-IN mr-Deva-IN mr"_s, u"en_US"_s);
    row("de_DE", u"de-DE de-Latn-DE de"_s, u"en_US"_s);
    row("zh_CN", u"zh-CN zh-Hans-CN zh"_s, u"zh_CN"_s);
    row("zh_SG", u"zh-SG zh-Hans-SG"_s, u"zh_SG"_s);
    row("zh_MY", u"zh zh-Hans-CN zh-CN zh-MY"_s, u"zh_CN"_s);
    row("zh_Hans", u"zh-Hans zh-Hans-CN zh-CN zh"_s, u"zh_CN"_s);
    row("zh", u"zh zh-Hans-CN zh-CN"_s, u"zh_CN"_s);
    row("zh_TW", u"zh-TW zh-Hant-TW"_s, u"zh_CN"_s);
    row("zh_HK", u"zh-HK zh-Hant-HK"_s, u"zh_CN"_s);
    row("nothing", QString(), u"en_US"_s);
    row("LANGUAGE=zh_TW:en", u"zh-TW zh-Hant-TW en en-Latn-US en-US"_s, u"en_US"_s);
    row("LANGUAGE=zh_TW:de", u"zh-TW zh-Hant-TW de de-Latn-DE de-DE"_s, u"zh_CN"_s);
    row("LANGUAGE=de:zh_CN", u"de de-Latn-DE de-DE zh-CN zh-Hans-CN zh"_s, u"zh_CN"_s);
    row("LANGUAGE=ar:en_GB", u"ar ar-Arab-EG ar-EG en-GB en-Latn-GB"_s, u"en_GB"_s);
    QTest::newRow("English is chosen") << u"en"_s << u"ar-EG ar-Arab-EG ar"_s << u"en_US"_s;
    QTest::newRow("Chinese is chosen") << u"zh_CN"_s << u"ar-EG ar-Arab-EG ar"_s << u"zh_CN"_s;
}

void TestLanguage::theLocaleIsThatOfTheLanguageShown()
{
    QFETCH(QString, chosen);
    QFETCH(QString, wanted);
    QFETCH(QString, locale);
    QCOMPARE(Language::shown(chosen, wanted.split(u' ', Qt::SkipEmptyParts)).name(), locale);
}

void TestLanguage::noLanguageBringsOtherDigitsOrAnotherDirection()
{
    const QList<QLocale> all =
        QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyTerritory);
    QCOMPARE_GT(all.size(), 500);
    for (const QLocale &system : all) {
        const QLocale locale = Language::shown({}, {system.bcp47Name()});
        QCOMPARE(locale.zeroDigit(), u"0"_s);
        QCOMPARE(locale.textDirection(), Qt::LeftToRight);
        QVERIFY(locale.language() == QLocale::English || locale.language() == QLocale::Chinese ||
                locale.language() == QLocale::C);
    }
}

void TestLanguage::qtsOwnTextsFollow()
{
    QLocale::setDefault(QLocale(u"ar_EG"_s));
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    Language language;
    const auto cancel = [] { return QCoreApplication::translate("QPlatformTheme", "Cancel"); };
    language.use(u"zh_CN"_s);
    QCOMPARE(cancel(), u"取消"_s);
    QCOMPARE(QLocale().name(), u"zh_CN"_s);
    language.use(u"en"_s);
    QCOMPARE(cancel(), u"Cancel"_s);
    QCOMPARE(QLocale().toString(1'234), u"1,234"_s);
    QCOMPARE(QGuiApplication::layoutDirection(), Qt::LeftToRight);
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
