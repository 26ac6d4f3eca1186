#include "tasklinksection.h"

#include "tasklinkrow.h"
#include "widgetparts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

TaskLinkSection::TaskLinkSection(const QString &name, QWidget *parent)
    : QWidget(parent), m_name(name), m_title(makeSectionTitle(this))
{
    setObjectName(name);
    m_title->setObjectName(name + u"Title"_s);
    auto *titleLine = new QHBoxLayout;
    titleLine->setContentsMargins(0, 0, 0, 0);
    titleLine->addWidget(m_title, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(titleLine);
    setTitle({});
}

TaskLinkSection::~TaskLinkSection() = default;

void TaskLinkSection::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
}

QPushButton *TaskLinkSection::button(const QString &objectName)
{
    if (m_button == nullptr) {
        m_button = makeButton(objectName, "link", this);
        m_button->setFont(textFont(TextStyle::Caption, m_button->font()));
        static_cast<QHBoxLayout *>(layout()->itemAt(0)->layout())->addWidget(m_button);
    }
    return m_button;
}

void TaskLinkSection::showLinks(const std::vector<TaskLink> &links)
{
    while (m_rows.size() < links.size())
        m_rows.push_back(addRow());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (i < links.size())
            m_rows[i]->showLink(links[i]);
        m_rows[i]->setVisible(i < links.size());
    }
}

TaskLinkRow *TaskLinkSection::addRow()
{
    auto *row = new TaskLinkRow(this);
    row->setObjectName(m_name + QString::number(m_rows.size()));
    layout()->addWidget(row);
    connect(row, &TaskLinkRow::clicked, this, [this, row] { Q_EMIT taskChosen(row->link().row); });
    return row;
}
