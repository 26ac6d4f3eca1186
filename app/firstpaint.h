#pragma once

#include <QObject>

class QAbstractItemModel;
class QWidget;

/// Says once in the log when the first rows of a view are on the screen; the benchmark listens.
class FirstPaint final : public QObject {
    Q_OBJECT

public:
    /// Belongs to \p viewport, which shows \p model.
    FirstPaint(QWidget &viewport, const QAbstractItemModel &model);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const QAbstractItemModel &m_model;
};
