#include "ruledryrun.h"

#include <utility>

RuleDryRun::RuleDryRun(const TaskStore &store, Clock &clock) : m_images(store), m_work(clock) {}

void RuleDryRun::begin(const RuleDraft &draft, Then then)
{
    m_images.setInstance(draft.rule.instance.instanceId);
    m_count.reset();
    m_work.begin({[this] { return m_images.processChunk(); }, TimeSlicedJob::once([this, draft] {
                      m_count.emplace(m_images, draft); // they are all there now
                  }),
                  [this] { return m_count->countChunk(); },
                  TimeSlicedJob::once([this, then = std::move(then)] { then(m_count->reach()); })});
}
