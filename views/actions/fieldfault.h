#pragma once

class ElidedLabel;
class QString;
class QWidget;

/// Below an input of a form: what is wrong with what stands in it. The label belongs to the form.
class FieldFault final {
public:
    FieldFault() = default;
    /// Its object name is that of the \p input and "Fault".
    FieldFault(QWidget &input, QWidget *form);

    /// To be laid out below the input.
    [[nodiscard]] QWidget *label() const;
    /// Empty where nothing is wrong. A hidden input shows none.
    void show(const QString &fault) const;

private:
    QWidget *m_input = nullptr;
    ElidedLabel *m_label = nullptr;
};
