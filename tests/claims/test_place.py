"""Where a claim holds: sentences of many hands, each with the reason it is here."""

import pytest

from tests.claims.said import claims, one

# text, title, place of the first claim, why
ENGLISH = [
    ("Xuhui has 500 clinics.", "", "Xuhui", "a district by its bare name"),
    ("Shanghai's Minhang district has 500 clinics.", "", "Minhang", "the narrowest counts"),
    ("Wellford City Council has 500 homes to let.", "", "Wellford", "a council no list knows"),
    ("Reading Borough Council has 500 homes.", "", "Reading", "a name that is a word, in full"),
    ("Reading scores rose 5 percent.", "", None, "a word is no place"),
    ("Mobile subscriptions rose 5 percent.", "", None, "another word"),
    ("Orange sales rose 5 percent.", "", None, "and a fruit"),
    ("Nice weather lifted takings by 5 percent.", "", None, "an adjective at the start"),
    ("The City of Bath counts 500 shops.", "", "Bath", "a word of kind before the name"),
    ("The London Borough of Barnet built 500 homes.", "", "Barnet", "a borough of London"),
    ("Tarrant County has 500 deputies.", "", "Tarrant County", "a county keeps its word"),
    ("Kent County Council will fix 500 roads.", "", "Kent", "a county that is listed"),
    ("County Durham has 500 libraries.", "", "County Durham", "the word of kind comes first"),
    ("Fort Worth hired 61 officers.", "", "Fort Worth", "a larger American city"),
    ("Texas added 500 schools.", "", "Texas", "a state"),
    ("Melbourne gained 500 trams.", "", "Melbourne", "an Australian city"),
    ("Victoria posted a surplus of $600 million.", "", "Victoria", "an Australian state"),
    ("Toronto lost 500 jobs.", "", "Toronto", "a Canadian city"),
    ("Karnataka approved 500 buses.", "", "Karnataka", "an Indian state"),
    ("Germany exported 500 trains.", "", "Germany", "a country"),
    ("The UK recorded 500 cases.", "", "United Kingdom", "an abbreviation in capitals"),
    ("Doctors told us 500 patients waited.", "", None, "us is not the US"),
    ("The fund paid US$500 million.", "", None, "nor is a currency"),
    ("In May Michael Jordan sold 500 shoes.", "", None, "a person is not a country"),
    ("In May Jack London sold 500 books.", "Leeds opens a library", "Leeds", "nor a city"),
    ("Leeds University Press printed 500 books.", "York reads", "York", "nor is a publisher"),
    ("Nanjing Road draws 500 shoppers.", "Shanghai shops", "Shanghai", "nor a road"),
    ("The Bank of China opened 500 branches.", "Leeds news", "Leeds", "nor a bank"),
    ("Researchers at the University of York asked 500 people.", "Leeds news", "Leeds", "or school"),
    ("Yangpu earned a sixth of Shanghai's total.", "", "Yangpu", "a denominator is not the place"),
    ("Yangpu makes 5 percent of Shanghai's output.", "", "Yangpu", "nor what the part is of"),
    ("Output grew 6 percent, faster than Shanghai's 5 percent.", "Yangpu grows", "Yangpu",
     "what is compared with"),
    ("It has 500 staff and sells to Germany.", "Leeds firm grows", "Leeds", "a customer"),
    ("Exports to Germany rose 5 percent.", "Leeds trade", "Leeds", "a partner in trade"),
    ("Investment from Japan rose 5 percent.", "Wuhan draws investors", "Wuhan", "where it is from"),
    ("Trade with Vietnam rose 5 percent.", "Nanning trade", "Nanning", "with whom"),
    ("Officials reported 134 new homes in Cork.", "", "Cork", "the place behind the number"),
    ("The vacancy rate is 12 percent in Galway.", "Irish shops report", "Galway",
     "a place behind a share"),
    ("She makes 6,000 yuan a month in Baiyun district of Guiyang.", "Guizhou works",
     "Baiyun, Guiyang", "of several of a name, the one in the text's province"),
    ("Baiyun district has 500 clinics.", "Guangzhou builds", "Baiyun", "and here the other"),
    ("Chaoyang district has 500 clinics.", "Changchun builds", "Chaoyang, Changchun",
     "neighbours of a name are told by the title"),
    ("The whole of Hangzhou has 500 clinics.", "Yuhang builds", "Hangzhou",
     "a wider area meant as a whole"),
    ("Shanghai's GDP rose 5 percent.", "Yangpu grows", "Shanghai",
     "a city total in a district's article is the city's"),
    ("Citywide, there are 900 clinics.", "Yangpu has clinics", "Shanghai", "the city around"),
    ("The district has 500 clinics.", "Yangpu has clinics", "Yangpu", "the district itself"),
    ("The city has 500 clinics.", "Kunshan grows", "Kunshan", "a city in a city is its own"),
    ("Nationwide, 500 clinics opened.", "Yangpu grows", "China", "the nation around"),
    ("Nationwide, 500 clinics opened.", "Leeds grows", "United Kingdom", "any nation"),
    ("Statewide, 500 clinics opened.", "Austin grows", "Texas", "the state around"),
    ("The province has 500 clinics.", "Chengdu grows", "Sichuan", "the province around"),
    ("East China's Jiangsu has 500 clinics.", "", "Jiangsu", "the nation only says where"),
    ("In Manchester, 500 homes were let.", "", "Manchester", "a place that opens the sentence"),
    ("The population of Bradford is 546,000 people.", "", "Bradford", "of, but no share of it"),
    ("LEEDS, March 3 -- The council let 500 homes.", "", "Leeds", "a dateline"),
    ("READING, March 3 -- The council let 500 homes.", "", "Reading", "in capitals, a name"),
    ("FORT WORTH \u2014 The council hired 61 officers.", "", "Fort Worth", "with a dash"),
    ("BEIJING, Jan 17 (Xinhua) -- China's GDP grew 5 percent.", "", "China",
     "written in one place, speaking of another"),
    ("Dublin has 500 homes.\nCork has 40.\nThere were 24,000 homes. Galway and Limerick wait.",
     "", "Dublin", "each has its own"),
    ("Pudong and Xuhui together have 500 clinics.", "Shanghai in figures", "Shanghai",
     "two places for one number"),
    ("Lingang hosts 500 firms.", "", "Pudong", "a park is read as its district"),
    ("The Central Business District hosts 500 firms.", "Leeds builds", "Leeds", "no name at all"),
    ("The School District hired 61 teachers.", "Austin hires", "Austin", "nor a school district"),
    ("There are 500 clinics in North London.", "", "London", "a direction narrows no name"),
    ("Shanghai is the nation's leader with 500 clinics.", "", "Shanghai", "a rank in the nation"),
]  # fmt: skip
CHINESE = [
    ("徐汇区共有医院50家。", "", "Xuhui", "a district with its word of kind"),
    ("徐汇共有医院50家。", "", "Xuhui", "and without"),
    ("杭州市余杭区共有医院50家。", "", "Yuhang", "the narrowest counts"),
    ("浦东新区共有医院50家。", "", "Pudong", "a new area"),
    ("临港新片区集聚企业500家。", "", "Pudong", "a park is read as its district"),
    ("凤冈县共有医院50家。", "", "Fenggang", "a county by its English name"),
    ("道真仡佬族苗族自治县共有医院50家。", "", "Daozhen", "an autonomous county"),
    ("大理州共有医院50家。", "", "Dali", "a prefecture"),
    ("宿州市共有医院50家。", "", "Suzhou, Anhui", "of one pinyin, not of one name"),
    ("义乌共有医院50家。", "", "Yiwu", "a city in a city by its bare name"),
    ("海外仓遍及德国,德国设有医院50家。", "", "Germany", "a country"),
    ("纽约共有医院50家。", "", "New York", "a city abroad"),
    ("加州共有医院50家。", "", "California", "a state by its short name"),
    ("日照时数增加50小时,新建医院50家。", "", None, "sunshine is no city"),
    ("白银价格上涨5%。", "", None, "silver is none"),
    ("来宾达到500人。", "", None, "guests are none"),
    ("朝阳产业增长5%。", "", None, "a rising industry is none"),
    ("和平与发展论坛吸引500人。", "", None, "nor is peace"),
    ("长安街新增树木50棵。", "", None, "nor a street"),
    ("朝阳区共有医院50家。", "", "Chaoyang", "the best known of a name"),
    ("朝阳区共有医院50家。", "长春建设提速", "Chaoyang, Changchun", "or the title's"),
    ("鼓楼区共有医院50家。", "福州建设提速", "Gulou, Fuzhou", "or the province's"),
    ("和平区共有医院50家。", "沈阳建设提速", "Heping, Shenyang", "or the city's"),
    ("长安区共有医院50家。", "西安建设提速", "Chang'an, Xi'an", "wherever it lies"),
    ("西湖区共有医院50家。", "南昌建设提速", "Xihu, Nanchang", "lakes are many"),
    ("南京路新增门店50家。", "静安商业复苏", "Jing'an", "a road is in another city"),
    ("中国银行新增网点50家。", "静安金融", "Jing'an", "a bank is not its country"),
    ("四平路街道新增门店50家。", "杨浦商业复苏", "Yangpu", "a street in the district"),
    ("杨浦区企业营收占全市的六分之一。", "", "Yangpu", "a denominator is not the place"),
    ("杨浦区总产出占上海的5%。", "", "Yangpu", "nor by its name"),
    ("增速高于全国2.1个百分点。", "杨浦经济向好", "Yangpu", "a difference is the place's own"),
    ("增速高于全市平均水平2.1个百分点。", "杨浦经济向好", "Yangpu", "nor the average's"),
    ("快于上海2.1个百分点。", "杨浦经济向好", "Yangpu", "nor another's by name"),
    ("高于上海的5%。", "杨浦经济向好", "Shanghai", "another's own number"),
    ("不到全市平均水平的八成。", "宝山经济向好", "Baoshan", "a share of an average"),
    ("居全国第3位,新增医院50家。", "宝山经济向好", "Baoshan", "a rank in the nation"),
    ("建成全国首个基地,投资50亿元。", "宝山经济向好", "Baoshan", "the first of the nation"),
    ("9家全国性企业落户,新增税收50亿元。", "青浦经济向好", "Qingpu", "an adjective"),
    ("对美国出口增长5%。", "宁波外贸", "Ningbo", "a partner in trade"),
    ("来自日本的投资增长5%。", "无锡外资", "Wuxi", "where it is from"),
    ("与德国贸易额增长5%。", "太仓外贸", "Taicang", "with whom"),
    ("全市共有医院500家。", "杨浦经济向好", "Shanghai", "the city around"),
    ("全市共有医院500家。", "昆山经济向好", "Kunshan", "a city in a city is its own"),
    ("全市共有医院500家。", "凤冈县经济向好", "Zunyi", "the city around a county"),
    ("全县共有医院50家。", "凤冈县经济向好", "Fenggang", "the county itself"),
    ("全区共有医院50家。", "余杭经济向好", "Yuhang", "the district itself"),
    ("全省共有医院500家。", "杭州经济向好", "Zhejiang", "the province around"),
    ("全国共有医院500家。", "杨浦经济向好", "China", "the nation around"),
    ("上海市生产总值增长5%。", "杨浦经济向好", "Shanghai", "a city total is the city's"),
    ("北上海产业园产值50亿元。", "宝山经济向好", "Baoshan", "part of a name"),
    ("市级以上企业50家。", "宝山经济向好", "Baoshan", "a level is no place"),
    ("（新华社杭州1月5日电）新增医院50家。", "", "Hangzhou", "a dateline"),
    ("中新网成都3月10日电 新增医院50家。", "", "Chengdu", "another agency's"),
    ("本报武汉11月2日讯 新增医院50家。", "", "Wuhan", "a newspaper's"),
    ("浦东和徐汇合计新增医院50家。", "上海医疗", "Shanghai", "two places for one number"),
    ("雄安新区新增医院50家。", "", "Xiong'an", "a new area that is a city"),
    ("内蒙古自治区新增医院50家。", "", "Inner Mongolia", "an autonomous region"),
    ("宁德时代投资50亿元。", "洛阳项目", "Luoyang", "a company named after a city"),
    ("苏州工业园区企业500家。", "", "Suzhou", "a park that is nearly a city"),
    ("重庆市渝中区新增医院50家。", "", "Yuzhong", "a district of a province-like city"),
    ("广州市天河区新增医院50家。", "", "Tianhe", "a district of a large city"),
    ("清河县泥城镇新增医院50家。", "", "Qinghe", "a town lies in its county"),
    ("我省新增医院50家。", "长沙经济", "Hunan", "our province"),
    ("乌有县新增医院50家。", "", "乌有县", "a county no list knows stays in Chinese"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "place", "why"), [*ENGLISH, *CHINESE])
