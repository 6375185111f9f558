"""Kind, measure and value of each number in Chinese sentences, and why it is so."""

from datetime import date

import pytest

from claims import read
from model import Article, Kind
from tests.claims.said import WORDS, told

TABLE = [
    ("全市计划投资30亿元。", "target level 3000000000", "计划"),
    ("全年财政收入预计达到30亿元。", "forecast level 3000000000", "预计"),
    ("该产业规模有望突破千亿元。", "forecast level 100000000000", "有望"),
    ("力争全年接待游客500万人次。", "target level 5000000", "力争"),
    ("确保粮食产量稳定在100万吨以上。", "target level 1000000", "确保"),
    ("单位GDP能耗下降3%左右。", "figure growth -3", "无引导词按事实"),
    (
        "今年的预期目标是：地区生产总值增长5%左右，居民消费价格涨幅2%左右。",
        "target growth 5; target growth 2",
        "冒号后全是目标",
    ),
    ("城镇调查失业率力争控制在5.5%以内。", "target share 5.5", "控制在"),
    (
        "超额完成300亿元的年度目标，实际达到320亿元。",
        "target level 30000000000; figure level 32000000000",
        "目标与实绩各一",
    ),
    ("全年任务300套，目前已完成120套。", "target level 300; figure level 120", "任务是目标"),
    ("完成年度计划的102%。", "figure share 102", "计划只是尺度"),
    ("完成全年220台任务的46.4%。", "target level 220; figure share 46.4", "任务数与完成率"),
    ("完成投资30亿元，占年度计划的60%。", "figure level 3000000000; figure share 60", "占年度计划"),
    ("全区将完成旧房改造5000户。", "target level 5000", "将完成"),
    ("已建成保障房3000套。", "figure level 3000", "已"),
    ("拟新建学校12所。", "target change 12", "拟"),
    ("到2027年，新增学位3万个。", "target change 30000", "时间在后"),
    ("研发投入强度由3.2%提高到3.5%。", "figure share 3.2; figure share 3.5", "由到均为占比"),
    ("城镇化率从65%提升至70%。", "figure share 65; figure share 70", "从至"),
    ("企业数量由2000家增至3500家。", "figure level 2000; figure level 3500", "增至是水平"),
    ("企业数量增加1500家。", "figure change 1500", "增加是变化"),
    ("企业数量增加到3500家。", "figure level 3500", "增加到是水平"),
    ("出口下降3.7%。", "figure growth -3.7", "下降为负"),
    ("出口降幅收窄至2.5%。", "figure growth -2.5", "降幅仍为负"),
    ("降幅比上月收窄1.2个百分点。", "figure change 1.2", "降幅收窄即回升"),
    ("降幅扩大0.5个百分点。", "figure change -0.5", "降幅扩大即走低"),
    ("增速回落0.4个百分点。", "figure change -0.4", "回落"),
    ("GDP增速放缓至4.9%。", "figure growth 4.9", "增速到达值"),
    ("失业率降至4.5%。", "figure share 4.5", "率到达值"),
    ("失业率下降0.3个百分点。", "figure change -0.3", "百分点"),
    ("税收收入占比达85%。", "figure share 85", "占比"),
    ("占全市的比重提高2.1个百分点。", "figure change 2.1", "比重提高"),
    ("高于全省平均1.3个百分点。", "figure change 1.3", "高于"),
    ("低于全国0.6个百分点。", "figure change -0.6", "低于"),
    ("工业用电量同比增长8.2%。", "figure growth 8.2", "同比增长"),
    ("利润增长1.2倍。", "figure growth 120", "增长倍数"),
    ("利润是上年的2.3倍。", "figure multiple 2.3", "是…倍"),
    ("产值翻一番。", "figure multiple 2", "翻番"),
    ("产值增至2015年的3倍。", "figure multiple 3", "增至倍数"),
    ("新增就业5万人。", "figure change 50000", "新增"),
    ("净增企业300家。", "figure change 300", "净增"),
    ("减少碳排放20万吨。", "figure change -200000", "减少"),
    ("全市压减煤炭消费50万吨。", "figure change -500000", "压减"),
    ("亩均税收提高到20万元。", "figure level 200000", "提高到"),
    ("便宜约两成。", "figure growth -20", "便宜"),
    ("增收3000万元。", "figure change 30000000", "增收"),
    ("短收6000万元。", "figure change -60000000", "短收"),
    ("高新技术企业突破3000家。", "figure level 3000", "突破"),
    ("市领导表示，明年将投入5亿元用于治水。", "target level 500000000", "转述"),
    ("协会预计，今年销量将达1600万辆。", "forecast level 16000000", "预计在前，将在后"),
    ("项目达产后，年产值可达50亿元。", "forecast level 5000000000", "可达"),
    ("项目规划用地300亩。", "target level 300", "规划"),
    ("总投资20亿元的项目已开工。", "figure level 2000000000", "已在后"),
    ("原计划建设500套，实际建成420套。", "target level 500; figure level 420", "原计划"),
    ("没有完成300亿元的目标。", "target level 30000000000", "否定"),
    ("排放量不超过40万吨。", "figure level 400000", "无引导词"),
    (
        "年均增长6%以上，2030年达到5000亿元。",
        "figure growth 6; target level 500000000000",
        "期限在后",
    ),
    ("去年新引进企业420家，今年计划引进500家。", "figure level 420; target level 500", "两年两类"),
    ("截至6月底，累计发放补贴2.3亿元。", "figure level 230000000", "累计"),
    (
        "上半年完成投资120亿元，全年预计完成260亿元。",
        "figure level 12000000000; forecast level 26000000000",
        "完成与预计完成",
    ),
    ("会议提出，到2030年绿地率达到40%。", "target share 40", "提出"),
    (
        "方案明确，力争新建停车位8000个，改造老旧小区60个。",
        "target change 8000; target level 60",
        "承前",
    ),
    ("全市安排专项资金3亿元。", "target level 300000000", "安排"),
    ("预算支出安排38亿元。", "target level 3800000000", "预算安排"),
    ("年度预算120亿元。", "target level 12000000000", "预算是目标"),
    ("目标为5%。", "target share 5", "目标为"),
    ("全年增长目标5%左右。", "target growth 5", "目标紧邻"),
    ("实现5%的增长。", "figure growth 5", "的增长"),
    ("以6%的速度增长。", "figure growth 6", "的速度"),
    ("企业中80%为民营。", "figure share 80", "默认占比"),
    ("近三成企业有出口。", "figure share 30", "成"),
    ("三分之一的家庭受益。", "figure share 33.33", "分数"),
    ("新能源汽车产量同比增加31万辆。", "figure change 310000", "同比增加"),
    ("高达九成五的客房售罄。", "figure share 95", "高达不是涨"),
    ("增长面达65.7%。", "figure share 65.7", "增长面"),
    ("城镇登记失业人数控制在12500人以内。", "target level 12500", "控制在默认为目标"),
    ("工业增加值300亿元。", "figure level 30000000000", "增加值不是增加"),
    ("目前已落户企业500家，今后三年再引进300家。", "figure level 500; target level 300", "今后"),
    (
        "预计2025年GDP达到5000亿元，增长5%。",
        "forecast level 500000000000; forecast growth 5",
        "预计承后",
    ),
    ("据统计，全市共有养老机构320家。", "figure level 320", "据统计"),
    ("可容纳观众2万人。", "forecast level 20000", "可容纳"),
    ("用地规模压减至200公顷。", "figure level 200", "压减至"),
    ("新建公园10座、绿道16公里。", "figure change 10; figure change 16", "并列承前"),
    ("CPI上涨0.3%。", "figure growth 0.3", "上涨"),
    ("合格率99.2%，比上年提高0.5个百分点。", "figure share 99.2; figure change 0.5", "率与变化"),
    ("增长目标从6%下调至5%。", "target growth 6; target growth 5", "目标下调"),
    (
        "年度目标由300亿元上调至350亿元。",
        "target level 30000000000; target level 35000000000",
        "目标上调，新旧均为目标",
    ),
    ("机构将增长预期由4.5%下调至4.2%。", "forecast growth 4.5; forecast growth 4.2", "预期下调"),
    ("实际增长6.2%，比年初目标高0.7个百分点。", "figure growth 6.2; figure change 0.7", "比目标高"),
    ("今年GDP增长目标为5%左右。", "target growth 5", "增长目标为"),
    ("年底前完成500户适老化改造。", "target level 500", "期限前完成"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), TABLE)
def test_what_governs_a_number_tells_its_kind_and_measure(text, expected, reason):
    """Each number has the kind, measure and value that the table says."""
    assert told(text) == expected, reason


def test_a_review_of_aims_tells_each_aim_before_what_became_of_it():
    """Under 目标完成情况 an item's first sentence is the aim and the next one the report."""
    text = (
        "二、主要目标完成情况\n\n1.社会消费品零售总额增长8%以上。上半年完成843.7亿元，增长2.5%。"
        "\n2.新建绿道40公里。已建成31公里。\n3.粮食总产量120万吨，增长3%。"
    )
    found = read(Article(text, language="zh", published=date(2024, 7, 29)), WORDS)
    assert [(c.quote, c.kind) for c in found] == [
        ("8%以上", Kind.TARGET),
        ("843.7亿元", Kind.FIGURE),
        ("2.5%", Kind.FIGURE),
        ("40公里", Kind.TARGET),
        ("31公里", Kind.FIGURE),
        ("120万吨", Kind.FIGURE),
        ("3%", Kind.FIGURE),
    ]
