#pragma once

#include "digestcomparison.h"
#include "imageref.h"

#include <QWidget>

#include <array>

class DigestCell;
class DigestVerdictLine;
class QGridLayout;
class QLabel;
class WrappedText;

/// Source and destination side by side. What differs is marked only where a difference is news:
/// tag, repository and digest. Instance and region are meant to differ.
class ComparisonGrid final : public QWidget {
    Q_OBJECT

public:
    explicit ComparisonGrid(QWidget *parent = nullptr);

    /// The names of the instances may be empty: then their ids are shown.
    void showImages(const ImageRef &from, const QString &fromInstance, const ImageRef &to,
                    const QString &toInstance);
    /// What the tags point to; without a question there is no line for it. \p taskEnded: then a
    /// tag that is missing or another one is news.
    void showDigests(const ComparedDigests &digests, bool taskEnded);
    void retranslate();

    [[nodiscard]] bool isRepositoryMarked() const { return m_repositoryDiffers; }
    [[nodiscard]] bool isTagMarked() const { return m_tagDiffers; }
    [[nodiscard]] bool isDigestMarked() const { return m_digestDiffers; }

Q_SIGNALS:
    void lookAgainRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum Row { Instance, RegionRow, Repository, Tag, RowCount };

    void addDigestLines(QGridLayout &grid);
    static void mark(QPainter &painter, const QRect &cells);
    void markRow(QPainter &painter, Row row) const;

    QLabel *m_sourceTitle = nullptr;
    QLabel *m_destinationTitle = nullptr;
    std::array<QLabel *, RowCount> m_labels{};
    std::array<WrappedText *, RowCount> m_from{};
    std::array<WrappedText *, RowCount> m_to{};
    QLabel *m_digestLabel = nullptr;
    DigestCell *m_fromDigest = nullptr;
    DigestCell *m_toDigest = nullptr;
    DigestVerdictLine *m_verdict = nullptr;
    bool m_repositoryDiffers = false;
    bool m_tagDiffers = false;
    bool m_digestDiffers = false;
};
