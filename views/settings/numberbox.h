#pragma once

#include <QAbstractSpinBox>
#include <QString>

/// A field of the settings for a number from \p least to \p most; all are equally wide, so that
/// they stand under one another. \p SpinBox: QSpinBox or QDoubleSpinBox.
template<typename SpinBox, typename Number>
SpinBox *makeNumberBox(const QString &name, Number least, Number most, QWidget *parent)
{
    constexpr int width = 120;
    auto *box = new SpinBox(parent);
    box->setObjectName(name);
    box->setRange(least, most);
    box->setGroupSeparatorShown(true);
    box->setAlignment(Qt::AlignRight);
    box->setFixedWidth(width);
    box->setCorrectionMode(QAbstractSpinBox::CorrectToNearestValue);
    return box;
}
