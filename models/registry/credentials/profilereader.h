#pragma once

#include "credentialplan.h"
#include "credentialrules.h"
#include "inifile.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

/// Makes plans of the profiles of the vendor's tool's file, and of sections of its SDKs' ini file.
/// Modes are compared without regard to case, as the tool does it; one that is empty is told by the
/// fields, in the tool's order. Errors: ProfileNotFound, IncompleteProfile, UnsupportedProfileMode,
/// SignInNeeded, MalformedCredentials, SwitchedOff, SourceProfileNotFound, ProfileCycle, and those
/// of endpointFromText(). Source: acr-api.md, sections 3.2 and 3.3.
class ProfileReader final {
public:
    /// \p fileName is for a person.
    ProfileReader(QJsonArray profiles, QString fileName, CredentialRules rules);

    [[nodiscard]] Result<CredentialPlan> planOf(const QString &name) const;
    /// The fields of the profile \p name; null where there is none.
    [[nodiscard]] QJsonObject fieldsOf(const QString &name) const;

private:
    [[nodiscard]] Result<CredentialPlan> planOf(const QString &name, QStringList above) const;

    QJsonArray m_profiles;
    QString m_fileName;
    CredentialRules m_rules;
};

/// The plan of a section of the SDKs' ini file, which a person knows as \p source.
Result<CredentialPlan> planOfSection(const IniSection &section, const QString &source,
                                     const CredentialRules &rules);
