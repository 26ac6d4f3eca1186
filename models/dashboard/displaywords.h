#pragma once

#include <QCoreApplication>

/// The context under which translators find the words of this library's free functions.
class DisplayWords final {
    Q_DECLARE_TR_FUNCTIONS(DisplayWords)
};
