#include "keybindings.h"

#include <QMenu>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A menu with three actions: Ctrl+A1 … as their usual keys.
struct Bound {
    Bound()
    {
        add(u"refresh"_s, {QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)});
        add(u"filter"_s, {QKeySequence(Qt::CTRL | Qt::Key_F)});
        add(u"report"_s, {});
        menu.addSeparator();
        menu.addAction(u"without a name"_s);
        bindings.add(u"All"_s, menu.actions());
    }
    void add(const QString &name, const QList<QKeySequence> &keys)
    {
        QAction *action = menu.addAction(u"&"_s + name + u"…"_s);
        action->setObjectName(name);
        action->setShortcuts(keys);
    }
    [[nodiscard]] QString keys(const QString &name) const
    {
        return keysToText(menu.findChild<QAction *>(name)->shortcuts());
    }

    QMenu menu;
    KeyBindings bindings;
};

} // namespace

class TestKeyChoices final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysAreWrittenAndRead_data();
    void keysAreWrittenAndRead();
    void whatIsNoKeyIsRefused_data();
    void whatIsNoKeyIsRefused();
    void actionsAreListedByTheirNames();
    void chosenKeysTakeThePlaceOfTheUsualOnes();
    void aKeyThatAnotherActionHasIsLeftOut();
    void keysCanBeExchanged();
    void aFixedKeyIsLeftOut();
};

void TestKeyChoices::keysAreWrittenAndRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QString();
    QTest::newRow("one") << u"Ctrl+Shift+E"_s;
    QTest::newRow("two") << u"F5; Ctrl+R"_s;
    QTest::newRow("a sign") << u"?"_s;
    QTest::newRow("one after the other") << u"G, G"_s;
    QTest::newRow("the separator") << u"Ctrl+;"_s;
}

void TestKeyChoices::keysAreWrittenAndRead()
{
    QFETCH(QString, text);
    const auto keys = keysFromText(text);
    QVERIFY(keys);
    QCOMPARE(keysToText(*keys), text);
}

void TestKeyChoices::whatIsNoKeyIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a word") << u"Ctrl+Nonsense"_s;
    QTest::newRow("a modifier") << u"Ctrl+"_s;
    QTest::newRow("one of two") << u"F5; Nonsense"_s;
    QTest::newRow("many") << QString(5'000, u'A');
}

void TestKeyChoices::whatIsNoKeyIsRefused()
{
    QFETCH(QString, text);
    QVERIFY(!keysFromText(text));
}

void TestKeyChoices::actionsAreListedByTheirNames()
{
    const Bound it;
    const std::vector<KeyGroup> groups = it.bindings.groups();
    QCOMPARE(groups.size(), 1U);
    QCOMPARE(groups.front().actions.size(), 3U);
    QCOMPARE(groups.front().actions.front().text, u"refresh"_s);
}

void TestKeyChoices::chosenKeysTakeThePlaceOfTheUsualOnes()
{
    Bound it;
    QCOMPARE(it.bindings.apply({{u"refresh"_s, u"F8"_s}, {u"filter"_s, {}}}), 0);
    QCOMPARE(it.keys(u"refresh"_s), u"F8"_s);
    QCOMPARE(it.keys(u"filter"_s), QString());
    QCOMPARE(it.bindings.apply({}), 0);
    QCOMPARE(it.keys(u"refresh"_s), u"F5; Ctrl+R"_s);
    QCOMPARE(it.keys(u"filter"_s), u"Ctrl+F"_s);
}

void TestKeyChoices::aKeyThatAnotherActionHasIsLeftOut()
{
    Bound it;
    QCOMPARE(it.bindings.apply({{u"report"_s, u"Ctrl+R"_s}, {u"nobody"_s, u"F9"_s}}), 2);
    QCOMPARE(it.keys(u"report"_s), QString());
    QCOMPARE(it.keys(u"refresh"_s), u"F5; Ctrl+R"_s);
    // The first key of a sequence is enough.
    QCOMPARE(it.bindings.apply({{u"report"_s, u"Ctrl+R, X"_s}}), 1);
}

void TestKeyChoices::keysCanBeExchanged()
{
    Bound it;
    QCOMPARE(it.bindings.apply({{u"refresh"_s, u"Ctrl+F"_s}, {u"filter"_s, u"F5"_s}}), 0);
    QCOMPARE(it.keys(u"refresh"_s), u"Ctrl+F"_s);
    QCOMPARE(it.keys(u"filter"_s), u"F5"_s);
}

void TestKeyChoices::aFixedKeyIsLeftOut()
{
    Bound it;
    for (const QString &fixed : {u"Esc"_s, u"J"_s, u"Ctrl+1"_s, u"Return"_s, u"Ctrl+C"_s})
        QCOMPARE(it.bindings.apply({{u"report"_s, fixed}}), 1);
    QCOMPARE(it.bindings.apply({{u"report"_s, u"Alt+J"_s}}), 0);
}

QTEST_MAIN(TestKeyChoices)
#include "tst_keychoices.moc"
