#pragma once

#include <QStringList>
#include <QWidget>

class IdBox;
class QGridLayout;
class QLabel;
class QPushButton;

/// The regions that are asked, each a chip that a click takes away, and a box to add another one:
/// by its name, or by an id that no list has.
class RegionChooser final : public QWidget {
    Q_OBJECT

public:
    explicit RegionChooser(QWidget *parent = nullptr);

    void showRegions(const QStringList &ids);
    /// What was typed and not added counts too.
    [[nodiscard]] QStringList regions() const;
    [[nodiscard]] QWidget *firstField() const;
    void retranslate();

Q_SIGNALS:
    void refilled(); ///< has other parts than before
    void regionsChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void add();
    void remove(const QString &id);

    QStringList m_regions{};
    QGridLayout *m_chips = nullptr;
    IdBox *m_box = nullptr;
    QPushButton *m_add = nullptr;
};
