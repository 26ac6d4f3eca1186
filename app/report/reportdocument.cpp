#include "reportdocument.h"

#include "chartpicture.h"
#include "displaytext.h"
#include "failurecolumns.h"
#include "printable.h"
#include "routecolumns.h"
#include "sentcolumns.h"
#include "taskcolumns.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QLocale>
#include <QPageLayout>
#include <QPdfWriter>
#include <QTextDocument>
#include <QUrl>

#include <algorithm>
#include <array>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize paperChartSize{640, 180};
constexpr double paperChartScale = 4;
constexpr int pdfResolution = 1'200;

class ReportText final {
    Q_DECLARE_TR_FUNCTIONS(ReportText)
};

QString escapedLine(const QString &text)
{
    return printableLines(text).toHtmlEscaped().replace(u'\n', u"<br>"_s);
}

QString element(QStringView name, const QString &text)
{
    return u'<' + name.toString() + u'>' + escapedLine(text) + u"</"_s + name.toString() + u">\n"_s;
}

/// A table of texts; numbers stand at the right. Its titles come again on each page.
class HtmlTable final {
public:
    struct Cell {
        QString text{};
        bool isRight = false;
    };

    explicit HtmlTable(const std::vector<Cell> &titles) : m_titles(row(titles, u"th")) {}
    void add(const std::vector<Cell> &cells) { m_rows += row(cells, u"td"); }
    [[nodiscard]] QString html() const
    {
        return u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"4\">\n<thead>"_s + m_titles +
               u"</thead>\n<tbody>"_s + m_rows + u"</tbody></table>\n"_s;
    }

private:
    static QString row(const std::vector<Cell> &cells, QStringView name)
    {
        QString html = u"<tr>"_s;
        for (const Cell &cell : cells) {
            html += u'<' + name.toString() +
                    (cell.isRight ? u" align=\"right\">"_s : u" align=\"left\">"_s) +
                    escapedLine(cell.text) + u"</"_s + name.toString() + u'>';
        }
        return html + u"</tr>\n"_s;
    }

    QString m_titles;
    QString m_rows;
};

using Cells = std::vector<HtmlTable::Cell>;

/// The named columns of a page of the window, as it has them: titles are of \p context, and the one
/// without a title is called \p name.
template<typename Column, typename Rows, typename... Context>
QString boardTable(const std::vector<const Column *> &columns, const char *context,
                   const QString &name, const Rows &rows, std::size_t most, const TimeContext &now,
                   const Context &...cellContext)
{
    Cells titles;
    for (const Column *column : columns) {
        titles.push_back({.text = column->title
                                      ? column->headerData(Qt::DisplayRole, context, now).toString()
                                      : name,
                          .isRight = column->isRightAligned});
    }
    HtmlTable table(titles);
    for (std::size_t i = 0; i < std::min(rows.size(), most); ++i) {
        Cells cells;
        for (const Column *column : columns)
            cells.push_back(
                {.text = column->text(rows[i], cellContext...), .isRight = column->isRightAligned});
        table.add(cells);
    }
    return table.html();
}

