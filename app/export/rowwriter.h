#pragma once

#include "exportcoverage.h"
#include "rowformat.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>
#include <QStringView>

#include <memory>
#include <optional>
#include <span>
#include <variant>

/// Nothing where it was not given. A text belongs to what the row was made of, and lives as long.
using FieldValue = std::variant<std::monostate, QStringView, QDateTime, bool, int>;

/// Writes rows in one of the formats, for the list command and the window alike. What was not given
/// is null, or an empty cell.
class RowWriter {
public:
    RowWriter() = default;
    virtual ~RowWriter() = default;
    Q_DISABLE_COPY_MOVE(RowWriter)

    virtual QByteArray begin() { return {}; }
    /// Appends a row, with a value for each name.
    virtual void append(QByteArray &bytes, std::span<const FieldValue> values) = 0;
    virtual QByteArray end() { return {}; }
};

/// \p names: the titles of columns, or the keys of objects, where a dot in a name makes an object
/// within. With a \p coverage JSON is an object with the rows in "tasks", and Markdown says it
/// above its table; CSV and NDJSON have no place for it that all programs would skip. Without one
/// JSON is an array.
std::unique_ptr<RowWriter> makeRowWriter(RowFormat format, const QStringList &names,
                                         const std::optional<ExportCoverage> &coverage = {});
