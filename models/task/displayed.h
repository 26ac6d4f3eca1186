#pragma once

#include "synctask.h"

// Copies of values for display. Each text from outside is isolated(), so that whatever is composed
// of them shows what they hold and in which order. Filtering, sorting, copying and requests take
// the values themselves.

ImageRef displayed(const ImageRef &image);
SyncTask displayed(const SyncTask &task);
