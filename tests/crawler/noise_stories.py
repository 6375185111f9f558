"""Articles in our own words, as blocks: what a fetch must give back whatever stands around it."""

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Story:
    """A block is ("p" | "h" | "li" | "quote", text) or ("table", rows)."""

    title: str
    language: str
    day: str
    blocks: tuple[tuple[str, Any], ...]

    @property
    def sentences(self) -> list[str]:
        """Every line that must come out, a table's cells joined as its rows are."""
        lines = []
        for kind, block in self.blocks:
            lines += [" | ".join(row) for row in block] if kind == "table" else [block]
        return lines

    def with_figure(self, old: str, new: str) -> "Story":
        """The story with one figure changed, wherever it stands."""
        swap = str.replace
        blocks = tuple(
            (kind, tuple(tuple(swap(cell, old, new) for cell in row) for row in block))
            if kind == "table"
            else (kind, swap(block, old, new))
            for kind, block in self.blocks
        )
        return replace(self, blocks=blocks)


STORIES = (
    Story(
        "临港东区印发2026年重点工作安排",
        "zh",
        "2026-02-11",
        (
            ("p", "本报讯 临港东区日前印发2026年重点工作安排，提出全年地区生产总值增长5.8%左右。"),
            ("p", "安排明确，全年计划完成固定资产投资412亿元，其中工业投资不低于96亿元。"),
            ("h", "一、产业发展"),
            ("p", "规模以上工业总产值力争达到1370亿元，新增“专精特新”企业45家。"),
            ("p", "区发展改革委负责人表示，今年将再开工23个重大项目，总投资278亿元。"),
            ("h", "二、民生保障"),
            ("li", "新增养老床位640张"),
            ("li", "改造老旧小区31个，惠及居民1.9万户"),
            ("li", "新建口袋公园17座"),
            ("p", "到2027年，全区轨道交通站点覆盖率将提高到74%。"),
        ),
    ),
    Story(
        "2025年北岸区国民经济和社会发展统计公报发布",
        "zh",
        "2026-03-03",
        (
            ("p", "经初步核算，全年实现地区生产总值2186.4亿元，按可比价格计算，比上年增长5.3%。"),
            ("p", "其中，第二产业增加值702.8亿元，增长4.1%；第三产业增加值1468.9亿元，增长6.0%。"),
            (
                "table",
                (
                    ("指标", "2025年", "比上年增长"),
                    ("一般公共预算收入", "318.6亿元", "3.7%"),
                    ("社会消费品零售总额", "905.2亿元", "4.4%"),
                    ("进出口总额", "1241.0亿元", "-2.6%"),
                ),
            ),
            ("p", "年末全区常住人口128.7万人，城镇登记失业率控制在4.2%以内。"),
            ("p", "居民人均可支配收入86413元，增长4.9%。"),
        ),
    ),
    Story(
        "关于调整青湾区住房租金补贴标准的通知",
        "zh",
        "2026-01-19",
        (
            ("p", "各街道办事处、镇人民政府，区有关部门："),
            ("p", "经区政府同意，自2026年4月1日起，租金补贴标准由每月每平方米62元调整为71元。"),
            ("p", "补贴面积按人均15平方米计算，每户不超过50平方米。"),
        ),
    ),
    Story(
        "Eastmere council sets out spending plan for 2026",
        "en",
        "2026-02-12",
        (
            ("p", "Eastmere Borough Council will spend £214.6 million on services in 2026/27, a rise "
             "of 3.8 per cent, under a plan approved by councillors on Wednesday evening."),
            ("p", "The largest share, £92 million, goes to adult social care, where demand has grown "
             "by 11 per cent in two years."),
            ("h", "Homes and streets"),
            ("p", "The plan promises 1,250 affordable homes by March 2028 and the resurfacing of 47 "
             "miles of road."),
            ("li", "640 new school places by September 2027"),
            ("li", "18 electric buses on the two busiest routes"),
            ("quote", "“We said we would build 1,250 homes, and we will,” council leader Joan Addley "
             "told the meeting."),
            ("p", "Council tax will go up by 4.2 per cent for a Band D home, to £1,918 a year."),
            ("p", "Opposition councillors said the reserves, now at £23 million, were too thin."),
        ),
    ),
    Story(
        "Port of Norholm reports record container traffic",
        "en",
        "2026-01-22",
        (
            ("p", "The Port of Norholm handled 4.38 million containers in 2025, up 6.7 percent from a "
             "year earlier, the port authority said on Thursday."),
            ("p", "Exports by value rose 8.1 percent to $31.5 billion, while imports slipped 1.4 "
             "percent to $27.9 billion."),
            (
                "table",
                (
                    ("Cargo", "2024", "2025"),
                    ("Containers, million", "4.11", "4.38"),
                    ("Vehicles, thousand", "512", "549"),
                    ("Dry bulk, million tonnes", "18.2", "17.6"),
                ),
            ),
            ("p", "The authority aims at 5 million containers a year by 2028 and plans to invest $940 "
             "million in a second terminal."),
            ("p", "“Growth of 6.7 percent was more than we dared to expect,” chief executive Tomas "
             "Reil said."),
        ),
    ),
    Story(
        "Notice of changes to parking charges",
        "en",
        "2026-01-08",
        (
            ("p", "From 6 April 2026 the charge for a resident permit will rise from £58 to £64 a "
             "year."),
            ("p", "Visitors will pay £2.40 an hour in the 14 car parks of the town centre."),
        ),
    ),
)  # fmt: skip
