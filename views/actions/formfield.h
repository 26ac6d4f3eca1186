#pragma once

#include "fieldfault.h"

class IdBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QString;
class QWidget;

/// A field of a form: its label, its input, which is a line or a box, and below that what is wrong
/// with it, from when somebody wrote in it. The widgets belong to the form.
class FormField final {
public:
    FormField() = default;
    FormField(const QString &objectName, QLineEdit *line, QWidget *form);
    FormField(const QString &objectName, IdBox *box, QWidget *form);

    /// Null where the input is a box.
    [[nodiscard]] QLineEdit *line() const { return m_line; }
    /// Null where the input is a line.
    [[nodiscard]] IdBox *box() const { return m_box; }
    [[nodiscard]] QWidget &input() const;
    /// What is written or chosen.
    [[nodiscard]] QString value() const;

    /// The fault takes the row below; \p width is the input's, in columns.
    void place(QGridLayout &grid, int row, int column, int width) const;
    void setVisible(bool isVisible) const;
    void setTitle(const QString &title) const;
    /// What is shown while nothing is written.
    void setHint(const QString &hint) const;
    /// Somebody wrote in it.
    void setTouched(bool isTouched) { m_isTouched = isTouched; }
    /// Empty where nothing is wrong.
    void showFault(const QString &fault) const;

private:
    void addTo(QWidget *form, const QString &objectName);

    QLineEdit *m_line = nullptr;
    IdBox *m_box = nullptr;
    QLabel *m_label = nullptr;
    FieldFault m_fault;
    bool m_isTouched = false;
};
