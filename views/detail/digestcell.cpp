#include "digestcell.h"

#include "copyfield.h"
#include "widgetparts.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

QString wordFor(const TagDigest &tag)
{
    if (tag.isAsking)
        return u"…"_s;
    if (!tag.outcome)
        return {};
    switch (*tag.outcome) {
    case Lookup::Found:
        //: Instead of a digest: the registry knows the tag and names no digest.
        return tag.digest.isEmpty() ? DigestCell::tr("not given") : QString();
    case Lookup::Missing:
        //: Instead of a digest: there is no such tag at this end.
        return DigestCell::tr("missing");
    case Lookup::NotPermitted:
        //: Instead of a digest: the key may not look at this end.
        return DigestCell::tr("no permission");
    case Lookup::Failed:
        break;
    }
    //: Instead of a digest: asking for it failed.
    return DigestCell::tr("not known");
}

} // namespace

DigestCell::DigestCell(QWidget *parent)
    : QWidget(parent),
      m_digest(new IdField(this)),
      m_word(makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this))
{
    QFont font = m_digest->font();
    font.setPixelSize(textFont(TextStyle::Secondary, font).pixelSize());
    m_digest->setFont(font);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_digest, 1);
    layout->addWidget(m_word, 1);
    // As high with a word as with a digest: what is below does not jump when the answer comes.
    setFixedHeight(m_digest->minimumSizeHint().height());
}

void DigestCell::showTag(const TagDigest &tag)
{
    const QString word = wordFor(tag);
    const bool hasDigest = word.isEmpty() && !tag.digest.isEmpty();
    m_digest->showText(hasDigest ? tag.digest : QString());
    m_digest->setVisible(hasDigest);
    m_word->setText(word);
    m_word->setToolTip(tag.outcome == Lookup::NotPermitted
                           ? tr("The instance may be another account's, or the key lacks "
                                "cr:GetRepository or cr:ListRepositoryTag there.")
                           : QString());
    m_word->setVisible(!hasDigest);
}

void DigestCell::setSubject(const QString &subject)
{
    m_digest->setAccessibleName(subject);
    m_word->setAccessibleName(subject);
    m_digest->setObjectName(objectName() + u"Id"_s);
    m_word->setObjectName(objectName() + u"Word"_s);
}
