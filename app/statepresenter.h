#pragma once

#include "apierror.h"
#include "taskfeed.h"
#include "taskquery.h"

#include <QDateTime>

#include <optional>
#include <vector>

class MainWindow;

/// What is known of the accounts' instances.
struct DirectoryState {
    bool isLoaded = false;
    bool isEmpty = true; ///< no instance is known
    std::optional<ApiError> error{};
    std::vector<ApiError> allErrors{}; ///< one of each account, the first is that error
    QDateTime nextTry{};               ///< invalid: none is planned
};

/// Shows how complete and how old the answer is, what went wrong, and, where there is nothing to
/// list, why and what to do next. An error is told once: in the bar over the rows that are there,
/// or in their place.
class StatePresenter final {
public:
    explicit StatePresenter(MainWindow &window) : m_window(window) {}

    void show(const FeedState &feed, const DirectoryState &directory, const TaskQuery &query,
              int shownRows, const QDateTime &now);

private:
    void showInstead(const FeedState &feed, const DirectoryState &directory,
                     const TaskQuery &query);

    MainWindow &m_window;
};
