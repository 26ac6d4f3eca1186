#pragma once

#include <QObject>

#include <functional>

class SavedBar;
class QAction;
struct DiagnosticsSource;

/// Saves a report of faults where a person wants it.
class DiagnosticsSaver final : public QObject {
    Q_OBJECT

public:
    using Source = std::function<DiagnosticsSource()>;

    DiagnosticsSaver(Source source, SavedBar &savedBar, QAction &action, QObject *parent = nullptr);

private:
    void save();

    Source m_source;
    SavedBar &m_savedBar;
};
