#pragma once

#include "savedview.h"

#include <QString>

#include <functional>
#include <tl/expected.hpp>

/// The file in which saved views lie. Every change is made to what the file holds at that moment,
/// since another window may have changed it, and is on the disk when change() returns.
class ViewsFile final {
public:
    /// Views without a \p path live as long as this does.
    explicit ViewsFile(QString path = {});

    /// No file has no views. An error is a sentence in the user's language; a file that cannot be
    /// understood is one, and is left as it is.
    [[nodiscard]] tl::expected<SavedViews, QString> load() const;
    /// The views after \p edit.
    tl::expected<SavedViews, QString> change(const std::function<void(SavedViews &)> &edit);

private:
    [[nodiscard]] tl::expected<void, QString> store(const SavedViews &views) const;

    QString m_path;
    SavedViews m_views; // without a path
};
