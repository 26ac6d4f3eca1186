#include "disabledaction.h"
#include "exportdialog.h"
#include "simulateddashboard.h"
#include "tasktableview.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QItemSelectionModel>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>

#include <array>
#include <fcntl.h>
#include <functional>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// A pipe, the end that is read from.
class SlowReader final {
public:
    explicit SlowReader(const QString &path) : m_path(path)
    {
        const QByteArray name = QFile::encodeName(path);
        if (::mkfifo(name.constData(), 0600) == 0)
            m_pipe = ::open(name.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    }
    ~SlowReader() { ::close(m_pipe); }
    Q_DISABLE_COPY_MOVE(SlowReader)

    [[nodiscard]] QString path() const { return m_path; }
    bool readUntil(const std::function<bool()> &isDone) const
    {
        return QTest::qWaitFor(
            [this, &isDone] {
                std::array<char, 65'536> bytes{};
                while (::read(m_pipe, bytes.data(), bytes.size()) > 0) {
                }
                return isDone();
            },
            60'000);
    }

private:
    QString m_path;
    int m_pipe = -1;
};

/// A window with failures, and a folder to export them to.
struct ExportingProgram {
    bool start()
    {
        if (!program.settle())
            return false;
        program.type(u"filterText"_s, u"status:failed"_s);
        return QTest::qWaitFor([this] {
            return program.model().rowCount() > 3 &&
                   program.rowsWith(SyncTaskStatus::Error) == program.model().rowCount();
        });
    }
    void open() { program.trigger(u"actionExportRows"_s); }
    void choose(RowFormat format)
    {
        auto &box = program.part<QComboBox>(u"exportFormat"_s);
        box.setCurrentIndex(box.findData(static_cast<int>(format)));
    }
    void writeTo(const QString &path)
    {
        program.part<QLineEdit>(u"exportFile"_s).setText(path);
        program.click(u"exportStart"_s);
    }
    /// Whether it came to an end, and \p path has its result.
    bool hasWritten(const QString &path)
    {
        return QTest::qWaitFor([this, &path] { return text().contains(path); });
    }
    QString text()
    {
        auto &result = program.part<QLabel>(u"exportResult"_s);
        return result.isVisible() ? result.text() : QString();
    }
    /// All that is loaded: more than a pipe takes that nobody reads from.
    void exportAllTo(const SlowReader &reader)
    {
        program.trigger(u"actionClearFilters"_s);
        QTRY_VERIFY(program.model().rowCount() > 300);
        open();
        choose(RowFormat::Ndjson);
        program.click(u"exportAllFields"_s);
        writeTo(reader.path());
    }
    [[nodiscard]] QStringList idsIn(const QString &path, const QString &key) const
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QStringList ids;
        const QJsonArray tasks =
            QJsonDocument::fromJson(file.readAll()).object()[u"tasks"_s].toArray();
        for (const QJsonValue &task : tasks)
            ids << task.toObject()[key].toString();
        return ids;
    }
    /// Runs an action that asks for a file.
    void triggerAndSave(const QString &action, const QString &path)
    {
        QTimer answer;
        QObject::connect(&answer, &QTimer::timeout, &answer, [&path] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            if (dialog == nullptr)
                return;
            dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
            dialog->setOption(QFileDialog::DontConfirmOverwrite);
            QMetaObject::invokeMethod(dialog, "accept");
        });
        answer.start(10);
        program.trigger(action);
        QTRY_VERIFY(program.window().findChild<QFileDialog *>() == nullptr);
    }
    /// The same, then what is in the file; nothing where there is none.
    QByteArray savedBy(const QString &action, const QString &path)
    {
        triggerAndSave(action, path);
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList shownIds()
    {
        QStringList ids;
        for (int row = 0; row < program.model().rowCount(); ++row)
            ids << program.model().taskAt(row).id;
        return ids;
    }

    SimulatedDashboard program{900, {.chartRange = ChartRange::All}};
    QTemporaryDir folder{};
};

} // namespace

