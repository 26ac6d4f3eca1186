#pragma once

#include <QByteArray>

#include <vector>

/// How the teams of a namespace name their tags.
enum class TagStyle : quint8 { Application, Model, Base };

/// The forms of tags; rules tell them apart by regular expression.
enum class TagKind : quint8 { Release, Candidate, Build, Nightly, Dated, Variant, Latest };

/// One blob of an image. Equal keys are equal blobs.
struct ImageLayer {
    quint64 digestKey = 0;
    quint64 artifactKey = 0; ///< of the manifest that needs it
    qint64 size = 0;
};

/// What was pushed: everything about it follows from these four.
struct SimulatedImage {
    quint64 key = 0;           ///< of the push
    quint64 repositoryKey = 0; ///< images of one repository share their base layers
    TagStyle style = TagStyle::Application;
    qint64 pushedMs = 0;
};

TagKind tagKind(const SimulatedImage &image);
void appendTag(QByteArray &to, const SimulatedImage &image);
std::vector<ImageLayer> imageLayers(const SimulatedImage &image);
