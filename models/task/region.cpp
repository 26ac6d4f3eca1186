#include "region.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace {

constexpr std::array regions = {
    Region{u"cn-hangzhou", QT_TRANSLATE_NOOP("Region", "Hangzhou"), true},
    Region{u"cn-shanghai", QT_TRANSLATE_NOOP("Region", "Shanghai"), true},
    Region{u"cn-beijing", QT_TRANSLATE_NOOP("Region", "Beijing"), true},
    Region{u"cn-shenzhen", QT_TRANSLATE_NOOP("Region", "Shenzhen"), true},
    Region{u"cn-guangzhou", QT_TRANSLATE_NOOP("Region", "Guangzhou"), true},
    Region{u"cn-qingdao", QT_TRANSLATE_NOOP("Region", "Qingdao"), true},
    Region{u"cn-zhangjiakou", QT_TRANSLATE_NOOP("Region", "Zhangjiakou"), true},
    Region{u"cn-huhehaote", QT_TRANSLATE_NOOP("Region", "Hohhot"), false},
    Region{u"cn-wulanchabu", QT_TRANSLATE_NOOP("Region", "Ulanqab"), false},
    Region{u"cn-heyuan", QT_TRANSLATE_NOOP("Region", "Heyuan"), false},
    Region{u"cn-chengdu", QT_TRANSLATE_NOOP("Region", "Chengdu"), true},
    Region{u"cn-nanjing", QT_TRANSLATE_NOOP("Region", "Nanjing"), true},
    Region{u"cn-fuzhou", QT_TRANSLATE_NOOP("Region", "Fuzhou"), true},
    Region{u"cn-wuhan-lr", QT_TRANSLATE_NOOP("Region", "Wuhan"), true},
    Region{u"cn-zhengzhou-jva", QT_TRANSLATE_NOOP("Region", "Zhengzhou"), true},
    Region{u"cn-hongkong", QT_TRANSLATE_NOOP("Region", "Hong Kong"), true},
    Region{u"cn-heyuan-acdr-1", QT_TRANSLATE_NOOP("Region", "Heyuan (automotive)"), true},
    Region{u"cn-hangzhou-finance", QT_TRANSLATE_NOOP("Region", "Hangzhou (finance)"), true},
    Region{u"cn-shanghai-finance-1", QT_TRANSLATE_NOOP("Region", "Shanghai (finance)"), true},
    Region{u"cn-shenzhen-finance-1", QT_TRANSLATE_NOOP("Region", "Shenzhen (finance)"), true},
    Region{u"cn-beijing-finance-1", QT_TRANSLATE_NOOP("Region", "Beijing (finance)"), true},
    Region{u"ap-southeast-1", QT_TRANSLATE_NOOP("Region", "Singapore"), true},
    Region{u"ap-southeast-2", QT_TRANSLATE_NOOP("Region", "Sydney"), true, true},
    Region{u"ap-southeast-3", QT_TRANSLATE_NOOP("Region", "Kuala Lumpur"), true},
    Region{u"ap-southeast-5", QT_TRANSLATE_NOOP("Region", "Jakarta"), true},
    Region{u"ap-southeast-6", QT_TRANSLATE_NOOP("Region", "Manila"), true},
    Region{u"ap-southeast-7", QT_TRANSLATE_NOOP("Region", "Bangkok"), true},
    Region{u"ap-northeast-1", QT_TRANSLATE_NOOP("Region", "Tokyo"), true},
    Region{u"ap-northeast-2", QT_TRANSLATE_NOOP("Region", "Seoul"), true},
    Region{u"ap-south-1", QT_TRANSLATE_NOOP("Region", "Mumbai"), true, true},
    Region{u"us-east-1", QT_TRANSLATE_NOOP("Region", "Virginia"), true},
    Region{u"us-west-1", QT_TRANSLATE_NOOP("Region", "Silicon Valley"), true},
    Region{u"us-southeast-1", QT_TRANSLATE_NOOP("Region", "Atlanta"), true},
    Region{u"na-south-1", QT_TRANSLATE_NOOP("Region", "Mexico"), true},
    Region{u"eu-central-1", QT_TRANSLATE_NOOP("Region", "Frankfurt"), true},
    Region{u"eu-west-1", QT_TRANSLATE_NOOP("Region", "London"), true},
    Region{u"me-east-1", QT_TRANSLATE_NOOP("Region", "Dubai"), true},
    Region{u"me-central-1", QT_TRANSLATE_NOOP("Region", "Riyadh"), true},
    // Of the SDKs alone, which build the address inside a VPC for each.
    Region{u"cn-zhongwei", QT_TRANSLATE_NOOP("Region", "Zhongwei"), true},
    Region{u"cn-wulanchabu-gic-1", "cn-wulanchabu-gic-1", true},
    Region{u"cn-north-2-gov-1", "cn-north-2-gov-1", true},
    Region{u"ap-southeast-8", "ap-southeast-8", true},
    Region{u"eu-west-2", "eu-west-2", true},
};

} // namespace

std::span<const Region> knownRegions()
{
    return regions;
}

const Region *findRegion(QStringView regionId)
{
    const auto *known = std::ranges::find(regions, regionId, &Region::id);
    return known == regions.end() ? nullptr : known;
}

QString placeName(const QString &regionId)
{
    const Region *region = findRegion(regionId);
    return region ? QCoreApplication::translate("Region", region->place) : regionId;
}
