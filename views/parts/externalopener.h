#pragma once

class QUrl;

/// Opens a page, a file or a folder with the program that the desktop has for it; that program
/// gets the umask of the user, not ours. False where the desktop has none.
bool openExternally(const QUrl &url);
