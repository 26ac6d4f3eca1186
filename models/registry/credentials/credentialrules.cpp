#include "credentialrules.h"

#include "credentialvariables.h"

using namespace Qt::StringLiterals;

CredentialRules credentialRules(const QProcessEnvironment &environment)
{
    return {.mayAskOthers = !isSwitchedOn(environment, "DISABLE_EXTERNAL_PROCESS"_L1),
            .mayUseMetadata = !isSwitchedOn(environment, "ECS_METADATA_DISABLED"_L1),
            .mayUseMetadataV1 = !isSwitchedOn(environment, "IMDSV1_DISABLED"_L1),
            .usesVpc = isSwitchedOn(environment, "VPC_ENDPOINT_ENABLED"_L1),
            .stsEndpoint = variableOf(environment, "STS_ENDPOINT"_L1),
            .stsRegion = variableOf(environment, "STS_REGION"_L1),
            .credentialsUri = variableOf(environment, "CREDENTIALS_URI"_L1)};
}

QString stsEndpointOf(const QString &region, bool usesVpc)
{
    if (region.isEmpty())
        return u"sts.aliyuncs.com"_s;
    return (usesVpc ? u"sts-vpc."_s : u"sts."_s) + region + u".aliyuncs.com"_s;
}
