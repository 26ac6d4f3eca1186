#!/bin/sh
# verification.sh FOLDER: nothing below app, models and views turns the verification of certificates
# off, passes over an error of one, or lowers what TLS is accepted. Fails and shows the lines.
cd "$1" || exit 1
switches='ignoreSslErrors|VerifyNone|QueryPeer|AutoVerifyPeer|AnyProtocol|TlsV1_0|TlsV1_1'
switches="$switches|setBackendConfiguration|InsecureSkip"
if grep -rnE "$switches" app models views --include='*.h' --include='*.cpp'; then
    exit 1
fi
# The one place that makes secure connections asks for it by name.
[ "$(grep -rn 'connectToHostEncrypted(' app models views | wc -l)" -eq 1 ] || exit 1
grep -q 'setPeerVerifyMode(QSslSocket::VerifyPeer)' models/registry/http/httpconnection.cpp
