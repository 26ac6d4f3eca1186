#include "wrappedtext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

using namespace Qt::StringLiterals;

class TestWrappedText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noIdOfASentenceIsBroken();
    void whatIsCopiedIsWhatWasSaid();
};

namespace {

const QString first = u"cri-u7ug0ov6h5wk3v7g"_s;
const QString second = u"cri-a1b2c3d4e5f6g7h8"_s;
const QString sentence = u"Sends from %1 to %2"_s.arg(first, second);

} // namespace

void TestWrappedText::noIdOfASentenceIsBroken()
{
    WrappedText text;
    text.showText(sentence);
    for (int width = 200; width < 420; width += 5) {
        text.resize(width, 200);
        text.document()->setTextWidth(width);
        const QTextBlock block = text.document()->firstBlock();
        QStringList lines;
        for (int i = 0; i < block.layout()->lineCount(); ++i) {
            const QTextLine line = block.layout()->lineAt(i);
            lines << block.text().mid(line.textStart(), line.textLength()).remove(QChar(0x2060));
        }
        const QString shown = lines.join(u'\n');
        QVERIFY2(shown.contains(first) && shown.contains(second), qPrintable(shown));
    }
}

void TestWrappedText::whatIsCopiedIsWhatWasSaid()
{
    WrappedText text;
    text.showText(sentence);
    text.selectAll();
    text.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), sentence);
    text.showText(first); // alone it is as it is
    QCOMPARE(text.toPlainText(), first);
}

QTEST_MAIN(TestWrappedText)
#include "tst_wrappedtext.moc"
