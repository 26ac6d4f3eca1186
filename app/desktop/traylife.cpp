#include "traylife.h"

#include "mainwindow.h"
#include "messagebar.h"
#include "notifier.h"
#include "raisedwindow.h"
#include "settingsdialog.h"

#include <QGuiApplication>

#include <utility>

TrayLife::TrayLife(MainWindow &window, Autostart autostart, QObject *parent)
    : QObject(parent), m_window(window), m_autostart(std::move(autostart))
{
    m_window.setHidesOnClose([this] { return hidesOnClose(); });
    connect(&m_window, &MainWindow::quitRequested, this, &TrayLife::quit);
    connect(&m_window, &MainWindow::settingsMade, this, &TrayLife::connectDialog);
}

TrayLife::~TrayLife()
{
    m_window.setHidesOnClose({});
    QGuiApplication::setQuitOnLastWindowClosed(true);
}

bool TrayLife::isTrayThere() const
{
    return m_notifier != nullptr && m_notifier->isInSight();
}

bool TrayLife::hidesOnClose()
{
    const bool hides = m_closesToTray && isTrayThere();
    // Else closing the manual, which is a window too, would end the hidden program.
    QGuiApplication::setQuitOnLastWindowClosed(!hides);
    return hides;
}

void TrayLife::showWindow(bool hidden)
{
    if (!hidden)
        return m_window.show();
    if (!isTrayThere())
        return m_window.showMinimized();
    QGuiApplication::setQuitOnLastWindowClosed(false);
}

void TrayLife::quit()
{
    if (!m_window.quit())
        return raiseWindow(m_window);
    QGuiApplication::setQuitOnLastWindowClosed(true);
    QCoreApplication::exit(0); // a hidden window is not the last one that closes
}

void TrayLife::connectDialog(SettingsDialog &dialog)
{
    connect(&dialog, &SettingsDialog::opened, this,
            [this, &dialog] { dialog.showAutostart(m_autostart.isOn()); });
    connect(&dialog, &SettingsDialog::autostartChosen, this, &TrayLife::setAutostart);
}

void TrayLife::setAutostart(bool isOn)
{
    const auto done = m_autostart.set(isOn);
    if (done)
        return;
    const Advice advice{
        .happened = tr("Whether the program starts with the desktop could not be changed."),
        .whatToDo = tr("Check the permissions of the folder, then choose it again.")};
    m_window.messageBar().showAnswer(advice, done.error());
}
