#pragma once

#include "synctask.h"

/// A copy for display. Each text from outside is isolated(), so that whatever is composed of them
/// shows what they hold and in which order. Filtering, sorting, copying and requests take the value
/// itself.
ImageRef displayed(const ImageRef &image);
/// The same for all texts of a task.
SyncTask displayed(const SyncTask &task);
