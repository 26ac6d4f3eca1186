#pragma once

#include "syncrule.h"

#include <QWidget>

#include <array>
#include <optional>

class QLabel;
class WrappedText;

/// The rule that made the task: name, what it copies, which tags and repositories, which way and
/// when. Nothing at all for a task that no rule made, or one whose rule is not known.
class RuleSection final : public QWidget {
    Q_OBJECT

public:
    explicit RuleSection(QWidget *parent = nullptr);

    /// What the instances of both ends are called.
    struct EndNames {
        QString local{};
        QString target{};

        friend bool operator==(const EndNames &, const EndNames &) = default;
    };
    void showRule(const std::optional<SyncRule> &rule, const EndNames &names);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Line { Name, Scope, Direction, Tags, Repositories, Namespaces, Trigger, LineCount };

    void fill();
    [[nodiscard]] QString valueOf(Line line) const;

    QLabel *m_title = nullptr;
    std::array<QLabel *, LineCount> m_labels{};
    std::array<WrappedText *, LineCount> m_values{};
    std::optional<SyncRule> m_rule{};
    EndNames m_names{};
};