/// Rows of the table in a file.
class TestWindowExport final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRowsOfTheScreenAreWrittenInItsOrder();
    void theColumnsOfTheScreenAreWritten();
    void severalSelectedRowsAreOffered();
    void aFullDiskIsToldAndAnotherFileCanBeChosen();
    void theEndingFollowsTheFormat();
    void aFileThatExistsIsReplacedOnlyAfterAWord();
    void theCoverageIsSaidBeforeAndAfter();
    void aRunningExportIsNotThrownAwayWithoutAWord();
    void theLanguageStaysWhileRowsAreWorded();
    void theRowsAreThoseThatTheDialogCounted();
    void theChartIsSavedAsAPicture_data();
    void theChartIsSavedAsAPicture();
    void diagnosticsAreSaved();
    void aReportIsSaved_data();
    void aReportIsSaved();
    void aReportThatCannotBeWrittenSaysSo();
    void theFileWithItsEndingIsAskedAbout_data();
    void theFileWithItsEndingIsAskedAbout();
    void aWindowThatIsReplacedTakesItsFileDialogAlong();
};

void TestWindowExport::theRowsOfTheScreenAreWrittenInItsOrder()
{
    ExportingProgram it;
    QVERIFY(it.start());
    it.program.table().sortByColumn(static_cast<int>(SyncTaskTableModel::Column::Image),
                                    Qt::AscendingOrder);
    it.open();
    it.choose(RowFormat::Json);
    it.program.click(u"exportAllFields"_s);
    const QString path = it.folder.filePath(u"tasks.json"_s);
    it.writeTo(path);
    QVERIFY(it.hasWritten(path));
    QCOMPARE(it.idsIn(path, u"syncTaskId"_s), it.shownIds());
}

