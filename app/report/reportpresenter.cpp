#include "reportpresenter.h"

#include "reportdocument.h"
#include "savedbar.h"
#include "savedfile.h"
#include "savedialog.h"

#include <QAction>
#include <QDir>
#include <QGuiApplication>

#include <utility>

using namespace Qt::StringLiterals;

ReportPresenter::ReportPresenter(Source source, SavedBar &savedBar, QAction &action,
                                 QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_savedBar(savedBar)
{
    connect(&action, &QAction::triggered, this, &ReportPresenter::save);
}

void ReportPresenter::save()
{
    askWhereToSave(m_savedBar.window(), this, tr("Save a report"),
                   QDir::home().filePath(u"report"_s),
                   {{.name = tr("PDF document"), .suffix = u"pdf"_s},
                    {.name = tr("Web page"), .suffix = u"html"_s}},
                   [this](const SaveTarget &target) { saveTo(target); });
}

void ReportPresenter::saveTo(const SaveTarget &target)
{
    QGuiApplication::setOverrideCursor(Qt::WaitCursor);
    const PeriodReport report = makeReport(m_source());
    const QByteArray bytes = target.suffix == u"html" ? reportHtml(report) : reportPdf(report);
    QGuiApplication::restoreOverrideCursor();
    saveAndTell(target.path, bytes, m_savedBar);
}
