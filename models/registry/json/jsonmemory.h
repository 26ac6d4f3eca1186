#pragma once

#include "stringinterner.h"

#include <memory>

struct JsonParser;

/// What reading replies keeps from one to the next: texts that repeat, and room to work in.
class JsonMemory final {
public:
    JsonMemory();
    ~JsonMemory();
    Q_DISABLE_COPY_MOVE(JsonMemory)

    [[nodiscard]] StringInterner &strings() { return m_strings; }
    [[nodiscard]] JsonParser &parser() { return *m_parser; }

private:
    StringInterner m_strings;
    std::unique_ptr<JsonParser> m_parser; ///< its type would show simdjson to everyone
};
