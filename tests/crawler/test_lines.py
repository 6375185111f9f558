"""Which lines belong to the page and not to the article."""

import pytest

from crawler.lines import is_noise, without_noise
from tests.crawler.counter_lines import (
    LATER_OF_THE_PAGE,
    LATER_OF_THE_WORLD,
    OF_THE_PAGE,
    OF_THE_WORLD,
    halves,
)

NOISE = """
责任编辑：张三
（编辑：文静）
【责任编辑:李四】
来源：新华社 作者：王五 责任编辑：赵六
信息来源：区府办 发布时间：2024-05-01 浏览次数：1234
发布日期：2024-05-01 10:30
浏览量：1.2万
阅读 12345
1.2万次浏览
已有123人评论
5分钟前
更新于 3小时前
刚刚
上一篇：我区2023年固定资产投资500亿元
下一篇：没有了
相关阅读：
分享到：微信 微博 QQ空间
扫一扫在手机打开当前页
【打印】
关闭窗口
字号：大 中 小
版权所有：某区人民政府
未经授权不得转载
Was this page useful?
71% of 132 people found this page useful.
Is this page helpful
45 of 60 readers rated this article helpful
312 people found this page useful
本页内容对您有帮助吗？
已有128位网友觉得本文有用
By Jane Smith
Editor: Jane Smith
Share this article
1,234 views
12 comments
5 minutes ago
Updated 2 hours ago
Related: Shanghai exports rise 5 percent
Read more: Plans for 2030
Previous article: Budget of 3 billion yuan passed
Advertisement
Copyright 2024 Example News. All rights reserved.
""".strip().split("\n")

KEPT = """
2024年，全区实现地区生产总值3000亿元，同比增长5.5%。
来源于新能源汽车的产值达到300亿元，增长12%。
阅读空间建设加快，全年新建城市书房20家。
浏览器市场规模突破100亿元。
发布会上，区长宣布2025年目标为350亿元。
编辑部搬迁后新增面积5000平方米。
分享经济规模达到3000亿元，同比增长10%
时间：2025年底前建成人才公寓1万套
来源 | 全年收入 500亿元
访问人数超过300万人次，带动消费20亿元
点击率提高5个百分点
Views on growth differ: 300 billion yuan is the target.
Related industries grew by 12 percent.
Shares rose 5 percent to 30 yuan.
By 2025, the district aims at 300 billion yuan.
By 2030 it will be carbon neutral.
Share of renewables: 40%
Reading rates rose to 81.8 percent.
Next year the target is 350 billion yuan.
Source of growth: exports, up 12 percent
Posted revenue of $3 billion
Print output reached 20 billion yuan.
Five minutes ago the mayor raised the target to 350 billion yuan.
GDP | 3000亿元
420家
""".strip().split("\n")


@pytest.mark.parametrize("line", NOISE)
def test_lines_of_the_page_are_dropped(line):
    """A line that is all counter, credit, neighbour or button is dropped."""
    assert is_noise(line)


@pytest.mark.parametrize("line", KEPT)
def test_lines_of_substance_are_kept(line):
    """A line that states something is kept, whatever words it begins with."""
    assert not is_noise(line)


def test_the_order_of_lines_stays():
    """Only whole lines go; the rest is as it was."""
    assert without_noise(["甲。", "责任编辑：张三", "乙。", "", "丙。"]) == ["甲。", "乙。", "丙。"]


@pytest.mark.parametrize(
    "seed", ["来源：", "责任编辑 ", "1,", "share ", "上一篇", "浏览", "(", "a ", "　"]
)
def test_no_line_takes_long(seed):
    """A line made to be slow is not: the patterns are linear and lines are capped."""
    for length in (100, 299, 100_000):
        assert is_noise((seed * length)[:length]) in (True, False)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("This story has been viewed 39,120 times. The hall opened.", "The hall opened."),
        ("本文已被阅读1234次。全区新增就业1.2万人。", "全区新增就业1.2万人。"),
        ("The park has been visited 39,120 times.", "The park has been visited 39,120 times."),
        ("71% of 132 people found work.", "71% of 132 people found work."),
        ("312 people found the new clinic useful.", "312 people found the new clinic useful."),
        ("该平台已被访问300万次。", "该平台已被访问300万次。"),
    ],
)
def test_a_counter_inside_a_line_is_taken_out(line, kept):
    """What the page counts of itself goes; what an article counts of anything else stays."""
    assert without_noise([line]) == [kept]


_STILL_READ = {"Average rating: 4.2 (318 votes)"}  # schools and hotels have one too


@pytest.mark.parametrize("line", OF_THE_PAGE + LATER_OF_THE_PAGE)
def test_a_count_of_readers_or_a_clock_is_dropped(line):
    """Who read it, how long that takes, how it was made, the days to a date: no article text."""
    assert is_noise(line) == (line not in _STILL_READ)


@pytest.mark.parametrize("line", OF_THE_WORLD + LATER_OF_THE_WORLD)
def test_a_count_of_anything_else_is_kept(line):
    """The same verbs and numbers, said of a thing of the world, are a figure to watch."""
    assert not is_noise(line)


@pytest.mark.parametrize("lines", [OF_THE_PAGE, OF_THE_WORLD])
def test_the_halves_are_the_same_at_every_call_and_share_no_line(lines):
    """A shut half that overlapped the open one would measure nothing."""
    opened, shut = halves(lines)
    assert (opened, shut) == halves(lines)
    assert sorted(opened + shut) == sorted(set(lines))


@pytest.mark.parametrize(
    "line",
    ["Saved 45 people", "318 members voted yesterday", "读者12万人", "Viewed 1,230 times in 2025"],
)
def test_a_count_that_may_be_of_the_world_is_kept(line):
    """A figure lost is worse than a counter kept: in doubt the line stays."""
    assert not is_noise(line)
