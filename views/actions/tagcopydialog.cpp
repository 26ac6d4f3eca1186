#include "tagcopydialog.h"

#include "instancechoice.h"
#include "region.h"
#include "widgetparts.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int copyDialogWidth = 520;
constexpr int regionRole = Qt::UserRole + 1;

} // namespace

TagCopyDialog::TagCopyDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(u"tagCopyDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    fillWithPanel(*this);
    makeEnd(m_from, u"copyFrom"_s);
    makeEnd(m_to, u"copyTo"_s);
    m_to.instance->setEditable(true);
    m_to.instance->setInsertPolicy(QComboBox::NoInsert);
    m_regionLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_region = new QComboBox(this);
    m_region->setObjectName(u"copyToRegion"_s);
    for (const Region &region : knownRegions())
        m_region->addItem(placeName(region.id.toString()), region.id.toString());
    m_accountLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_account = new QLineEdit(this);
    m_account->setObjectName(u"copyToAccount"_s);
    m_account->setValidator(
        new QRegularExpressionValidator(QRegularExpression(u"[0-9]{1,20}"_s), m_account));
    m_missing = makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this);
    m_missing->setObjectName(u"copyMissing"_s);
    m_missing->setWordWrap(true);
    m_cancel = makeButton(u"copyCancel"_s, nullptr, this);
    m_next = makeButton(u"copyNext"_s, "primary", this);
    m_next->setDefault(true);

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    addEnd(m_from, *form);
    form->addRow(makeHairline(Qt::Horizontal, this));
    addEnd(m_to, *form);
    form->addRow(m_regionLabel, m_region);
    form->addRow(m_accountLabel, m_account);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_next, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_cancel, QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(m_missing);
    layout->addWidget(buttons);
    setMinimumWidth(copyDialogWidth);

    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_next, &QPushButton::clicked, this, [this] {
        TagCopy copy{
            .from = imageOf(m_from), .to = imageOf(m_to), .targetUserId = m_account->text()};
        if (copy.to.regionId.isEmpty())
            copy.to.regionId = m_region->currentData().toString();
        accept();
        Q_EMIT copyChosen(copy);
    });
    retranslate();
    check();
}

TagCopyDialog::~TagCopyDialog() = default;

void TagCopyDialog::makeEnd(End &end, const QString &name)
{
    end.title = makeSectionTitle(this);
    end.instanceLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    end.instance = new QComboBox(this);
    end.instance->setObjectName(name + u"Instance"_s);
    end.repositoryLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    end.repository = new QLineEdit(this);
    end.repository->setObjectName(name + u"Repository"_s);
    end.tagLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    end.tag = new QLineEdit(this);
    end.tag->setObjectName(name + u"Tag"_s);
    end.instanceLabel->setBuddy(end.instance);
    end.repositoryLabel->setBuddy(end.repository);
    end.tagLabel->setBuddy(end.tag);
    connect(end.instance, &QComboBox::currentTextChanged, this, &TagCopyDialog::check);
    connect(end.repository, &QLineEdit::textEdited, this, &TagCopyDialog::followSource);
    connect(end.tag, &QLineEdit::textEdited, this, &TagCopyDialog::followSource);
}

void TagCopyDialog::addEnd(const End &end, QFormLayout &form)
{
    form.addRow(end.title);
    form.addRow(end.instanceLabel, end.instance);
    form.addRow(end.repositoryLabel, end.repository);
    form.addRow(end.tagLabel, end.tag);
}

void TagCopyDialog::showInstances(const std::vector<RegistryInstance> &instances)
{
    for (QComboBox *box : {m_from.instance, m_to.instance}) {
        box->clear();
        for (const RegistryInstance &instance : instances) {
            box->addItem(instanceEntry(instance), instance.id);
            box->setItemData(box->count() - 1, instance.regionId, regionRole);
        }
    }
    check();
}

void TagCopyDialog::showCopy(const TagCopy &copy)
{
    showImage(m_from, copy.from);
    showImage(m_to, copy.to);
    if (const int region = m_region->findData(copy.to.regionId); region >= 0)
        m_region->setCurrentIndex(region);
    m_account->setText(copy.targetUserId);
    check();
}

void TagCopyDialog::showImage(End &end, const ImageRef &image)
{
    if (const int entry = end.instance->findData(image.instanceId); entry >= 0)
        end.instance->setCurrentIndex(entry);
    else if (end.instance->isEditable())
        end.instance->setEditText(image.instanceId);
    end.repository->setText(image.repoNamespaceName.isEmpty() && image.repoName.isEmpty()
                                ? QString()
                                : image.repoNamespaceName + u'/' + image.repoName);
    end.tag->setText(image.imageTag);
}

ImageRef TagCopyDialog::imageOf(const End &end)
{
    const QString id = chosenIn(*end.instance);
    const int entry = end.instance->findData(id);
    const QString repository = end.repository->text().trimmed();
    return {.instanceId = id,
            .regionId = end.instance->itemData(entry, regionRole).toString(),
            .repoNamespaceName = repository.section(u'/', 0, 0),
            .repoName = repository.section(u'/', 1),
            .imageTag = end.tag->text().trimmed()};
}

/// A copy mostly has the same name; who writes another one keeps it.
void TagCopyDialog::followSource()
{
    for (const auto &[from, to] :
         {std::pair(m_from.repository, m_to.repository), std::pair(m_from.tag, m_to.tag)}) {
        if (!to->isModified())
            to->setText(from->text());
    }
    check();
}

void TagCopyDialog::check()
{
    const bool isKnown = m_to.instance->findData(chosenIn(*m_to.instance)) >= 0;
    m_regionLabel->setVisible(!isKnown);
    m_region->setVisible(!isKnown);
    const auto isWhole = [](const ImageRef &image) {
        return !image.instanceId.isEmpty() && !image.repoNamespaceName.isEmpty() &&
               !image.repoName.isEmpty() && !image.imageTag.isEmpty();
    };
    const ImageRef from = imageOf(m_from);
    const ImageRef to = imageOf(m_to);
    QString missing;
    if (!isWhole(from) || !isWhole(to))
        missing = tr("Each end needs an instance, a repository as namespace/name, and a tag.");
    else if (from.instanceId == to.instanceId && from.path() == to.path())
        missing = tr("Source and destination are the same.");
    m_missing->setText(missing);
    m_next->setEnabled(missing.isEmpty());
}

void TagCopyDialog::retranslate()
{
    setWindowTitle(tr("Synchronize a tag now"));
    m_from.title->setText(tr("Source"));
    m_to.title->setText(tr("Destination"));
    for (const End &end : {m_from, m_to}) {
        end.instanceLabel->setText(tr("Instance"));
        end.repositoryLabel->setText(tr("Repository"));
        end.repository->setPlaceholderText(tr("namespace/name"));
        end.tagLabel->setText(tr("Tag"));
    }
    m_to.instance->lineEdit()->setPlaceholderText(tr("name, or id such as cri-…"));
    m_regionLabel->setText(tr("Region"));
    m_accountLabel->setText(tr("Account id"));
    m_account->setPlaceholderText(tr("only where the destination is another account's"));
    m_cancel->setText(tr("Cancel"));
    //: Button: shows what would be sent
    m_next->setText(tr("Preview"));
    check();
}

void TagCopyDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
