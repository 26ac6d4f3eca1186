#include "stringpool.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

class TestStringPool final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theEmptyTextIsZero()
    {
        StringPool pool;
        QCOMPARE(pool.intern(QString()), StringPool::empty);
        QCOMPARE(pool.intern(u""), StringPool::empty);
        QCOMPARE(pool.text(StringPool::empty), QString());
        QCOMPARE(pool.size(), 1U);
    }

    void equalTextsHaveOneNumber()
    {
        StringPool pool;
        const StringPool::Id first = pool.intern(u"nginx");
        const StringPool::Id other = pool.intern(u"redis");
        QCOMPARE(pool.intern(u"nginx"), first);
        QCOMPARE_NE(first, other);
        QCOMPARE(pool.size(), 3U);
    }

    void aTextComesBackAsItWas_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("ascii") << u"team/app"_s;
        QTest::newRow("chinese") << u"杭州 镜像"_s;
        QTest::newRow("outside the first plane") << u"🐳"_s;
        QTest::newRow("254 bytes") << QString(254, u'a');
        QTest::newRow("255 bytes") << QString(255, u'b');
        QTest::newRow("more than a chunk") << QString(200'000, u'c');
    }

    void aTextComesBackAsItWas()
    {
        QFETCH(QString, text);
        StringPool pool;
        pool.intern(u"before");
        const StringPool::Id id = pool.intern(text);
        const StringPool::Id after = pool.intern(u"after");
        QCOMPARE(pool.text(id), text);
        QCOMPARE(pool.text(after), u"after"_s);
        QCOMPARE(pool.find(text), std::optional(id));
    }

    void memoryThatHoldsAnotherTextIsNotTakenForTheFormer()
    {
        StringPool pool;
        std::array<QChar, 5> letters{u'n', u'g', u'i', u'n', u'x'};
        const auto raw = [&] { return QString::fromRawData(letters.data(), letters.size()); };
        const StringPool::Id nginx = pool.intern(raw());
        std::ranges::copy(u"redis"_s, letters.begin());
        QCOMPARE(pool.text(pool.intern(raw())), u"redis"_s);

        // And where memory is freed and used anew, as while pages are read.
        for (int number = 0; number < 5000; ++number)
            QCOMPARE(pool.text(pool.intern(QString::number(number))), QString::number(number));
        QString changing = u"ngin"_s + u'x';
        QCOMPARE(pool.intern(changing), nginx);
        changing[0] = u'N';
        QCOMPARE(pool.text(pool.intern(changing)), u"Nginx"_s);
    }

    void lookingForATextDoesNotKeepIt()
    {
        StringPool pool;
        QCOMPARE(pool.find(u"nginx"), std::nullopt);
        QCOMPARE(pool.size(), 1U);
    }

    void numbersStayWhileThePoolGrows()
    {
        StringPool pool;
        constexpr quint32 count = 50'000;
        for (quint32 i = 0; i < count; ++i)
            QCOMPARE(pool.intern(u"tag-%1"_s.arg(i)), i + 1);
        for (quint32 i = 0; i < count; ++i) {
            const QString text = u"tag-%1"_s.arg(i);
            QCOMPARE(pool.find(text), std::optional(i + 1));
            QCOMPARE(pool.text(i + 1), text);
        }
    }
};

QTEST_GUILESS_MAIN(TestStringPool)
#include "tst_stringpool.moc"
