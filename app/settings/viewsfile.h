#pragma once

#include "savedview.h"

#include <QString>

#include <chrono>
#include <functional>
#include <tl/expected.hpp>

/// The file in which saved views lie. Every change is made to what the file holds at that moment,
/// since another window may have changed it, and is on the disk when change() returns.
class ViewsFile final {
public:
    static constexpr std::chrono::milliseconds defaultPatience{1'000};

    /// Views without a \p path live as long as this does. \p patience: how long a change waits for
    /// another window's.
    explicit ViewsFile(QString path = {}, std::chrono::milliseconds patience = defaultPatience);

    /// No file has no views. An error is a sentence in the user's language; a file that cannot be
    /// understood is one, and is left as it is.
    [[nodiscard]] tl::expected<SavedViews, QString> load() const;
    /// The views after \p edit.
    tl::expected<SavedViews, QString> change(const std::function<void(SavedViews &)> &edit);

private:
    [[nodiscard]] QString cannotWrite(const QString &reason) const;

    QString m_path;
    std::chrono::milliseconds m_patience;
    SavedViews m_views; // without a path
};