def test_places(text, title, place, why):
    """A place has its plain English name; the narrowest that the number speaks of counts."""
    found = claims(text, title=title)
    assert found, why
    assert found[0].place == place, why


def test_each_number_has_its_place():
    """A comparison makes a claim for the other place when the number is its own."""
    found = claims("Yangpu grew 6 percent, higher than Shanghai's 5 percent.")
    assert [claim.place for claim in found] == ["Yangpu", "Shanghai"]
    found = claims("杨浦增长6%，高于上海的5%。")
    assert [claim.place for claim in found] == ["Yangpu", "Shanghai"]


def test_the_source_is_at_home_somewhere():
    """Where the text names no place, the source's holds; the title says more."""
    assert one("There are 500 clinics.", place="Baoshan").place == "Baoshan"
    assert one("It has 500 clinics.", title="Leeds builds", place="York").place == "Leeds"


def test_what_most_of_the_text_lies_in():
    """A text of many towns speaks of the country they lie in."""
    text = "Offices reported.\nDublin leads. Cork follows, then Galway and Limerick.\n"
    text += "It has 500 homes."
    assert claims(text)[0].place == "Ireland"


def test_a_long_article_is_not_scanned_for_its_place():
    """Once the title tells the place, no sentence is scanned for it."""
    from claims.normalise import normalise
    from claims.region import region_of
    from claims.sentences import sentences
    from tests.claims.said import WORDS

    title, *rest = sentences(normalise("Leeds builds\n" + "York waits.\n" * 50, WORDS), WORDS, "en")
    assert region_of(title, rest, WORDS, None).place == "Leeds"
    assert not any("scan" in vars(sentence) for sentence in rest)


def test_a_name_known_in_full_is_introduced():
    """A place whose name is also a word or a person's is one once the text has said so."""
    text = (
        "Rural incomes in Anji, a county in Zhejiang, rose.\nIn Anji 2,250 tonnes of tea were sold."
    )
    assert claims(text)[0].place == "Anji"
    text = "Ontario's Peel Region is growing.\nIn Peel, police recorded 7,660 thefts."
    assert claims(text)[0].place == "Peel"
    assert claims("In Reading week, 30 schools took part.", title="Books")[0].place is None
    assert claims("The Asia-Pacific Region has 30 ports.")[0].place is None


def test_a_chinese_name_without_its_word_of_kind():
    """浙江安吉 introduces 安吉, and "the whole county" is that county then."""
    text = "浙江安吉：一片叶子的新目标\n全县2022年接待游客2770万人次。"
    assert claims(text)[0].place == "Anji"
    assert claims("安吉的茶园有3000亩。")[0].place is None
