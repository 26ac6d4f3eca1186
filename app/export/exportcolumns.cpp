#include "exportcolumns.h"

#include "taskcolumns.h"
#include "taskfields.h"

#include <utility>

namespace {

class TableColumns final : public ExportColumns {
public:
    TableColumns(std::vector<SyncTaskTableModel::Column> columns, QHash<QString, QString> ruleNames,
                 TimeContext now)
        : m_columns(std::move(columns)),
          m_ruleNames(std::move(ruleNames)),
          m_now(std::move(now)),
          m_texts(m_columns.size())
    {
    }

    [[nodiscard]] QStringList names(RowFormat format) const override
    {
        const bool areKeys = format == RowFormat::Json || format == RowFormat::Ndjson;
        QStringList names;
        for (const SyncTaskTableModel::Column column : m_columns) {
            const TaskColumn &shown = taskColumn(column);
            names << (areKeys ? shown.jsonKey() : shown.title());
        }
        return names;
    }

    [[nodiscard]] std::span<const FieldValue> valuesOf(const ExportedTask &task) override
    {
        const CellContext context{.now = m_now.now,
                                  .times = m_now.times,
                                  .progress = task.progress,
                                  .ruleNames = &m_ruleNames,
                                  .account = task.listedBy.account};
        m_values.clear();
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            m_texts[i] = taskColumn(m_columns[i]).copied(task.task, context);
            m_values.emplace_back(QStringView(m_texts[i]));
        }
        return m_values;
    }

private:
    std::vector<SyncTaskTableModel::Column> m_columns;
    QHash<QString, QString> m_ruleNames;
    TimeContext m_now;
    std::vector<QString> m_texts; ///< of one task
    std::vector<FieldValue> m_values;
};

class AllFields final : public ExportColumns {
public:
    [[nodiscard]] QStringList names(RowFormat /*format*/) const override
    {
        return taskFieldNames();
    }

    [[nodiscard]] std::span<const FieldValue> valuesOf(const ExportedTask &task) override
    {
        m_values.clear();
        for (const TaskField &field : taskFields())
            m_values.push_back(field.value(task.task, task.listedBy));
        return m_values;
    }

private:
    std::vector<FieldValue> m_values; ///< of one task
};

} // namespace

std::unique_ptr<ExportColumns> tableColumns(std::vector<SyncTaskTableModel::Column> columns,
                                            const QHash<QString, QString> &ruleNames,
                                            const TimeContext &now)
{
    return std::make_unique<TableColumns>(std::move(columns), ruleNames, now);
}

std::unique_ptr<ExportColumns> allFields()
{
    return std::make_unique<AllFields>();
}
