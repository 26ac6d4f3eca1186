#include "theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <QtTest>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

double contrast(const QColor &first, const QColor &second)
{
    const double a = luminance(first);
    const double b = luminance(second);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

struct Named {
    QString name{};
    QColor color{};
};

void addPairs(const QString &theme, const QList<Named> &words, const QList<Named> &grounds)
{
    for (const Named &word : words) {
        for (const Named &ground : grounds) {
            const QString row = theme + u": "_s + word.name + u" on "_s + ground.name;
            QTest::newRow(qUtf8Printable(row)) << word.color << ground.color;
        }
    }
}

QList<Named> statusWords(const QPalette &palette)
{
    QList<Named> words;
    for (const SyncTaskStatus status : shownStatuses)
        words += {.name = u"status "_s + wireName(status), .color = statusText(status, palette)};
    return words;
}

void addTheme(const QString &theme)
{
    const QPalette palette = QApplication::palette();
    const ThemeColors &colors = themeColors(palette);
    const Named text{.name = u"text"_s, .color = colors.text};
    const Named secondary{.name = u"secondary"_s, .color = colors.secondaryText};
    const Named accent{.name = u"accent"_s, .color = colors.accent};
    addPairs(theme, statusWords(palette) + QList<Named>{text, secondary, accent},
             {{.name = u"panel"_s, .color = colors.panel},
              {.name = u"window"_s, .color = colors.window},
              {.name = u"hover"_s, .color = colors.hover},
              {.name = u"selection"_s, .color = colors.selection}});
    addPairs(theme, {text, secondary, accent}, {{.name = u"advice"_s, .color = colors.adviceFill}});
    addPairs(theme, {text, secondary}, {{.name = u"difference"_s, .color = colors.differenceFill}});
    addPairs(theme, {{.name = u"accent text"_s, .color = colors.accentText}}, {accent});
}

void addShapes(const QString &theme)
{
    const QPalette palette = QApplication::palette();
    const ThemeColors &colors = themeColors(palette);
    QList<Named> shapes = {{.name = u"ring"_s, .color = colors.accent},
                           {.name = u"field"_s, .color = colors.control}};
    for (const SyncTaskStatus status : shownStatuses)
        shapes += {.name = u"shape "_s + wireName(status), .color = statusFill(status, palette)};
    addPairs(theme, shapes,
             {{.name = u"panel"_s, .color = colors.panel},
              {.name = u"window"_s, .color = colors.window},
              {.name = u"hover"_s, .color = colors.hover},
              {.name = u"selection"_s, .color = colors.selection}});
    // Around a primary button, and around a chip.
    addPairs(theme, {{.name = u"text ring"_s, .color = colors.text}},
             {{.name = u"panel"_s, .color = colors.panel},
              {.name = u"difference"_s, .color = colors.differenceFill}});
}

struct NamedTheme {
    ThemeChoice choice;
    QStringView name;
};

constexpr std::array themes = {NamedTheme{ThemeChoice::Light, u"light"},
                               NamedTheme{ThemeChoice::Dark, u"dark"},
                               NamedTheme{ThemeChoice::HighContrast, u"high contrast"},
                               NamedTheme{ThemeChoice::HighContrastDark, u"high contrast, dark"}};

} // namespace

