#pragma once

#include <QString>

#include <chrono>

/// A lock of the kernel on a file of this process. It ends with the process, however that ends, so
/// a file that is left behind locks nothing, whatever it contains. Works between processes and
/// between objects of one process. Others may read the file, which names the process and its
/// computer: so one that root left behind can still be locked.
class FileLock final {
public:
    enum class Outcome : quint8 {
        Locked,
        HeldByAnother, ///< a living process has it
        Failed,        ///< the file cannot be opened or locked: see error()
    };

    explicit FileLock(QString path);
    /// Unlocks, and removes the file.
    ~FileLock();
    Q_DISABLE_COPY_MOVE(FileLock)

    /// Blocks the thread for at most \p patience.
    Outcome tryLock(std::chrono::milliseconds patience = {});
    void unlock();

    [[nodiscard]] const QString &path() const { return m_path; }
    /// The system's words for the failure.
    [[nodiscard]] const QString &error() const { return m_error; }
    /// "process 12 on host", as the process that holds the lock wrote it; may be empty.
    [[nodiscard]] QString holder() const;

private:
    Outcome tryOnce();
    Outcome failed();

    QString m_path;
    QString m_error;
    int m_file = -1;
};
