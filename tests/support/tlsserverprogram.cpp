#include "tlsserver.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

/// tlsserverprogram CERTIFICATE: a TlsServer in a process of its own, whose OpenSSL still shows
/// certificates that are too weak. Prints its port, and runs until it is killed.
int main(int argc, char **argv)
{
    qputenv("OPENSSL_CONF", TLS_FIXTURES "/weak.cnf");
    const QCoreApplication application(argc, argv);
    const QByteArray page = R"({"RequestId":"R","Code":"success","IsSuccess":true,"PageNo":1,)"
                            R"("PageSize":30,"TotalCount":0,"SyncTasks":[]})";
    const TlsServer server(QCoreApplication::arguments().value(1, u"good"_s),
                           "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                               QByteArray::number(page.size()) + "\r\n\r\n" + page);
    std::printf("%d\n", int{server.serverPort()});
    std::fflush(stdout);
    return QCoreApplication::exec();
}
