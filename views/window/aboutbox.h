#pragma once

class QWidget;

/// What this program is, under which licence; not modal.
void showAboutBox(QWidget &parent);
