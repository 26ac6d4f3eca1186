#include "connectiontestview.h"

#include <QCheckBox>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const InstanceChoice hangzhouChoice{.id = u"cri-hz"_s, .text = u"hangzhou"_s};
const InstanceChoice frankfurtChoice{.id = u"cri-fra"_s, .text = u"frankfurt"_s};

TestLine failedLine(const QString &region)
{
    return {.subject = region,
            .state = TestLine::State::Failed,
            .text = u"It does not answer."_s,
            .field = SetupField::Endpoint};
}

/// The view in a window that has the focus.
struct ShownTest {
    ShownTest()
    {
        view.show();
        view.activateWindow();
        QCoreApplication::processEvents();
    }
    [[nodiscard]] QCheckBox &box(const QString &id) const
    {
        return *view.findChild<QCheckBox *>(u"watchInstance_"_s + id);
    }

    ConnectionTestView view{};
};

} // namespace

/// What a test found, while its answers arrive.
class TestConnectionTestView final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameInstancesAreNotMadeAnew();
    void moreInstancesLeaveTheFocus();
    void moreAnswersLeaveTheFocus();
};

void TestConnectionTestView::theSameInstancesAreNotMadeAnew()
{
    ShownTest shown;
    shown.view.showInstances({hangzhouChoice});
    const QCheckBox *box = &shown.box(u"cri-hz"_s);
    shown.view.showInstances({hangzhouChoice});
    QCOMPARE(&shown.box(u"cri-hz"_s), box);
}

void TestConnectionTestView::moreInstancesLeaveTheFocus()
{
    ShownTest shown;
    shown.view.showInstances({hangzhouChoice});
    QCoreApplication::processEvents();
    shown.box(u"cri-hz"_s).setFocus();
    QTest::keyClick(&shown.box(u"cri-hz"_s), Qt::Key_Space);
    QVERIFY(shown.box(u"cri-hz"_s).hasFocus());
    shown.view.showInstances({frankfurtChoice, hangzhouChoice});
    QCoreApplication::processEvents();
    QVERIFY(shown.box(u"cri-hz"_s).hasFocus());
    QVERIFY(!shown.box(u"cri-hz"_s).isChecked());
    QVERIFY(shown.box(u"cri-fra"_s).isChecked());
}

void TestConnectionTestView::moreAnswersLeaveTheFocus()
{
    ShownTest shown;
    const TestLine asking{.subject = u"eu-central-1"_s,
                          .state = TestLine::State::Asking,
                          .text = u"Asking…"_s,
                          .field = SetupField::None};
    shown.view.showReport(
        {.isRunning = true, .identities = {}, .lines = {failedLine(u"cn-hangzhou"_s), asking}});
    QCoreApplication::processEvents();
    shown.view.findChild<QPushButton *>(u"testMend"_s)->setFocus();
    shown.view.showReport({.isRunning = false,
                           .identities = {u"who"_s},
                           .lines = {failedLine(u"cn-hangzhou"_s), failedLine(u"eu-central-1"_s)}});
    QCoreApplication::processEvents();
    const QWidget *focus = QApplication::focusWidget();
    QVERIFY(focus);
    QCOMPARE(focus->objectName(), u"testMend"_s);
    QCOMPARE(focus->parentWidget()->objectName(), u"testRow_cn-hangzhou"_s);
}

QTEST_MAIN(TestConnectionTestView)
#include "tst_connectiontestview.moc"
