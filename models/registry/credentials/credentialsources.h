#pragma once

#include "credentialplan.h"
#include "credentialservices.h"
#include "credentialsource.h"

#include <memory>

/// What carries \p plan out. Asks nobody before it is asked itself.
std::shared_ptr<CredentialSource> makeCredentialSource(const CredentialPlan &plan,
                                                       const CredentialServices &services);