template<typename Column, typename Id>
std::vector<const Column *> chosen(std::span<const Column> columns, std::initializer_list<Id> ids)
{
    std::vector<const Column *> some;
    for (const Id id : ids)
        some.push_back(&columns[static_cast<std::size_t>(id)]);
    return some;
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

/// "The first 15 of 40." where not all are there.
QString partNote(std::size_t shown, std::size_t all)
{
    if (shown >= all)
        return {};
    return element(u"p",
                   ReportText::tr("The first %1 of %2 are listed.")
                       .arg(number(static_cast<qint64>(shown)), number(static_cast<qint64>(all))));
}

QString noneNote()
{
    return element(u"p", ReportText::tr("None in this period."));
}

QString coverageSection(const PeriodReport &report)
{
    QString html = element(u"h2", ReportText::tr("What this report covers"));
    const QStringList lines = coverageLines(report.coverage);
    html += u"<p><b>"_s + escapedLine(lines.front()) + u"</b>"_s;
    // The rows of an export are the tasks of a report.
    for (const QString &line : lines.mid(1, lines.size() - 2))
        html += u"<br>"_s + escapedLine(line);
    return html + u"</p>\n"_s;
}

QString duration(const std::optional<std::chrono::milliseconds> &time)
{
    return time ? durationText(*time) : u"–"_s;
}

QString headlineSection(const PeriodReport &report)
{
    const StatusSummary &summary = report.summary;
    Cells titles;
    Cells values;
    const auto add = [&](const QString &title, const QString &value) {
        titles.push_back({.text = title});
        values.push_back({.text = value});
    };
    add(ReportText::tr("Tasks"), number(report.coverage.rows));
    for (const SyncTaskStatus status : shownStatuses) {
        if (const int count = summary.counts.of(status); count > 0 || !isRare(status))
            add(displayName(status), number(count));
    }
    add(ReportText::tr("Later succeeded"), number(report.causes.repaired));
    add(ReportText::tr("Success"), summary.successRate ? shareText(*summary.successRate) : u"–"_s);
    add(ReportText::tr("Median"), duration(summary.medianDuration));
    add(ReportText::tr("p95"), duration(summary.p95Duration));
    HtmlTable table(titles);
    table.add(values);
    QString html = element(u"h2", ReportText::tr("Headline")) + table.html();
    //: %1: "On time", "Delayed", "Failing"
    QStringList now{
        ReportText::tr("At the time of this report: %1").arg(displayName(summary.health))};
    if (summary.stuck > 0)
        now << ReportText::tr("%Ln task(s) stuck", nullptr, summary.stuck);
    return html + element(u"p", now.join(u" · "_s));
}

QString groupSection(const QString &title, const FailureBoard &board, const PeriodReport &report)
{
    QString html = element(u"h2", title);
    if (board.groups.empty())
        return html + noneNote();
    const FailureContext context{.now = report.until,
                                 .times = report.times,
                                 .grouping = board.grouping,
                                 .periodMs = board.periodMs,
                                 .ruleNames = &report.ruleNames};
    html += boardTable(chosen(failureColumns(),
                              {FailureColumn::Name, FailureColumn::Failed, FailureColumn::Open,
                               FailureColumn::Repaired, FailureColumn::First, FailureColumn::Last}),
                       "FailureCells", displayName(board.grouping), board.groups,
                       PeriodReport::mostGroups, {report.until, report.times}, context);
    return html + partNote(PeriodReport::mostGroups, board.groups.size());
}

QString slowestSection(const PeriodReport &report)
{
    QString html = element(u"h2", ReportText::tr("Slowest routes"));
    if (report.slowest.empty())
        return html + noneNote();
    return html + boardTable(chosen(routeColumns(),
                                    {RouteColumn::Route, RouteColumn::Done, RouteColumn::Failed,
                                     RouteColumn::Success, RouteColumn::P95, RouteColumn::Median,
                                     RouteColumn::P95LastWeek}),
                             "RouteCells", QString(), report.slowest, PeriodReport::mostRoutes,
                             {report.until, report.times});
}

QString sentSection(const PeriodReport &report)
{
    QString html = element(u"h2", ReportText::tr("What was done"));
    if (!report.sent)
        return html +
               element(u"p", ReportText::tr("Not known: what was sent is kept by the window, "
                                            "whose reports list it."));
    if (report.sent->empty())
        return html + noneNote();
    return html +
           boardTable(chosen(sentColumns(), {SentColumn::Time, SentColumn::Who, SentColumn::What,
                                             SentColumn::Subject, SentColumn::Route,
                                             SentColumn::Outcome, SentColumn::Progress}),
                      "SentCells", QString(), *report.sent, PeriodReport::mostSent,
                      {report.until, report.times}, TimeContext(report.until, report.times));
}

QString failureSection(const PeriodReport &report)
{
    using Column = SyncTaskTableModel::Column;
    QString html = element(u"h2", ReportText::tr("Failures"));
    if (report.failures.empty())
        return html + noneNote();
    constexpr std::array columns = {Column::Modified, Column::Image, Column::Route, Column::Cause,
                                    Column::TaskId};
    Cells titles;
    for (const Column column : columns)
        titles.push_back({.text = taskColumn(column).title({report.until, report.times})});
    HtmlTable table(titles);
    const CellContext context{
        .now = report.until, .times = report.times, .progress = {}, .ruleNames = &report.ruleNames};
    for (const SyncTask &task : report.failures) {
        Cells cells;
        for (const Column column : columns) {
            const TaskColumn &shown = taskColumn(column);
            cells.push_back({.text = column == Column::Modified ? shown.copied(task, context)
                                                                : shown.text(task, context)});
        }
        table.add(cells);
    }
    return html + table.html() +
           partNote(report.failures.size(), static_cast<std::size_t>(report.causes.count));
}

} // namespace

