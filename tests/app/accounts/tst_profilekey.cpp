#include "profilekey.h"

#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The vendor's tool's file with one profile that was signed in by browser.
struct SignedIn {
    SignedIn()
    {
        environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, path);
        write("STS.1", "1800000000", "refresh1");
    }

    void write(const QByteArray &id, const QByteArray &end, const QByteArray &refreshToken) const
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write(R"({"current":"me","profiles":[{"name":"me","mode":"OAuth","sts_token":"t",
                   "access_key_id":")" +
                   id + R"(","access_key_secret":"s","sts_expiration":)" + end +
                   R"(,"oauth_refresh_token":")" + refreshToken + R"("}]})");
    }
    [[nodiscard]] std::vector<ProfileKey> load() const
    {
        return loadKeys({u"me"_s}, environment, folder.path());
    }

    QTemporaryDir folder{};
    QString path = folder.filePath(u"config.json"_s);
    QProcessEnvironment environment{};
};

} // namespace

class TestProfileKey final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSignInThatWasRenewedIsAnotherKey();
    void aFileThatSaysTheSameIsTheSameKey();
    void aFileThatIsHalfWrittenTakesNoKeyAway();
    void aFileThatIsGoneBringsNoKeyOfAnotherPlace();
};

void TestProfileKey::aSignInThatWasRenewedIsAnotherKey()
{
    const SignedIn tool;
    const std::vector<ProfileKey> before = tool.load();
    QVERIFY(before.front().loaded.has_value());
    tool.write("STS.2", "1800003600", "refresh2");
    QVERIFY(keepReadKeys(tool.load(), before) != before);
    // The same key with another end too: the former one would be given up too early.
    tool.write("STS.1", "1800003600", "refresh2");
    QVERIFY(keepReadKeys(tool.load(), before) != before);
}

void TestProfileKey::aFileThatSaysTheSameIsTheSameKey()
{
    const SignedIn tool;
    const std::vector<ProfileKey> before = tool.load();
    tool.write("STS.1", "1800000000", "refresh2"); // which is not this program's
    QVERIFY(keepReadKeys(tool.load(), before) == before);
}

void TestProfileKey::aFileThatIsHalfWrittenTakesNoKeyAway()
{
    const SignedIn tool;
    const std::vector<ProfileKey> before = tool.load();
    QFile file(tool.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    QVERIFY(!tool.load().front().loaded);
    QVERIFY(keepReadKeys(tool.load(), before) == before);
}

void TestProfileKey::aFileThatIsGoneBringsNoKeyOfAnotherPlace()
{
    SignedIn tool;
    tool.environment.remove(u"ALIBABA_CLOUD_CONFIG_FILE"_s);
    tool.environment.insert(u"ALIBABA_CLOUD_ECS_METADATA"_s, u"machine"_s);
    const QDir home(tool.folder.path());
    QVERIFY(home.mkdir(u".aliyun"_s));
    const QString usual = home.filePath(u".aliyun/config.json"_s);
    QVERIFY(QFile::copy(tool.path, usual));
    const auto load = [&tool] {
        return loadKeys({QString()}, tool.environment, tool.folder.path());
    };
    const std::vector<ProfileKey> before = load();
    QVERIFY(before.front().loaded.has_value());
    QVERIFY(QFile::remove(usual));
    QVERIFY(load().front().loaded.has_value()); // that of the machine
    QVERIFY(keepReadKeys(load(), before) == before);
    // Where no key was read before, there is none to be kept.
    QVERIFY(keepReadKeys(load(), {}) == load());
}

QTEST_GUILESS_MAIN(TestProfileKey)
#include "tst_profilekey.moc"
