#include "tagcopydialog.h"

#include "copyinputs.h"
#include "idbox.h"
#include "imagefault.h"
#include "manualplace.h"
#include "widgetparts.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int copyDialogWidth = 560;

} // namespace

TagCopyDialog::TagCopyDialog(QWidget *parent) : DialogFrame(u"tagCopyDialog"_s, parent)
{
    setManualPlace(*this, {.page = u"actions"_s, .anchor = u"copy"_s});
    makeEnd(m_from, u"copyFrom"_s);
    makeEnd(m_to, u"copyTo"_s);
    m_to.instance->letType();
    m_regionLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_region = new IdBox(this);
    m_region->setObjectName(u"copyToRegion"_s);
    m_accountLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_account = makeAccountInput(u"copyToAccount"_s, this);
    m_accountLabel->setBuddy(m_account);
    m_missing = makeHint(this);
    m_missing->setObjectName(u"copyMissing"_s);

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    addEnd(m_from, *form);
    form->addRow(makeHairline(Qt::Horizontal, this));
    addEnd(m_to, *form);
    form->addRow(m_regionLabel, m_region);
    form->addRow(m_accountLabel, m_account);
    content().setSpacing(12);
    content().addLayout(form);
    content().addWidget(m_missing);
    content().addWidget(makeButtons(u"copyNext"_s, QDialogButtonBox::Cancel));
    setMinimumWidth(copyDialogWidth);
    retranslate();
}

void TagCopyDialog::makeEnd(End &end, const QString &name)
{
    end.title = makeSectionTitle(this);
    end.instanceLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    end.instance = new IdBox(this);
    end.instance->setObjectName(name + u"Instance"_s);
    end.repositoryLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    end.repository = new QLineEdit(this);
    end.repository->setObjectName(name + u"Repository"_s);
    end.tagLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    end.tag = new QLineEdit(this);
    end.tag->setObjectName(name + u"Tag"_s);
    end.repositoryFault = FieldFault(*end.repository, this);
    end.tagFault = FieldFault(*end.tag, this);
    end.instanceLabel->setBuddy(end.instance);
    end.repositoryLabel->setBuddy(end.repository);
    end.tagLabel->setBuddy(end.tag);
    connect(end.instance, &QComboBox::currentTextChanged, this, &TagCopyDialog::check);
    connect(end.repository, &QLineEdit::textEdited, this, &TagCopyDialog::follow);
    connect(end.tag, &QLineEdit::textEdited, this, &TagCopyDialog::follow);
}

void TagCopyDialog::addEnd(const End &end, QFormLayout &form)
{
    form.addRow(end.title);
    form.addRow(end.instanceLabel, end.instance);
    form.addRow(end.repositoryLabel, end.repository);
    form.addRow(QString(), end.repositoryFault.label());
    form.addRow(end.tagLabel, end.tag);
    form.addRow(QString(), end.tagFault.label());
}

void TagCopyDialog::showInstances(const std::vector<RegistryInstance> &instances)
{
    for (IdBox *box : {m_from.instance, m_to.instance}) {
        box->showInstances(instances);
        box->setCurrentIndex(0);
    }
    check();
}

void TagCopyDialog::showCopy(const TagCopy &copy)
{
    showImage(m_from, copy.from);
    showImage(m_to, copy.to);
    m_region->showId(copy.to.regionId);
    m_account->setText(copy.targetUserId);
    check();
}

void TagCopyDialog::showImage(End &end, const ImageRef &image)
{
    end.instance->showId(image.instanceId);
    end.repository->setText(image.repoNamespaceName.isEmpty() && image.repoName.isEmpty()
                                ? QString()
                                : image.repoNamespaceName + u'/' + image.repoName);
    end.tag->setText(image.imageTag);
}

ImageRef TagCopyDialog::imageOf(const End &end)
{
    const QString repository = end.repository->text().trimmed();
    return {.instanceId = end.instance->chosenId(),
            .regionId = end.instance->chosenRegion(),
            .repoNamespaceName = repository.section(u'/', 0, 0),
            .repoName = repository.section(u'/', 1),
            .imageTag = end.tag->text().trimmed()};
}

void TagCopyDialog::follow()
{
    followSource(*m_from.repository, *m_to.repository);
    followSource(*m_from.tag, *m_to.tag);
    check();
}

/// Whether nothing in it is a name that no image can have.
bool TagCopyDialog::showFaults(const End &end)
{
    const ImageRef image = imageOf(end);
    const QString spaceFault = imageNameFault(image.repoNamespaceName, false);
    const QString repository =
        spaceFault.isEmpty() ? imageNameFault(image.repoName, true) : spaceFault;
    const QString tag = tagFault(image.imageTag);
    end.repositoryFault.show(repository);
    end.tagFault.show(tag);
    return repository.isEmpty() && tag.isEmpty();
}

void TagCopyDialog::check()
{
    const bool isKnown = m_to.instance->findData(m_to.instance->chosenId()) >= 0;
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
    const bool isFromValid = showFaults(m_from);
    const bool isToValid = showFaults(m_to);
    acceptButton().setEnabled(missing.isEmpty() && isFromValid && isToValid);
}

void TagCopyDialog::accept()
{
    TagCopy copy{.from = imageOf(m_from), .to = imageOf(m_to), .targetUserId = m_account->text()};
    if (copy.to.regionId.isEmpty())
        copy.to.regionId = m_region->chosenId();
    DialogFrame::accept();
    Q_EMIT copyChosen(copy);
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
    m_region->showRegions();
    acceptButton().setText(previewText());
    check();
}
