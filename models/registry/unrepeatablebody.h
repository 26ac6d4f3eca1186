#pragma once

#include <QIODevice>

/// The empty body of a request that must not be sent twice. Qt sends a request again, silently,
/// when its connection breaks before the reply, whatever its method and however new the connection
/// is; but it rewinds the body first, and this one cannot be rewound. Then the reply ends with
/// ContentReSendError instead.
class UnrepeatableBody final : public QIODevice {
    Q_OBJECT

public:
    explicit UnrepeatableBody(QObject *parent = nullptr) : QIODevice(parent) { open(ReadOnly); }

    bool reset() override { return false; }
    bool seek(qint64 /*position*/) override { return false; }
    [[nodiscard]] qint64 size() const override { return 0; }
    [[nodiscard]] bool atEnd() const override { return true; }

protected:
    qint64 readData(char * /*data*/, qint64 /*maxSize*/) override { return -1; }
    qint64 writeData(const char * /*data*/, qint64 /*maxSize*/) override { return -1; }
};
