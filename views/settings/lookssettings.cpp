#include "lookssettings.h"

#include "widgetparts.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array densities = {RowDensity::Compact, RowDensity::Normal, RowDensity::Comfortable};
constexpr std::array themeChoices = {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark,
                                     ThemeChoice::HighContrast, ThemeChoice::HighContrastDark};
constexpr std::array sizes = {TextSize::Small, TextSize::Normal, TextSize::Large};

QString nameOf(RowDensity density)
{
    switch (density) {
    case RowDensity::Compact:
        //: How high rows are
        return LooksSettings::tr("Compact", "rows");
    case RowDensity::Normal:
        return LooksSettings::tr("Normal", "rows");
    case RowDensity::Comfortable:
        return LooksSettings::tr("Comfortable", "rows");
    }
    return {};
}

QString nameOf(TextSize size)
{
    switch (size) {
    case TextSize::Small:
        //: How large texts are
        return LooksSettings::tr("Small", "text");
    case TextSize::Normal:
        return LooksSettings::tr("Normal", "text");
    case TextSize::Large:
        return LooksSettings::tr("Large", "text");
    }
    return {};
}

QString nameOf(ThemeChoice theme)
{
    return displayName(theme);
}

template<typename Values>
QComboBox *makeChoice(const QString &objectName, const Values &values, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(objectName);
    for (const auto value : values)
        box->addItem(nameOf(value), static_cast<int>(value));
    return box;
}

template<typename Values>
void renameItems(QComboBox &box, const Values &values)
{
    int item = 0;
    for (const auto value : values)
        box.setItemText(item++, nameOf(value));
}

} // namespace

LooksSettings::LooksSettings(QWidget *parent)
    : QObject(parent),
      m_title(makeSectionTitle(parent)),
      m_themeLabel(makeLabel(TextStyle::Body, QPalette::WindowText, parent)),
      m_theme(makeChoice(u"lookTheme"_s, themeChoices, parent)),
      m_densityLabel(makeLabel(TextStyle::Body, QPalette::WindowText, parent)),
      m_density(makeChoice(u"rowDensity"_s, densities, parent)),
      m_sizeLabel(makeLabel(TextStyle::Body, QPalette::WindowText, parent)),
      m_size(makeChoice(u"textSize"_s, sizes, parent))
{
    m_themeLabel->setBuddy(m_theme);
    m_densityLabel->setBuddy(m_density);
    m_sizeLabel->setBuddy(m_size);
    retranslate();
    showLooks({});
}

void LooksSettings::addTo(QFormLayout &form) const
{
    form.addRow(m_title);
    form.addRow(m_themeLabel, m_theme);
    form.addRow(m_densityLabel, m_density);
    form.addRow(m_sizeLabel, m_size);
}

void LooksSettings::showLooks(const Looks &looks)
{
    m_density->setCurrentIndex(m_density->findData(static_cast<int>(looks.density)));
    m_size->setCurrentIndex(m_size->findData(static_cast<int>(looks.textSize)));
}

Looks LooksSettings::chosen() const
{
    return {.density = static_cast<RowDensity>(m_density->currentData().toInt()),
            .textSize = static_cast<TextSize>(m_size->currentData().toInt())};
}

void LooksSettings::showTheme(ThemeChoice theme)
{
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(theme)));
}

ThemeChoice LooksSettings::theme() const
{
    return static_cast<ThemeChoice>(m_theme->currentData().toInt());
}

void LooksSettings::retranslate()
{
    //: Title of a part of the settings: how the window looks
    m_title->setText(tr("Looks"));
    m_themeLabel->setText(tr("T&heme"));
    m_densityLabel->setText(tr("&Rows"));
    m_sizeLabel->setText(tr("Te&xts"));
    renameItems(*m_theme, themeChoices);
    renameItems(*m_density, densities);
    renameItems(*m_size, sizes);
}
