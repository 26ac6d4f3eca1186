#pragma once

#include "credentialfetch.h"
#include "credentialplan.h"

#include <QByteArray>

/// Asks the virtual machine that this program runs on for the key of its role: metadata v2 with a
/// token, else v1 (acr-api.md, section 3.4).
class MetadataFetch final : public CredentialFetch {
    Q_OBJECT

public:
    MetadataFetch(const CredentialServices &services, EcsRole role, const QString &source);

protected:
    void begin() override;

private:
    [[nodiscard]] HttpQuestion questionFor(const QString &path) const;
    void takeToken(const Result<HttpReply> &reply);
    void askForName();
    void askForKey(const QString &name);

    EcsRole m_role;
    QByteArray m_token;
};
