#pragma once

#include "dialogframe.h"

#include <QString>
#include <QStringList>

class CompareTable;
class ElidedLabel;
class QAbstractItemModel;
class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

/// What a comparison shows at a moment. Texts are in the user's language.
struct ComparisonStatus {
    QString title{};     ///< "Compare the rule prod-eu"
    QString route{};     ///< from where to where
    QStringList notes{}; ///< what has to be known beside the tags, a sentence each
    QString counts{};    ///< empty: nothing is known yet
    QString progress{};  ///< while it reads
    QString nothing{};   ///< in the place of the table, while it has no rows
    bool isRunning = false;
    int repositories = 0; ///< 0: not known yet
    int done = 0;         ///< of these
    int copies = 0;       ///< that can be made of what is missing
    QString whyNoCopy{};  ///< why nothing can be copied; empty: it can

    friend bool operator==(const ComparisonStatus &, const ComparisonStatus &) = default;
};

/// Which tags of a source are missing at the destination, or differ there. Says what is asked for,
/// asks nothing; the window can be used meanwhile.
class CompareDialog final : public DialogFrame {
    Q_OBJECT

public:
    /// \p model may go before the dialog does.
    CompareDialog(QAbstractItemModel &model, QWidget *parent);

    void showStatus(const ComparisonStatus &status);
    /// Also tags of which nothing is to be done.
    [[nodiscard]] bool showsAll() const;

    void accept() override;

Q_SIGNALS:
    void stopRequested();
    void repeatRequested();
    void copyRequested();
    void showAllChosen(bool showsAll);

protected:
    void retranslate() override;

private:
    void layOut();
    void showProgress();
    void showTable();

    ComparisonStatus m_status;
    QLabel *m_title = nullptr;
    ElidedLabel *m_route = nullptr;
    QLabel *m_notes = nullptr;
    QLabel *m_counts = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_progressText = nullptr;
    QCheckBox *m_showAll = nullptr;
    QStackedWidget *m_stack = nullptr;
    CompareTable *m_table = nullptr;
    QLabel *m_nothing = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_repeat = nullptr;
};
