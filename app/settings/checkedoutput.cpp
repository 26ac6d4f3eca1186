#include "checkedoutput.h"

#include <QFileDevice>

using namespace Qt::StringLiterals;

void CheckedOutput::write(const QByteArray &bytes)
{
    if (!m_failed && m_device.write(bytes) != bytes.size())
        fail();
}

bool CheckedOutput::finish()
{
    auto *file = qobject_cast<QFileDevice *>(&m_device);
    if (!m_failed && file && !file->flush())
        fail();
    return !m_failed;
}

QString CheckedOutput::errorLine() const
{
    return m_failed ? u"cannot write: "_s + m_error : QString();
}

void CheckedOutput::fail()
{
    m_failed = true;
    m_error = m_device.errorString();
}
