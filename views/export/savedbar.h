#pragma once

#include <QString>
#include <QUrl>
#include <QWidget>

class ElidedLabel;
class GlyphButton;
class QPushButton;

/// What became of the file that was to be written last, until it is closed. It stands apart from
/// errors of the registry: the answer to what a person has just done waits behind nothing.
class SavedBar final : public QWidget {
    Q_OBJECT

public:
    explicit SavedBar(QWidget *parent = nullptr);

    /// The file is there, and whole.
    void showSaved(const QString &path);
    /// It could not be written; \p error is the system's word for why.
    void showFault(const QString &path, const QString &error);

    /// The desktop has no program for what was asked to be opened.
    void showUnopened();

Q_SIGNALS:
    void openRequested(const QUrl &url); ///< the file, or its folder

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showOutcome(const QString &path, const QString &error);
    void retranslate();

    ElidedLabel *m_text = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_openFolder = nullptr;
    GlyphButton *m_close = nullptr;
    QString m_path{};
    QString m_error{};
    bool m_isUnopened = false;
};
