#pragma once

#include "credentialfetch.h"
#include "credentialplan.h"

/// Asks the address that a person has named for a key (acr-api.md, section 3.4, CredentialsURI).
class AddressFetch final : public CredentialFetch {
    Q_OBJECT

public:
    AddressFetch(const CredentialServices &services, KeyAddress address, const QString &source);

protected:
    void begin() override;

private:
    KeyAddress m_address;
};
