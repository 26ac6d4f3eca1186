#pragma once

#include <QCoreApplication>

/// The context under which translators find the words of the free functions below models.
class DisplayWords final {
    Q_DECLARE_TR_FUNCTIONS(DisplayWords)
};
