#pragma once

#include "manualplace.h"

#include <QString>

#include <vector>

/// What stands under a heading of the manual, or a paragraph that can be pointed at.
struct ManualSection {
    ManualPlace place{};
    int level = 0;   ///< 1: the title of a page, 2: a heading, 3: a paragraph
    QString title{}; ///< without mark-up
    QString text{};  ///< the same, for searching
};

/// One page, as it is written in resources/manual.
struct ManualPage {
    QString key{};      ///< the name of its file: "query"
    QString markdown{}; ///< anchors stand as ⟦name⟧ at the beginning of what they name
    std::vector<ManualSection> sections{};

    [[nodiscard]] QString title() const { return sections.empty() ? key : sections.front().title; }
};

/// A page out of the text of its file. "<a id="x"></a>" on a line of its own names what follows it.
[[nodiscard]] ManualPage manualPage(const QString &key, const QString &text);

/// The pages in \p language ("en" or "zh_CN"), in the order in which they are to be read.
[[nodiscard]] std::vector<ManualPage> readManual(const QString &language);

/// The sections that hold every word of \p text, those with the words in the title first.
[[nodiscard]] std::vector<ManualSection> findInManual(const std::vector<ManualPage> &pages,
                                                      const QString &text);
