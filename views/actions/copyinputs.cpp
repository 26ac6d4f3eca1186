#include "copyinputs.h"

#include <QLineEdit>
#include <QRegularExpressionValidator>

using namespace Qt::StringLiterals;

QLineEdit *makeAccountInput(const QString &objectName, QWidget *parent)
{
    auto *input = new QLineEdit(parent);
    input->setObjectName(objectName);
    input->setValidator(
        new QRegularExpressionValidator(QRegularExpression(u"[0-9]{1,20}"_s), input));
    return input;
}

void followSource(const QLineEdit &from, QLineEdit &to)
{
    if (!to.isModified())
        to.setText(from.text());
}
