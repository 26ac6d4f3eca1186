#pragma once

#include "synctask.h"
#include "timedisplay.h"

#include <QWidget>

#include <array>

class CopyField;
class QLabel;
class WrappedText;

/// The facts of a task that fit on a line each. A fact that is not given has no line.
class FactGrid final : public QWidget {
    Q_OBJECT

public:
    explicit FactGrid(QWidget *parent = nullptr);

    /// Only what changed is written, so that a selection survives a refresh.
    void showFacts(const SyncTask &task, const TimeContext &now);
    void showArtifactDigest(const QString &digest);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Fact {
        TaskId,
        Batch,
        Rule,
        Trigger,
        Created,
        Modified,
        Duration,
        CrossAccount,
        Accelerated,
        CustomLink,
        LinkId,
        Priority,
        ArtifactDigest,
        Count,
    };

    struct Line {
        QLabel *label = nullptr;
        WrappedText *value = nullptr; ///< one of the two
        CopyField *id = nullptr;
    };

    static bool isId(Fact fact);
    static QString nameOf(Fact fact);
    static QString objectNameOf(Fact fact);
    [[nodiscard]] QString valueOf(Fact fact) const;
    void addLine(Fact fact);
    void fill();

    std::array<Line, static_cast<std::size_t>(Fact::Count)> m_lines{};
    SyncTask m_task{};
    TimeContext m_now{};
    QString m_artifactDigest{};
};