void TestWindowExport::theColumnsOfTheScreenAreWritten()
{
    ExportingProgram it;
    QVERIFY(it.start());
    QTableView &table = it.program.table();
    table.hideColumn(static_cast<int>(SyncTaskTableModel::Column::Duration));
    table.horizontalHeader()->moveSection(
        table.horizontalHeader()->visualIndex(static_cast<int>(SyncTaskTableModel::Column::Route)),
        0);
    it.open();
    const QString path = it.folder.filePath(u"tasks.csv"_s);
    it.writeTo(path);
    QVERIFY(it.hasWritten(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readLine(), "\xef\xbb\xbfRoute,Status,Image,Cause,Created,Progress\r\n"_ba);
    QVERIFY(file.readLine().contains(",Failed,"));
}

void TestWindowExport::severalSelectedRowsAreOffered()
{
    ExportingProgram it;
    QVERIFY(it.start());
    it.open();
    QVERIFY(!it.program.part<QRadioButton>(u"exportSelectedRows"_s).isVisible()); // there is one
    it.program.click(u"exportLeave"_s);
    QTRY_VERIFY(!it.program.window().findChild<ExportDialog *>());

    it.program.table().selectionModel()->select(
        QItemSelection(it.program.model().index(1, 0), it.program.model().index(2, 0)),
        QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    it.program.click(u"exportSelected"_s); // of the bar below the list
    auto &selected = it.program.part<QRadioButton>(u"exportSelectedRows"_s);
    QVERIFY(selected.isVisible() && selected.isChecked());
    QCOMPARE(selected.text(), u"The 2 selected row(s)"_s);
    it.choose(RowFormat::Json);
    it.program.click(u"exportAllFields"_s);
    const QString path = it.folder.filePath(u"tasks.json"_s);
    it.writeTo(path);
    QVERIFY(it.hasWritten(path));
    QCOMPARE(it.idsIn(path, u"syncTaskId"_s), it.shownIds().mid(1, 2));
}

void TestWindowExport::aFullDiskIsToldAndAnotherFileCanBeChosen()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("there is no /dev/full");
    ExportingProgram it;
    QVERIFY(it.start());
    it.open();
    it.writeTo(u"/dev/full"_s);
    QTRY_VERIFY(it.text().contains(u"No space left on device"_s));
    const QString path = it.folder.filePath(u"tasks.csv"_s);
    it.writeTo(path);
    QVERIFY(it.hasWritten(path));
}

void TestWindowExport::theEndingFollowsTheFormat()
{
    ExportingProgram it;
    QVERIFY(it.start());
    it.open();
    auto &file = it.program.part<QLineEdit>(u"exportFile"_s);
    file.setText(u"/some/where/failed.csv"_s);
    it.choose(RowFormat::Markdown);
    QCOMPARE(file.text(), u"/some/where/failed.md"_s);
    file.setText(u"/some/where/failed.txt"_s); // of nobody's choice but the user's
    it.choose(RowFormat::Json);
    QCOMPARE(file.text(), u"/some/where/failed.txt"_s);
}

void TestWindowExport::aFileThatExistsIsReplacedOnlyAfterAWord()
{
    ExportingProgram it;
    QVERIFY(it.start());
    const QString path = it.folder.filePath(u"tasks.csv"_s);
    QFile former(path);
    QVERIFY(former.open(QIODevice::WriteOnly));
    former.close();
    it.open();
    it.program.part<QLineEdit>(u"exportFile"_s).setText(path);
    QCOMPARE(it.text(), u"This file exists. It will be replaced."_s);
    it.program.part<QLineEdit>(u"exportFile"_s).setText(path + u'2');
    QCOMPARE(it.text(), QString());
}

void TestWindowExport::theCoverageIsSaidBeforeAndAfter()
{
    ExportingProgram it;
    QVERIFY(it.start());
    it.open();
    QCOMPARE(it.program.text(u"exportCoverage"_s), u"Every task of the range was read."_s);
    it.program.click(u"exportLeave"_s);
    QTRY_VERIFY(!it.program.window().findChild<ExportDialog *>());

    it.program.breakNetwork();
    it.program.trigger(u"actionRefresh"_s);
    QTRY_VERIFY(it.program.dashboard().errors().size() > 0);
    it.open();
    const QString path = it.folder.filePath(u"tasks.csv"_s);
    it.writeTo(path);
    QVERIFY(it.hasWritten(path));
    QVERIFY2(it.text().contains(u"Tasks may be missing."_s), qPrintable(it.text()));
}

void TestWindowExport::aRunningExportIsNotThrownAwayWithoutAWord()
{
    ExportingProgram it;
    QVERIFY(it.start());
    SlowReader reader(it.folder.filePath(u"pipe"_s));
    it.exportAllTo(reader);
    QVERIFY(it.program.dashboard().isExporting());
    QVERIFY(!it.program.window().close());
    QVERIFY(it.program.window().isVisible());
    QCOMPARE(it.program.text(u"errorHappened"_s), u"An export is being written."_s);
    QVERIFY(reader.readUntil([&it] { return !it.program.dashboard().isExporting(); }));
    QVERIFY(it.program.window().close());
}

void TestWindowExport::theLanguageStaysWhileRowsAreWorded()
{
    ExportingProgram it;
    QVERIFY(it.start());
    const auto *chinese = it.program.window().findChild<QAction *>(u"actionLanguage_zh_CN"_s);
    QVERIFY(chinese && chinese->isEnabled());
    SlowReader reader(it.folder.filePath(u"pipe"_s));
    it.exportAllTo(reader);
    QVERIFY(!chinese->isEnabled());
    QCOMPARE(disabledReasonOf(*chinese), u"An export is being written."_s);
    QVERIFY(reader.readUntil([&it] { return !it.program.dashboard().isExporting(); }));
    QVERIFY(chinese->isEnabled());
}

void TestWindowExport::theRowsAreThoseThatTheDialogCounted()
{
    ExportingProgram it;
    QVERIFY(it.start());
    QItemSelectionModel &selection = *it.program.table().selectionModel();
    const auto select = [&](int first, int last) {
        selection.select(
            QItemSelection(it.program.model().index(first, 0), it.program.model().index(last, 0)),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    };
    select(1, 2);
    it.open();
    select(0, 0);
    it.choose(RowFormat::Json);
    it.program.click(u"exportAllFields"_s);
    const QString path = it.folder.filePath(u"tasks.json"_s);
    it.writeTo(path);
    QVERIFY(it.hasWritten(path));
    QCOMPARE(it.idsIn(path, u"syncTaskId"_s), it.shownIds().mid(1, 2));
}

void TestWindowExport::theChartIsSavedAsAPicture_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("png") << u"chart.png"_s << "\x89PNG"_ba;
    QTest::newRow("svg") << u"chart.svg"_s << "<?xml"_ba;
}

void TestWindowExport::theChartIsSavedAsAPicture()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, begin);
    ExportingProgram it;
    QVERIFY(it.start());
    const QByteArray bytes = it.savedBy(u"actionSaveChart"_s, it.folder.filePath(name));
    QVERIFY(bytes.startsWith(begin));
    QVERIFY(bytes.size() > 2'000);
}

