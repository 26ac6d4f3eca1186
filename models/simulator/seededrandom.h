#pragma once

#include <QtGlobal>

#include <cmath>

/// Spreads \p value over 64 bits, one to one (SplitMix64).
constexpr quint64 mixed(quint64 value)
{
    value += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

constexpr quint64 mixed(quint64 first, quint64 second)
{
    return mixed(first ^ mixed(second));
}

/// Draws that depend on nothing but the seed, on every machine: the standard's distributions
/// differ between libraries.
class SeededRandom final {
public:
    explicit constexpr SeededRandom(quint64 seed) : m_state(seed) {}

    constexpr quint64 next() { return mixed(m_state += 0x9e3779b97f4a7c15U); }
    /// From 0 to bound - 1.
    constexpr quint32 below(quint32 bound)
    {
        return static_cast<quint32>(((next() >> 32U) * bound) >> 32U);
    }
    constexpr bool oneIn(quint32 count) { return below(count) == 0; }
    /// From 0 to below 1.
    constexpr double unit() { return static_cast<double>(next() >> 11U) * 0x1p-53; }
    constexpr double between(double low, double high) { return low + unit() * (high - low); }
    /// Waiting time of a Poisson process with this mean.
    double exponential(double mean) { return -mean * std::log(1.0 - unit()); }

private:
    quint64 m_state;
};
