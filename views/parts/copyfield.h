#pragma once

#include <QLineEdit>
#include <QWidget>

class GlyphButton;

/// An id in the fixed font, read only: shortened in the middle while it does not fit (a digest
/// without the name of its algorithm), whole in the tool tip, when selected and when copied.
class IdField final : public QLineEdit {
    Q_OBJECT

public:
    explicit IdField(QWidget *parent = nullptr);

    /// Leaves a selection alone while the text is the same.
    void showText(const QString &text);
    /// As it was given; what is shown is printable().
    [[nodiscard]] const QString &id() const { return m_id; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_id{};
};

/// An id with a button that copies it.
class CopyField final : public QWidget {
    Q_OBJECT

public:
    /// \p buttonName: object name of the button, e.g. "copyTaskId".
    explicit CopyField(const QString &buttonName, QWidget *parent = nullptr);

    void showText(const QString &text);
    [[nodiscard]] QString text() const;
    /// What the id is, for the button's tool tip and for screen readers.
    void setSubject(const QString &subject);

protected:
    void changeEvent(QEvent *event) override;

private:
    void copy();

    QString m_subject{};
    IdField *m_field = nullptr;
    GlyphButton *m_button = nullptr;
};
