#include "diagnosticssaver.h"

#include "diagnosticstext.h"
#include "savedbar.h"
#include "savedfile.h"
#include "savedialog.h"

#include <QAction>
#include <QDir>

#include <utility>

using namespace Qt::StringLiterals;

DiagnosticsSaver::DiagnosticsSaver(Source source, SavedBar &savedBar, QAction &action,
                                   QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_savedBar(savedBar)
{
    connect(&action, &QAction::triggered, this, &DiagnosticsSaver::save);
}

void DiagnosticsSaver::save()
{
    askWhereToSave(m_savedBar.window(), this, tr("Save diagnostics"),
                   QDir::home().filePath(u"sync-dashboard-diagnostics"_s),
                   {{.name = tr("Text"), .suffix = u"txt"_s}}, [this](const SaveTarget &target) {
                       saveAndTell(target.path, diagnosticsText(m_source()).toUtf8(), m_savedBar);
                   });
}
