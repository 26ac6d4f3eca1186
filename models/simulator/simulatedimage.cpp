#include "simulatedimage.h"

#include "seededrandom.h"

#include <array>
#include <charconv>
#include <chrono>

namespace {

constexpr quint64 tagSalt = 0x746167;
constexpr quint64 layerSalt = 0x6c61796572;

void appendNumber(QByteArray &to, qint64 number, int width = 1)
{
    std::array<char, 20> text{};
    const char *end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    const auto length = static_cast<int>(end - text.data());
    for (int i = length; i < width; ++i)
        to += '0';
    to.append(text.data(), length);
}

void appendDate(QByteArray &to, qint64 ms)
{
    const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(ms)};
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
    appendNumber(to, static_cast<int>(date.year()), 4);
    appendNumber(to, static_cast<unsigned>(date.month()), 2);
    appendNumber(to, static_cast<unsigned>(date.day()), 2);
}

// Versions rise with time, as real ones do. Two pushes soon after another share a patch number,
// which is how tags come to conflict.
void appendVersion(QByteArray &to, const SimulatedImage &image)
{
    constexpr qint64 minorMs = 172'800'000;
    constexpr qint64 patchMs = 1'200'000;
    const qint64 age = image.pushedMs + static_cast<qint64>(image.repositoryKey % minorMs);
    appendNumber(to, 1 + static_cast<qint64>(image.repositoryKey % 5));
    to += '.';
    appendNumber(to, age / minorMs % 60);
    to += '.';
    appendNumber(to, age % minorMs / patchMs);
}

void appendCommit(QByteArray &to, quint64 key)
{
    constexpr int digits = 8;
    for (int i = 0; i < digits; ++i)
        to += "0123456789abcdef"[key >> (4U * static_cast<unsigned>(i)) & 0xfU];
}

struct KindChance {
    quint32 upTo; ///< percent, summed
    TagKind kind;
};

constexpr std::array applicationKinds = {
    KindChance{45, TagKind::Release}, KindChance{60, TagKind::Candidate},
    KindChance{90, TagKind::Build},   KindChance{96, TagKind::Variant},
    KindChance{100, TagKind::Latest},
};
constexpr std::array modelKinds = {
    KindChance{55, TagKind::Nightly},
    KindChance{75, TagKind::Dated},
    KindChance{97, TagKind::Release},
    KindChance{100, TagKind::Latest},
};
constexpr std::array baseKinds = {
    KindChance{55, TagKind::Variant},
    KindChance{95, TagKind::Dated},
    KindChance{100, TagKind::Latest},
};

template<std::size_t size>
TagKind chosen(const std::array<KindChance, size> &chances, quint32 percent)
{
    for (const KindChance &chance : chances) {
        if (percent < chance.upTo)
            return chance.kind;
    }
    return TagKind::Latest;
}

struct LayerSizes {
    quint32 count;
    double smallest; ///< powers of two
    double largest;
};

void appendLayers(std::vector<ImageLayer> &layers, quint64 key, quint64 artifactKey,
                  const LayerSizes &sizes)
{
    SeededRandom random(key);
    for (quint32 i = 0; i < sizes.count; ++i) {
        const quint64 digestKey = random.next();
        const double size = std::exp2(random.between(sizes.smallest, sizes.largest));
        layers.push_back({.digestKey = digestKey,
                          .artifactKey = artifactKey,
                          .size = static_cast<qint64>(size)});
    }
}

} // namespace

TagKind tagKind(const SimulatedImage &image)
{
    SeededRandom random(mixed(image.key, tagSalt));
    const quint32 percent = random.below(100);
    switch (image.style) {
    case TagStyle::Application:
        return chosen(applicationKinds, percent);
    case TagStyle::Model:
        return chosen(modelKinds, percent);
    case TagStyle::Base:
        return chosen(baseKinds, percent);
    }
    return TagKind::Latest;
}

void appendTag(QByteArray &to, const SimulatedImage &image)
{
    switch (tagKind(image)) {
    case TagKind::Release:
        to += 'v';
        appendVersion(to, image);
        return;
    case TagKind::Candidate:
        to += 'v';
        appendVersion(to, image);
        to += "-rc.";
        appendNumber(to, 1 + static_cast<qint64>(image.key % 4));
        return;
    case TagKind::Build:
        to += "main-";
        appendCommit(to, image.key);
        return;
    case TagKind::Nightly:
        to += "nightly-";
        appendDate(to, image.pushedMs);
        to += '-';
        appendNumber(to, image.pushedMs / 60'000 % 1440, 4);
        return;
    case TagKind::Dated:
        appendDate(to, image.pushedMs);
        to += "-b";
        appendNumber(to, 100 + image.pushedMs / 600'000 % 9900);
        return;
    case TagKind::Variant:
        appendVersion(to, image);
        to += image.key % 2 == 0 ? "-alpine" : "-bookworm";
        return;
    case TagKind::Latest:
        to += "latest";
        return;
    }
}

std::vector<ImageLayer> imageLayers(const SimulatedImage &image)
{
    const bool isModel = image.style == TagStyle::Model;
    SeededRandom random(mixed(image.key, layerSalt));
    const int artifacts = random.oneIn(8) ? 2 : 1; // two architectures under one tag
    std::vector<ImageLayer> layers;
    layers.reserve(16);
    for (int artifact = 0; artifact < artifacts; ++artifact) {
        const quint64 artifactKey = random.next();
        const auto shared = static_cast<quint32>(1 + image.repositoryKey % 3);
        appendLayers(layers, mixed(image.repositoryKey, static_cast<quint64>(artifact)),
                     artifactKey, {.count = shared, .smallest = 21, .largest = 26.5});
        appendLayers(
            layers, artifactKey, artifactKey,
            {.count = 2 + random.below(5), .smallest = 12, .largest = isModel ? 29.5 : 26.5});
    }
    return layers;
}
