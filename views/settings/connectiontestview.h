#pragma once

#include "accountsetup.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

/// A test of the set-up as it stands in the fields: who one is, a line for each region, and the
/// instances with a check box each. Those that are not checked are not read.
class ConnectionTestView final : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionTestView(QWidget *parent = nullptr);

    void showReport(const TestReport &report);
    /// Those that are known, and those that are left out though nobody knows them now.
    void showInstances(const std::vector<InstanceChoice> &instances);
    void showLeftOut(const QStringList &ids);
    [[nodiscard]] const QStringList &leftOut() const { return m_leftOut; }
    void retranslate();

Q_SIGNALS:
    void refilled();    ///< has other parts than before
    void reportShown(); ///< there is a line to be read
    void testRequested();
    void stopRequested();
    void fieldRequested(SetupField field); ///< the one that mends what a line says

private:
    void fillReport();
    void fillInstances();
    void addLine(const TestLine &line);

    TestReport m_report{};
    std::vector<InstanceChoice> m_instances{};
    QStringList m_leftOut{};
    QPushButton *m_test = nullptr;
    QLabel *m_hint = nullptr;
    QVBoxLayout *m_lines = nullptr;
    QLabel *m_instancesTitle = nullptr;
    QVBoxLayout *m_boxes = nullptr;
    QLabel *m_instancesHint = nullptr;
};
