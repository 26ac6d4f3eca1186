#pragma once

#include "periodreport.h"

#include <QObject>

#include <functional>

class SavedBar;
class QAction;
struct SaveTarget;

/// Saves a report of what the window shows the time of, as PDF or HTML.
class ReportPresenter final : public QObject {
    Q_OBJECT

public:
    using Source = std::function<ReportSource()>;

    ReportPresenter(Source source, SavedBar &savedBar, QAction &action, QObject *parent = nullptr);

private:
    void save();
    void saveTo(const SaveTarget &target);

    Source m_source;
    SavedBar &m_savedBar;
};
