#pragma once

#include <cstddef>
#include <vector>

/// In which order the fields of a table came the last time. A server writes objects of one kind in
/// one order, whichever it is: so nearly every name is compared with one field only.
class FieldOrder final {
public:
    /// Where in an object one is: behind which field.
    using Place = std::size_t;
    static constexpr Place begin = 0;

    /// As the \p count fields stand in the table at \p fields, until something else is noted.
    FieldOrder(const void *fields, std::size_t count) : m_fields(fields)
    {
        for (std::size_t field = 0; field <= count; ++field)
            m_next.push_back(field);
    }

    [[nodiscard]] bool isOf(const void *fields) const { return m_fields == fields; }
    /// Which field came there; there may be none of that number.
    [[nodiscard]] std::size_t next(Place place) const { return m_next[place]; }
    void note(Place place, std::size_t field) { m_next[place] = field; }
    [[nodiscard]] static Place placeBehind(std::size_t field) { return field + 1; }

private:
    const void *m_fields;
    std::vector<std::size_t> m_next; // by place
};
