#include "accessibleparts.h"

#include "accessiblebutton.h"
#include "accessibleitemview.h"
#include "accessibletext.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAccessibleWidget>
#include <QLabel>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace {

/// A chart says in its name and description what is drawn. Of the scene in it nothing more is to
/// be said.
class AccessibleChart final : public QAccessibleWidget {
public:
    explicit AccessibleChart(QWidget *chart) : QAccessibleWidget(chart, QAccessible::Chart) {}

    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] QAccessibleInterface *child(int /*index*/) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int /*x*/, int /*y*/) const override
    {
        return nullptr;
    }
};

/// Qt asks for each class of \p object, its own first.
QAccessibleInterface *accessiblePart(const QString &className, QObject *object)
{
    if (!object || !object->isWidgetType())
        return nullptr;
    auto *widget = static_cast<QWidget *>(object);
    if (className == u"QTableView" || className == u"QListView" || className == u"QTreeView")
        return new AccessibleItemView(static_cast<QAbstractItemView &>(*widget));
    if (className == u"QPushButton" || className == u"QCheckBox" || className == u"QAbstractButton")
        return new AccessibleButton(static_cast<QAbstractButton &>(*widget));
    if (className == u"QLabel")
        return new AccessibleText(static_cast<QLabel &>(*widget));
    if (className == u"WrappedText")
        return new AccessibleText(static_cast<QTextEdit &>(*widget));
    if (className == u"QChartView")
        return new AccessibleChart(widget);
    return nullptr;
}

} // namespace

void installAccessibleParts()
{
    QAccessible::installFactory(&accessiblePart);
}
