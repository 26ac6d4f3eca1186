#include "watchedscope.h"

#include "printable.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNamed = 2;

} // namespace

QString scopeText(const WatchedScope &scope)
{
    if (scope.isDemo)
        //: In the title and the tool bar, in the place of an account
        return QCoreApplication::translate("WatchedScope", "Demo");
    if (scope.accounts.size() > mostNamed)
        return QCoreApplication::translate("WatchedScope", "%Ln profile(s)", nullptr,
                                           static_cast<int>(scope.accounts.size()));
    return printable(scope.accounts.join(u", "_s));
}
