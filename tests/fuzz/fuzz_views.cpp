#include "require.h"
#include "savedview.h"

/// The file of saved views: what can be read is kept whole when it is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const std::optional<SavedViews> views = savedViewsFromJson(json);
    if (!views)
        return 0;
    for (std::size_t i = 0; i < views->size(); ++i)
        require(indexOf((*views)[i].name, *views) == i, "each name is there once");
    const QByteArray written = savedViewsToJson(*views);
    const std::optional<SavedViews> again = savedViewsFromJson(written);
    require(again.has_value(), "views that were written can be read");
    require(savedViewsToJson(*again) == written, "views that were written and read are the same");
    return 0;
}
