#pragma once

#include "imageref.h"

#include <QWidget>

#include <array>

class QLabel;
class WrappedText;

/// Source and destination side by side. What differs is marked only where a difference is news:
/// tag and repository. Instance and region are meant to differ.
class ComparisonGrid final : public QWidget {
    Q_OBJECT

public:
    explicit ComparisonGrid(QWidget *parent = nullptr);
    ~ComparisonGrid() override;

    /// The names of the instances may be empty: then their ids are shown.
    void showImages(const ImageRef &from, const QString &fromInstance, const ImageRef &to,
                    const QString &toInstance);
    void retranslate();

    [[nodiscard]] bool isRepositoryMarked() const { return m_repositoryDiffers; }
    [[nodiscard]] bool isTagMarked() const { return m_tagDiffers; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum Row { Instance, RegionRow, Repository, Tag, RowCount };

    void markRow(QPainter &painter, Row row) const;

    QLabel *m_sourceTitle = nullptr;
    QLabel *m_destinationTitle = nullptr;
    std::array<QLabel *, RowCount> m_labels{};
    std::array<WrappedText *, RowCount> m_from{};
    std::array<WrappedText *, RowCount> m_to{};
    bool m_repositoryDiffers = false;
    bool m_tagDiffers = false;
};
