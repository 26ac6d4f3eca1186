#include "rulerefresh.h"

#include "ruledirectory.h"

void RuleRefresh::setDirectory(RuleDirectory *directory)
{
    m_directory = directory;
    plan();
}

void RuleRefresh::setAutomatic(bool automatic)
{
    if (automatic == m_isAutomatic)
        return;
    m_isAutomatic = automatic;
    plan();
}

void RuleRefresh::refresh()
{
    if (m_directory != nullptr)
        m_directory->rereadAll();
    plan();
}

void RuleRefresh::plan()
{
    m_next = {};
    if (m_directory == nullptr || !m_isAutomatic)
        return;
    m_next = m_clock.after(m_pause, [this] {
        if (m_beforeReading)
            m_beforeReading();
        m_directory->reread();
        plan();
    });
}
