#include "jsonmemory.h"

#include "jsonparser.h"

JsonMemory::JsonMemory() : m_parser(std::make_unique<JsonParser>()) {}

JsonMemory::~JsonMemory() = default;
