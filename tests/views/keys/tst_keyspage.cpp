#include "keyspage.h"

#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace {

struct Page {
    Page()
    {
        page.setActions(
            {{.title = u"All"_s,
              .actions = {
                  {.name = u"refresh"_s, .text = u"Refresh"_s, .usual = {QKeySequence(Qt::Key_F5)}},
                  {.name = u"report"_s, .text = u"Report"_s}}}});
    }
    void choose(int row) { tree.setCurrentItem(tree.topLevelItem(0)->child(row)); }
    void press(const QKeySequence &key)
    {
        edit.setKeySequence(key);
        Q_EMIT edit.editingFinished();
    }
    [[nodiscard]] QString shown(int row) const { return tree.topLevelItem(0)->child(row)->text(1); }
    [[nodiscard]] QString problem() const
    {
        const auto *label = page.findChild<QLabel *>(u"keyProblem"_s);
        return label->isHidden() ? QString() : label->text();
    }

    KeysPage page;
    QTreeWidget &tree = *page.findChild<QTreeWidget *>(u"keyedActions"_s);
    QKeySequenceEdit &edit = *page.findChild<QKeySequenceEdit *>(u"keyEdit"_s);
};

} // namespace

class TestKeysPage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPressedKeyIsTaken();
    void aKeyThatAnotherActionHasIsRefused();
    void aFixedKeyIsRefused();
    void aKeyIsRemovedAndBroughtBack();
};

void TestKeysPage::aPressedKeyIsTaken()
{
    Page it;
    it.choose(1);
    it.press(Qt::CTRL | Qt::Key_G);
    QCOMPARE(it.shown(1), u"Ctrl+G"_s);
    QCOMPARE(it.page.chosen(), (KeyChoices{{u"report"_s, u"Ctrl+G"_s}}));
    QCOMPARE(it.problem(), QString());
}

void TestKeysPage::aKeyThatAnotherActionHasIsRefused()
{
    Page it;
    it.choose(1);
    it.press(Qt::Key_F5);
    QVERIFY2(it.problem().contains(u"Refresh"_s), qPrintable(it.problem()));
    QVERIFY(it.page.chosen().isEmpty());
    QVERIFY(it.edit.keySequence().isEmpty());
}

void TestKeysPage::aFixedKeyIsRefused()
{
    Page it;
    it.choose(1);
    it.press(Qt::Key_Escape);
    QVERIFY(!it.problem().isEmpty());
    QVERIFY(it.page.chosen().isEmpty());
}

void TestKeysPage::aKeyIsRemovedAndBroughtBack()
{
    Page it;
    it.choose(0);
    it.page.findChild<QPushButton *>(u"removeKey"_s)->click();
    QCOMPARE(it.page.chosen(), (KeyChoices{{u"refresh"_s, QString()}}));
    it.choose(1);
    it.press(Qt::Key_F5);
    it.choose(0);
    auto *usual = it.page.findChild<QPushButton *>(u"usualKey"_s);
    usual->click();
    QVERIFY(it.problem().contains(u"Report"_s)); // which has it now
    it.choose(1);
    it.page.findChild<QPushButton *>(u"removeKey"_s)->click();
    it.choose(0);
    usual->click();
    QVERIFY(it.page.chosen().isEmpty());
    QCOMPARE(it.shown(0), u"F5"_s);
}

QTEST_MAIN(TestKeysPage)
#include "tst_keyspage.moc"