QString reportTitle(const PeriodReport &report)
{
    //: Title of a report; %1 and %2 are times
    return ReportText::tr("Image synchronization, %1 to %2")
        .arg(absoluteTimeText(report.since, report.times),
             absoluteTimeText(report.until, report.times));
}

QString reportBody(const PeriodReport &report, const ChartMarkup &chart)
{
    return element(u"h1", reportTitle(report)) + coverageSection(report) + headlineSection(report) +
           chart(report.statuses) + chart(report.durations) +
           groupSection(ReportText::tr("Failures by cause"), report.causes, report) +
           groupSection(ReportText::tr("Failures by route"), report.routes, report) +
           slowestSection(report) + sentSection(report) + failureSection(report);
}

QByteArray reportHtml(const PeriodReport &report)
{
    const QString body = reportBody(report, [](const TimelineData &data) -> QString {
        const QString svg = QString::fromUtf8(chartSvg(data, {}, paperChartSize));
        return u"<div class=\"chart\">"_s + svg.mid(svg.indexOf(u"<svg")) + u"</div>\n"_s;
    });
    const QString language = QLocale().bcp47Name();
    const QString page =
        u"<!DOCTYPE html>\n<html lang=\""_s + language +
        u"\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>"_s +
        escapedLine(reportTitle(report)) +
        u"</title>\n<style>\n"
        "body { font: 14px/1.45 Inter, 'Noto Sans', 'Noto Sans CJK SC', sans-serif; color: "
        "#1b1f26; "
        "max-width: 1100px; margin: 32px auto; padding: 0 24px; }\n"
        "h1 { font-size: 20px; } h2 { font-size: 16px; margin-top: 28px; }\n"
        "table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }\n"
        "th { color: #626b7a; font-weight: 600; font-size: 12px; }\n"
        "th, td { border-bottom: 1px solid #e1e4e9; padding: 4px 8px; overflow-wrap: anywhere; }\n"
        ".chart svg { width: 100%; height: auto; }\n"
        "</style>\n</head>\n<body>\n"_s +
        body + u"</body>\n</html>\n"_s;
    return page.toUtf8();
}

QByteArray reportPdf(const PeriodReport &report)
{
    QTextDocument document;
    QFont font = document.defaultFont();
    font.setPointSizeF(8.5);
    document.setDefaultFont(font);
    document.setDefaultStyleSheet(
        u"h1 { font-size: 12pt; } h2 { font-size: 11pt; } th { color: #626b7a; }"_s);
    int charts = 0;
    const QString body = reportBody(report, [&](const TimelineData &data) -> QString {
        const QUrl name(u"chart:"_s + QString::number(charts++));
        document.addResource(QTextDocument::ImageResource, name,
                             chartImage(data, {}, paperChartSize, paperChartScale));
        return u"<p><img src=\""_s + name.toString() + u"\" width=\""_s +
               QString::number(paperChartSize.width()) + u"\" height=\""_s +
               QString::number(paperChartSize.height()) + u"\"></p>\n"_s;
    });
    document.setHtml(body);
    QBuffer buffer;
    QPdfWriter writer(&buffer);
    buffer.open(QIODevice::WriteOnly);
    writer.setTitle(reportTitle(report));
    writer.setCreator(QCoreApplication::applicationName());
    writer.setResolution(pdfResolution);
    // The document has margins of its own, of 2 cm.
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait,
                                     QMarginsF(0, 0, 0, 0), QPageLayout::Millimeter));
    document.print(&writer);
    return buffer.data();
}
