#pragma once

#include <QWidget>

class GlyphButton;
class WrappedText;

/// What stands over the body of a pane at the side: its title, and a button that closes it.
class PaneHeader final : public QWidget {
    Q_OBJECT

public:
    /// \p mark stands before the title, and is the header's from now on; null: none.
    PaneHeader(const QString &titleName, const QString &closeName, QWidget *mark, QWidget *parent);

    [[nodiscard]] WrappedText &title() const { return *m_title; }

Q_SIGNALS:
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    WrappedText *m_title = nullptr;
    GlyphButton *m_close = nullptr;
};
