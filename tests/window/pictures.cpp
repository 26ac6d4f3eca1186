// Renders the window in each state that is worth a look: pictures FOLDER [--theme T] [--language L]
// [--only STATE] [--size WxH]. It fails where a state cannot be reached, so that none of them is
// forgotten.

#include "language.h"
#include "settings.h"
#include "simulateddashboard.h"
#include "theme.h"
#include "windowstates.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

/// The window with its dialogs over it, as they stand on a screen.
QPixmap picture(MainWindow &window)
{
    QPixmap all = window.grab();
    QPainter painter(&all);
    for (QDialog *dialog : window.findChildren<QDialog *>()) {
        if (!dialog->isVisible())
            continue;
        QRect place(QPoint(), dialog->size());
        place.moveCenter(window.rect().center());
        painter.fillRect(window.rect(), QColor(0, 0, 0, 70));
        painter.drawPixmap(place.topLeft(), dialog->grab());
    }
    return all;
}

bool render(const WindowState &state, ThemeChoice theme, const QString &file)
{
    SimulatedDashboard program(tasksOfStates);
    applyTheme(*qApp, theme);
    program.window().resize(state.size);
    const bool isReached = program.settle() && state.reach(program);
    QTest::qWait(50); // what just came is laid out
    if (!isReached)
        std::fprintf(stderr, "pictures: cannot reach %s\n", qPrintable(state.name));
    return picture(program.window()).save(file) && isReached;
}

QStringList chosen(const QCommandLineParser &parser, const QString &option, const QStringList &all)
{
    return parser.isSet(option) ? parser.values(option) : all;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(u"FOLDER"_s, u"Where the pictures go."_s);
    parser.addOption(
        {u"theme"_s, u"As snapshot takes it; light and dark if not given."_s, u"THEME"_s});
    parser.addOption({u"language"_s, u"en or zh_CN; both if not given."_s, u"LANGUAGE"_s});
    parser.addOption({u"only"_s, u"One state; may be repeated."_s, u"STATE"_s});
    parser.addOption({u"size"_s, u"Size of the window instead of the state's."_s, u"WxH"_s});
    parser.process(application);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(2);
    const QDir folder(parser.positionalArguments().constFirst());
    if (!folder.mkpath(u"."_s)) {
        std::fprintf(stderr, "pictures: cannot make %s\n", qPrintable(folder.path()));
        return 1;
    }

    const QStringList sides = parser.value(u"size"_s).split(u'x');
    const QSize size = sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize();
    Language translation;
    const QStringList only = parser.values(u"only"_s);
    for (const QString &name : only) {
        if (std::ranges::find(windowStates(), name, &WindowState::name) != windowStates().end())
            continue;
        std::fprintf(stderr, "pictures: there is no state %s\n", qPrintable(name));
        return 1;
    }
    bool isGood = true;
    for (const QString &language : chosen(parser, u"language"_s, {u"en"_s, u"zh_CN"_s})) {
        translation.use(language);
        for (const QString &theme : chosen(parser, u"theme"_s, {u"light"_s, u"dark"_s})) {
            const ThemeChoice choice = themeNamed(theme).value_or(ThemeChoice::Light);
            for (WindowState state : windowStates()) {
                if (!size.isEmpty())
                    state.size = size;
                if (!only.isEmpty() && !only.contains(state.name))
                    continue;
                const QString file = u"%1-%2-%3.png"_s.arg(state.name, theme, language);
                isGood = render(state, choice, folder.filePath(file)) && isGood;
            }
        }
    }
    return isGood ? 0 : 1;
}
