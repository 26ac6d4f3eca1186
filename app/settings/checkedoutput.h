#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QString>

/// Writes to a device and remembers a failure, e.g. a full disk. Bytes may stay in a buffer, so
/// that only finish() knows whether all of them were written.
class CheckedOutput final {
public:
    explicit CheckedOutput(QIODevice &device) : m_device(device) {}

    void write(const QByteArray &bytes);
    /// Empties the buffers. Whether everything was written.
    bool finish();

    [[nodiscard]] bool hasFailed() const { return m_failed; }
    /// "cannot write: ..." in one line; empty where nothing failed.
    [[nodiscard]] QString errorLine() const;

private:
    void fail();

    QIODevice &m_device;
    QString m_error; // the first one
    bool m_failed = false;
};
