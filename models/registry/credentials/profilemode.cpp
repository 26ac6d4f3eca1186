#include "profilemode.h"

#include "credentials.h"
#include "redaction.h"

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

struct ModeName {
    ProfileMode mode;
    QLatin1StringView name;
};

constexpr std::array modeNames = {
    ModeName{ProfileMode::Ak, "AK"_L1},
    ModeName{ProfileMode::StsToken, "StsToken"_L1},
    ModeName{ProfileMode::RamRoleArn, "RamRoleArn"_L1},
    ModeName{ProfileMode::EcsRamRole, "EcsRamRole"_L1},
    ModeName{ProfileMode::RsaKeyPair, "RsaKeyPair"_L1},
    ModeName{ProfileMode::RamRoleArnWithRoleName, "RamRoleArnWithRoleName"_L1},
    ModeName{ProfileMode::ChainableRamRoleArn, "ChainableRamRoleArn"_L1},
    ModeName{ProfileMode::External, "External"_L1},
    ModeName{ProfileMode::CredentialsUri, "CredentialsURI"_L1},
    ModeName{ProfileMode::Oidc, "OIDC"_L1},
    ModeName{ProfileMode::CloudSso, "CloudSSO"_L1},
    ModeName{ProfileMode::OAuth, "OAuth"_L1},
    ModeName{ProfileMode::BearerToken, "BearerToken"_L1},
    ModeName{ProfileMode::Anonymous, "Anonymous"_L1},
};

std::optional<ProfileMode> namedMode(const QString &text)
{
    const auto *found = std::ranges::find_if(modeNames, [&text](const ModeName &known) {
        return text.compare(known.name, Qt::CaseInsensitive) == 0;
    });
    return found == modeNames.end() ? std::nullopt : std::optional(found->mode);
}

/// Which mode a profile has that holds all of these fields.
struct ModeFields {
    ProfileMode mode;
    std::array<QLatin1StringView, 3> fields;
};

// The first that fits. The tool itself knows no rule for the last three.
constexpr std::array modesByField = {
    ModeFields{ProfileMode::StsToken, {"access_key_id"_L1, "access_key_secret"_L1, "sts_token"_L1}},
    ModeFields{ProfileMode::RamRoleArn,
               {"access_key_id"_L1, "access_key_secret"_L1, "ram_role_arn"_L1}},
    ModeFields{ProfileMode::Ak, {"access_key_id"_L1, "access_key_secret"_L1}},
    ModeFields{ProfileMode::RsaKeyPair, {"private_key"_L1, "key_pair_name"_L1}},
    ModeFields{ProfileMode::EcsRamRole, {"ram_role_name"_L1}},
    ModeFields{ProfileMode::External, {"process_command"_L1}},
    ModeFields{ProfileMode::Oidc,
               {"oidc_provider_arn"_L1, "oidc_token_file"_L1, "ram_role_arn"_L1}},
    ModeFields{ProfileMode::CloudSso, {"cloud_sso_sign_in_url"_L1}},
    ModeFields{ProfileMode::BearerToken, {"bearer_token"_L1}},
    ModeFields{ProfileMode::ChainableRamRoleArn, {"source_profile"_L1, "ram_role_arn"_L1}},
    ModeFields{ProfileMode::CredentialsUri, {"credentials_uri"_L1}},
    ModeFields{ProfileMode::OAuth, {"oauth_site_type"_L1}},
};

std::optional<ProfileMode> modeByFields(const QJsonObject &profile)
{
    const auto *found = std::ranges::find_if(modesByField, [&profile](const ModeFields &known) {
        return std::ranges::all_of(known.fields, [&profile](QLatin1StringView name) {
            return name.isEmpty() || !textOf(profile, name).isEmpty();
        });
    });
    return found == modesByField.end() ? std::nullopt : std::optional(found->mode);
}

} // namespace

QString nameOf(ProfileMode mode)
{
    return std::ranges::find(modeNames, mode, &ModeName::mode)->name;
}

Result<ProfileMode> modeOf(const QJsonObject &profile, const QString &source)
{
    const QString text = textOf(profile, "mode"_L1);
    if (text.isEmpty()) {
        if (const std::optional<ProfileMode> mode = modeByFields(profile))
            return *mode;
        return tl::unexpected(credentialError(
            u"IncompleteProfile"_s,
            u"The %1 names no mode, and its fields make no known one"_s.arg(source)));
    }
    if (const std::optional<ProfileMode> mode = namedMode(text))
        return *mode;
    return tl::unexpected(
        credentialError(u"UnsupportedProfileMode"_s,
                        u"The mode %1 of the %2 is not known"_s.arg(shownName(text), source)));
}

QString textOf(const QJsonObject &profile, QLatin1StringView name)
{
    return profile[name].toString().trimmed();
}