void TestWindowExport::diagnosticsAreSaved()
{
    ExportingProgram it;
    QVERIFY(it.start());
    const QByteArray text = it.savedBy(u"actionDiagnostics"_s, it.folder.filePath(u"d.txt"_s));
    QVERIFY(text.contains("\nListRepoSyncTask: "));
    QVERIFY(text.contains(": current, read "));
    QVERIFY(it.program.text(u"savedText"_s).contains(u"d.txt"_s));
}

void TestWindowExport::aReportIsSaved_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("pdf") << u"shift.pdf"_s << "%PDF-"_ba;
    QTest::newRow("html") << u"shift.html"_s << "Every task of the range was read."_ba;
    QTest::newRow("capitals") << u"shift.HTML"_s << "Every task of the range was read."_ba;
}

void TestWindowExport::aReportIsSaved()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, part);
    ExportingProgram it;
    QVERIFY(it.start());
    const QString path = it.folder.filePath(name);
    QVERIFY(it.savedBy(u"actionReport"_s, path).contains(part));
    QVERIFY(it.program.text(u"savedText"_s).contains(path));
}

void TestWindowExport::aReportThatCannotBeWrittenSaysSo()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("there is no /dev/full");
    ExportingProgram it;
    QVERIFY(it.start());
    const QString path = it.folder.filePath(u"full.html"_s);
    QVERIFY(QFile::link(u"/dev/full"_s, path));
    it.triggerAndSave(u"actionReport"_s, path);
    QVERIFY(it.program.text(u"savedText"_s).contains(u"No space left on device"_s));
}

void TestWindowExport::theFileWithItsEndingIsAskedAbout_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("ending");
    QTest::newRow("report") << u"actionReport"_s << u".pdf"_s;
    QTest::newRow("chart") << u"actionSaveChart"_s << u".png"_s;
}

void TestWindowExport::theFileWithItsEndingIsAskedAbout()
{
    QFETCH(QString, action);
    QFETCH(QString, ending);
    ExportingProgram it;
    QVERIFY(it.start());
    QFile former(it.folder.filePath(u"kept"_s + ending));
    QVERIFY(former.open(QIODevice::WriteOnly) && former.write("of yesterday") > 0);
    former.close();
    it.program.trigger(action);
    auto *dialog = it.program.window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(it.folder.filePath(u"kept"_s));
    bool wasAsked = false;
    QTimer::singleShot(0, dialog, [&wasAsked] {
        auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        wasAsked = question != nullptr;
        if (question != nullptr)
            question->button(QMessageBox::No)->click();
    });
    QMetaObject::invokeMethod(dialog, "accept");
    QVERIFY(wasAsked);
    dialog->reject();
    QVERIFY(former.open(QIODevice::ReadOnly));
    QCOMPARE(former.readAll(), "of yesterday"_ba);
}

/// The dialog runs in no loop of its own.
void TestWindowExport::aWindowThatIsReplacedTakesItsFileDialogAlong()
{
    ExportingProgram it;
    QVERIFY(it.start());
    it.program.trigger(u"actionReport"_s);
    const QPointer<QFileDialog> dialog = it.program.window().findChild<QFileDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    it.program.reopen();
    QVERIFY(!dialog);
    QVERIFY(it.program.settle());
}

QTEST_MAIN(TestWindowExport)
#include "tst_window_export.moc"
