#include "metricsformat.h"

#include <QByteArrayList>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

// Sources: prometheus.io, "Exposition formats" (0.0.4); openmetrics.io, specification 1.0.

namespace {

QByteArray numberText(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    constexpr double safeInteger = 1e15;
    if (std::abs(value) < safeInteger && value == std::trunc(value))
        return QByteArray::number(static_cast<qint64>(value));
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end - text.data()};
}

/// As OpenMetrics wants it, in both formats: a histogram that is read in either is the same one.
QByteArray boundText(double bound)
{
    QByteArray text = numberText(bound);
    const bool isInteger =
        std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
    return isInteger ? text + ".0" : text;
}

/// Line breaks would end the line, and a NUL ends the text for a reader in C.
QByteArray escaped(const QString &text, bool escapesQuotes)
{
    QByteArray bytes = text.toUtf8();
    bytes.replace('\0', "\xef\xbf\xbd");
    bytes.replace('\\', "\\\\");
    bytes.replace('\n', "\\n");
    if (escapesQuotes)
        bytes.replace('"', "\\\"");
    return bytes;
}

QByteArray typeWord(MetricType type, MetricsFormat format)
{
    switch (type) {
    case MetricType::Counter:
        return "counter";
    case MetricType::Histogram:
        return "histogram";
    case MetricType::Info:
        return format == MetricsFormat::OpenMetrics ? "info" : "gauge";
    case MetricType::Gauge:
        break;
    }
    return "gauge";
}

QByteArray ending(MetricType type)
{
    return type == MetricType::Counter ? "_total" : type == MetricType::Info ? "_info" : "";
}

class FamilyWriter final {
public:
    FamilyWriter(const MetricFamily &family, MetricsFormat format, QByteArray &out)
        : m_family(family), m_format(format), m_out(out)
    {
    }

    void write()
    {
        writeHead();
        std::set<std::vector<QString>> written;
        for (const MetricSample &sample : m_family.samples) {
            if (written.insert(sample.labels).second)
                writeLine(ending(m_family.type), sample.labels, numberText(sample.value));
        }
        for (const MetricSpread &spread : m_family.spreads) {
            if (written.insert(spread.labels).second)
                writeSpread(spread);
        }
    }

private:
    void writeHead()
    {
        const bool isOpenMetrics = m_format == MetricsFormat::OpenMetrics;
        // There the family has the name, here its numbers have.
        const QByteArray name =
            isOpenMetrics ? m_family.name : m_family.name + ending(m_family.type);
        m_out += "# HELP " + name + ' ' + escaped(m_family.help, isOpenMetrics) + '\n';
        m_out += "# TYPE " + name + ' ' + typeWord(m_family.type, m_format) + '\n';
        if (isOpenMetrics && !m_family.unit.isEmpty())
            m_out += "# UNIT " + name + ' ' + m_family.unit + '\n';
    }

    void writeLine(const QByteArray &suffix, const std::vector<QString> &labels,
                   const QByteArray &value, const QByteArray &bound = {})
    {
        QByteArrayList pairs;
        const std::size_t count = std::min(labels.size(), m_family.labelNames.size());
        for (std::size_t i = 0; i < count; ++i)
            pairs << m_family.labelNames[i] + "=\"" + escaped(labels[i], true) + '"';
        if (!bound.isEmpty())
            pairs << "le=\"" + bound + '"';
        m_out += m_family.name + suffix;
        if (!pairs.isEmpty())
            m_out += '{' + pairs.join(',') + '}';
        m_out += ' ' + value + '\n';
    }

    void writeSpread(const MetricSpread &spread)
    {
        quint64 below = 0;
        for (std::size_t i = 0; i < m_family.bounds.size(); ++i) {
            below += i < spread.counts.size() ? spread.counts[i] : 0;
            writeLine("_bucket", spread.labels, QByteArray::number(below),
                      boundText(m_family.bounds[i]));
        }
        if (spread.counts.size() > m_family.bounds.size())
            below += spread.counts[m_family.bounds.size()];
        const QByteArray all = QByteArray::number(below);
        writeLine("_bucket", spread.labels, all, "+Inf");
        writeLine("_sum", spread.labels, numberText(spread.sum));
        writeLine("_count", spread.labels, all);
    }

    const MetricFamily &m_family;
    MetricsFormat m_format;
    QByteArray &m_out;
};

/// One of the types that a header Accept names.
struct AcceptedType {
    QByteArray name{}; ///< in small letters
    QByteArray version{};
    double weight = 1;
};

double weightOf(const QByteArray &text)
{
    bool isNumber = false;
    const double weight = text.toDouble(&isNumber);
    return isNumber && weight >= 0 && weight <= 1 ? weight : 0;
}

// Source: RFC 9110, section 12.5.1.
AcceptedType acceptedType(const QByteArray &text)
{
    const QByteArrayList parts = text.split(';');
    AcceptedType type{.name = parts.first().trimmed().toLower()};
    for (const QByteArray &part : parts.mid(1)) {
        const qsizetype equals = part.indexOf('=');
        const QByteArray name = part.left(equals).trimmed().toLower();
        QByteArray value = equals < 0 ? QByteArray() : part.mid(equals + 1).trimmed();
        value.replace('"', QByteArray());
        if (name == "q")
            type.weight = weightOf(value);
        else if (name == "version")
            type.version = value;
    }
    return type;
}

bool isOpenMetrics(const AcceptedType &type)
{
    // 0.0.1 is what the specification was called before it was one, and reads the same.
    return type.name == "application/openmetrics-text" &&
           (type.version.isEmpty() || type.version == "1.0.0" || type.version == "0.0.1");
}

bool isText(const AcceptedType &type)
{
    return type.name == "text/plain" || type.name == "text/*" || type.name == "*/*";
}

} // namespace

QByteArray contentTypeOf(MetricsFormat format)
{
    return format == MetricsFormat::OpenMetrics
               ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
               : "text/plain; version=0.0.4; charset=utf-8";
}

MetricsFormat formatFor(const QByteArray &accept)
{
    double openMetrics = 0;
    double text = 0;
    for (const QByteArray &part : accept.split(',')) {
        const AcceptedType type = acceptedType(part);
        if (isOpenMetrics(type))
            openMetrics = std::max(openMetrics, type.weight);
        else if (isText(type))
            text = std::max(text, type.weight);
    }
    return openMetrics > 0 && openMetrics >= text ? MetricsFormat::OpenMetrics
                                                  : MetricsFormat::Text;
}

QByteArray writeMetrics(std::span<const MetricFamily> families, MetricsFormat format)
{
    QByteArray out;
    std::set<QByteArray> written;
    for (const MetricFamily &family : families) {
        if (!family.isEmpty() && written.insert(family.name).second)
            FamilyWriter(family, format, out).write();
    }
    if (format == MetricsFormat::OpenMetrics)
        out += "# EOF\n";
    return out;
}
