#pragma once

#include "digestcomparison.h"

#include <QWidget>

class IdField;
class QLabel;

/// What a tag points to at one end: its digest, or in a word why there is none to show.
class DigestCell final : public QWidget {
    Q_OBJECT

public:
    explicit DigestCell(QWidget *parent = nullptr);

    void showTag(const TagDigest &tag);
    /// For screen readers.
    void setSubject(const QString &subject);

private:
    IdField *m_digest = nullptr;
    QLabel *m_word = nullptr;
};
