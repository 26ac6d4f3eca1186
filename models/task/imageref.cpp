#include "imageref.h"

using namespace Qt::StringLiterals;

QString ImageRef::path() const
{
    QString text = repoNamespaceName;
    if (!repoNamespaceName.isEmpty() && !repoName.isEmpty())
        text += u'/';
    text += repoName;
    if (!imageTag.isEmpty())
        text += u':' % imageTag;
    return text;
}
