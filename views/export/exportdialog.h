#pragma once

#include "dialogframe.h"
#include "rowformat.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QRadioButton;
class QWidget;

/// What of the table is to be exported, how and where to.
struct ExportChoice {
    bool isSelection = false;  ///< else all rows that are shown
    bool areAllFields = false; ///< else the columns of the table
    RowFormat format = RowFormat::Csv;
    QString path{};
};

/// What there is to be exported.
struct ExportOffer {
    int shown = 0;      ///< rows of the table
    int selected = 0;   ///< of these
    QString coverage{}; ///< how complete they are, in sentences
    QString folder{};   ///< that is proposed
};

/// Asks what of the table to write to which file, then shows how far that is and what became of it.
/// While rows are written the window can be used.
class ExportDialog final : public DialogFrame {
    Q_OBJECT

public:
    ExportDialog(const ExportOffer &offer, QWidget *parent);

    /// The file with this ending, without a point.
    [[nodiscard]] static QString suffixOf(RowFormat format);

    void showProgress(qint64 done, qint64 all);
    /// All is written: \p text says what.
    void showWritten(const QString &text);
    /// Nothing is: \p text says why; another file can be chosen.
    void showFault(const QString &text);

    void accept() override;
    void reject() override;

Q_SIGNALS:
    void exportRequested(const ExportChoice &choice);
    void stopRequested();

protected:
    void retranslate() override;

private:
    enum class Phase : quint8 { Choosing, Running, Written };

    void setPhase(Phase phase);
    void chooseFile();
    void onEdited();
    void followFormat();
    [[nodiscard]] RowFormat format() const;
    void showResult(const QString &text, bool isFault);

    ExportOffer m_offer;
    Phase m_phase = Phase::Choosing;
    QWidget *m_form = nullptr;
    QLabel *m_coverage = nullptr;
    QLabel *m_rowsLabel = nullptr;
    QRadioButton *m_allRows = nullptr;
    QRadioButton *m_selectedRows = nullptr;
    QLabel *m_columnsLabel = nullptr;
    QRadioButton *m_tableColumns = nullptr;
    QRadioButton *m_allFields = nullptr;
    QLabel *m_formatLabel = nullptr;
    QComboBox *m_format = nullptr;
    QLabel *m_fileLabel = nullptr;
    QLineEdit *m_file = nullptr;
    QPushButton *m_choose = nullptr;
    QLabel *m_hint = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_progressText = nullptr;
    QLabel *m_result = nullptr;
    QPushButton *m_leave = nullptr;
    QString m_confirmed; ///< a file that may be replaced: the desktop's dialog asked
};