class TestTheme final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyCheckBoxIsSeen_data()
    {
        QTest::addColumn<ThemeChoice>("theme");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
    }

    /// WCAG 2.1, 1.4.11: 3 : 1 for what one has to see of a control.
    void anEmptyCheckBoxIsSeen()
    {
        QFETCH(ThemeChoice, theme);
        applyTheme(*qApp, theme);
        const QCheckBox box;
        QStyleOptionButton option;
        option.initFrom(&box);
        option.state = QStyle::State_Enabled | QStyle::State_Off;
        option.rect = {0, 0, 14, 14};
        QImage image(14, 14, QImage::Format_RGB32);
        image.fill(themeColors(box.palette()).panel);
        QPainter painter(&image);
        box.style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &option, &painter, &box);
        painter.end();
        QCOMPARE_GE(contrast(image.pixelColor(0, 7), themeColors(box.palette()).panel), 3.0);
    }

    void everyTextCanBeRead_data()
    {
        QTest::addColumn<QColor>("word");
        QTest::addColumn<QColor>("ground");
        for (const auto &[theme, name] : themes) {
            applyTheme(*qApp, theme);
            addTheme(name.toString());
        }
    }

    void everyTextCanBeRead()
    {
        QFETCH(QColor, word);
        QFETCH(QColor, ground);
        QCOMPARE_GE(contrast(word, ground), 4.5);
    }

    void highContrastIsHigh_data()
    {
        QTest::addColumn<QColor>("word");
        QTest::addColumn<QColor>("ground");
        for (const auto &[theme, name] : themes) {
            applyTheme(*qApp, theme);
            if (theme == ThemeChoice::HighContrast || theme == ThemeChoice::HighContrastDark)
                addTheme(name.toString());
        }
    }

    /// WCAG 2.1, 1.4.6: 7 : 1 for words.
    void highContrastIsHigh()
    {
        QFETCH(QColor, word);
        QFETCH(QColor, ground);
        QCOMPARE_GE(contrast(word, ground), 7.0);
    }

    void shapesAndRingsAreSeen_data()
    {
        QTest::addColumn<QColor>("shape");
        QTest::addColumn<QColor>("ground");
        for (const auto &[theme, name] : themes) {
            applyTheme(*qApp, theme);
            addShapes(name.toString());
        }
    }

    /// WCAG 2.1, 1.4.11: 3 : 1 for what has to be seen, as the shape of a status, a bar of the
    /// chart, the ring around what has the focus.
    void shapesAndRingsAreSeen()
    {
        QFETCH(QColor, shape);
        QFETCH(QColor, ground);
        QCOMPARE_GE(contrast(shape, ground), 3.0);
    }

    void everyThemeIsFoundByItsPalette()
    {
        QList<QColor> accents;
        for (const auto &[theme, name] : themes) {
            applyTheme(*qApp, theme);
            QWidget window;
            auto *button = new QPushButton(u"Retry"_s, &window); // style sheets change its palette
            window.ensurePolished();
            button->ensurePolished();
            QCOMPARE(themeColors(button->palette()).accent, themeColors(window.palette()).accent);
            QVERIFY2(!accents.contains(themeColors(window.palette()).accent),
                     qPrintable(name.toString()));
            accents << themeColors(window.palette()).accent;
        }
    }

    void systemFollowsWhatTheDesktopSays_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<DesktopLooks>("desktop");
        QTest::addColumn<ThemeChoice>("same");
        using enum ThemeChoice;
        QTest::newRow("nothing") << System << DesktopLooks() << Light; // offscreen's palette
        QTest::newRow("dark") << System << DesktopLooks{.isDark = true} << Dark;
        QTest::newRow("light") << System << DesktopLooks{.isDark = false} << Light;
        QTest::newRow("contrast") << System << DesktopLooks{.hasHighContrast = true}
                                  << HighContrast;
        QTest::newRow("dark contrast")
            << System << DesktopLooks{.isDark = true, .hasHighContrast = true} << HighContrastDark;
        // What a person chose stays.
        QTest::newRow("chosen light")
            << Light << DesktopLooks{.isDark = true, .hasHighContrast = true} << Light;
        QTest::newRow("chosen contrast")
            << HighContrast << DesktopLooks{.isDark = true} << HighContrast;
    }

    void systemFollowsWhatTheDesktopSays()
    {
        QFETCH(ThemeChoice, choice);
        QFETCH(DesktopLooks, desktop);
        QFETCH(ThemeChoice, same);
        applyTheme(*qApp, same);
        const QColor expected = themeColors(QApplication::palette()).accent;
        applyTheme(*qApp, choice, {}, desktop);
        QCOMPARE(themeColors(QApplication::palette()).accent, expected);
    }

    void nothingMovesWhereTheDesktopWantsNoMotion()
    {
        const auto duration = [] {
            return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration);
        };
        applyTheme(*qApp, ThemeChoice::System);
        const int usual = duration();
        const bool hadMenus = QApplication::isEffectEnabled(Qt::UI_AnimateMenu);
        QVERIFY(usual > 0);
        applyTheme(*qApp, ThemeChoice::System, {}, {.hasLittleMotion = true});
        QCOMPARE(duration(), 0);
        QVERIFY(!QApplication::isEffectEnabled(Qt::UI_AnimateMenu));
        applyTheme(*qApp, ThemeChoice::System);
        QCOMPARE(duration(), usual);
        QCOMPARE(QApplication::isEffectEnabled(Qt::UI_AnimateMenu), hadMenus);
    }

    void aLivingWindowChangesWithTheTheme()
    {
        applyTheme(*qApp, ThemeChoice::Light);
        QWidget window;
        QPushButton button(u"Retry"_s, &window);
        button.setGeometry(10, 10, 80, 28);
        window.resize(100, 48);
        window.show();
        QVERIFY(!themeColors(window.palette()).dark);
        const QColor before = button.grab().toImage().pixelColor(6, 14);
        QCOMPARE(before, themeColors(window.palette()).panel);

        applyTheme(*qApp, ThemeChoice::Dark);
        QVERIFY(themeColors(window.palette()).dark);
        QCOMPARE(button.grab().toImage().pixelColor(6, 14), themeColors(window.palette()).panel);
        QCOMPARE(window.grab().toImage().pixelColor(2, 2), themeColors(window.palette()).window);
    }

    void systemMeansTheDesktopsOwnLightness()
    {
        applyTheme(*qApp, ThemeChoice::Dark);
        applyTheme(*qApp, ThemeChoice::System);
        QVERIFY(!themeColors(QApplication::palette()).dark); // offscreen's palette is light
    }

    void looksChangeRowsAndTextsAtOnce_data()
    {
        QTest::addColumn<Looks>("looks");
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("body");
        QTest::addColumn<int>("headline");
        QTest::newRow("usual") << Looks{} << 28 << 13 << 20;
        QTest::newRow("compact") << Looks{.density = RowDensity::Compact} << 24 << 13 << 20;
        QTest::newRow("comfortable") << Looks{.density = RowDensity::Comfortable} << 36 << 13 << 20;
        QTest::newRow("small") << Looks{.textSize = TextSize::Small} << 26 << 12 << 18;
        QTest::newRow("large") << Looks{.textSize = TextSize::Large} << 32 << 15 << 23;
    }

    void looksChangeRowsAndTextsAtOnce()
    {
        QFETCH(Looks, looks);
        QFETCH(int, row);
        QFETCH(int, body);
        QFETCH(int, headline);
        applyTheme(*qApp, ThemeChoice::Light);
        QLabel own(u"Delayed"_s);
        own.setFont(textFont(TextStyle::Headline, own.font()));
        QLabel plain(u"text"_s);
        own.show();
        plain.show();
        applyTheme(*qApp, ThemeChoice::Light, looks);
        QCOMPARE(tableRowHeight(), row);
        QCOMPARE(plain.font().pixelSize(), body);
        QCOMPARE(own.font().pixelSize(), headline);
        QCOMPARE(own.font().weight(), QFont::DemiBold);
        QCOMPARE(unscaledFromText(scaledToText(96)), 96);
        applyTheme(*qApp, ThemeChoice::Dark, looks);
        QCOMPARE(own.font().pixelSize(), headline); // another theme keeps them
        applyTheme(*qApp, ThemeChoice::Dark);
        QCOMPARE(own.font().pixelSize(), 20);
        QCOMPARE(tableRowHeight(), 28);
    }

    void wordsKeepTheirSizeWhenTheThemeChanges()
    {
        applyTheme(*qApp, ThemeChoice::Light);
        QLabel label(u"Delayed"_s);
        label.setFont(textFont(TextStyle::Headline, label.font()));
        label.show();
        applyTheme(*qApp, ThemeChoice::Dark);
        QCOMPARE(label.font().pixelSize(), 20);
        QCOMPARE(label.font().weight(), QFont::DemiBold);
        QCOMPARE(QApplication::font().pixelSize(), 13);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
