#pragma once

#include <QLabel>

/// A line under the query box: what the answer rests on and was not read. Takes no space while the
/// answer can be relied on.
class QueryNotice final : public QLabel {
    Q_OBJECT

public:
    explicit QueryNotice(QWidget *parent = nullptr);

    /// Empty: nothing to say.
    void showReasons(const QStringList &sentences);

protected:
    void paintEvent(QPaintEvent *event) override;
};
