#include "imageref.h"

using namespace Qt::StringLiterals;

bool ImageRef::namesRepository() const
{
    return !instanceId.isEmpty() && !repoNamespaceName.isEmpty() && !repoName.isEmpty();
}

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
