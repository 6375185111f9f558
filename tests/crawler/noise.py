"""What changes on a page from one visit to the next, though the article does not.

A model of what sites do, drawn by a seeded generator: each method is one kind of noise, and gives
the HTML that one visit shows, or none. A design (noise_pages.py) puts it where such sites have it.
"""

import random

ZH_TITLES = (
    "全区今年新开工项目投资{n}亿元", "我区一季度出口增长{p}%", "区领导调研重点企业，要求年内投产{n}个项目",
    "秋季招聘会提供岗位{k}个", "老旧小区改造惠及居民{k}户", "地铁新线预计{y}年通车",
    "前三季度旅游收入{n}亿元，增长{p}%", "区属医院新增床位{n}张", "新一批公租房{k}套启动申请",
    "消费券发放{n}万元，带动消费超{k}万元", "科创基金规模达到{n}亿元", "今冬供暖面积增加{p}%",
)  # fmt: skip
EN_TITLES = (
    "Mayor unveils £{n} million flood scheme", "Exports from the region climb {p} percent",
    "{k} jobs at risk as plant closes", "House prices rise {p}% in a year",
    "Bus operator orders {n} electric buses", "Rail link to open in {y}",
    "Hospital to add {n} beds by {y}", "Solar farm will power {k} homes",
    "Retail sales fall {p} percent in December", "University raises fees by {p} per cent",
    "Developer plans {k} flats by the canal", "Tourism brings in ${n} million",
)  # fmt: skip
ZH_SENTENCES = (
    "据介绍，该项目总投资{n}亿元，建成后年产值可达{k}万元，预计{y}年投产。",
    "记者从区有关部门获悉，今年将新增学位{k}个，同比增长{p}%。",
    "数据显示，前两个月全区用电量增长{p}%，企业复工率超过{n}%。",
)
EN_SENTENCES = (
    "The scheme will cost {n} million pounds and create {k} jobs by {y}, officials said on Monday.",
    "Figures show that output rose {p} percent last year, the fastest pace since 2019.",
    "Residents were told that {k} homes will be built on the site over the next {p} years.",
)
ZH_COMMENTS = (
    "支持，希望早日建成！",
    "补贴能不能再提高{n}元？",
    "去年说增长{p}%，今年呢？",
    "点赞",
)
EN_COMMENTS = ("About time too.", "They said £{n} million last year, what happened?",
               "Up {p} percent? Not where I live.", "Great news for the town.")  # fmt: skip


class Noise:
    """The noise of one visit. ``share`` is how likely each kind is to show at all."""

    def __init__(self, seed: int, language: str, share: float = 0.8) -> None:
        self.rng = random.Random(seed)
        self.zh = language == "zh"
        self.share = share

    def maybe(self, html: str) -> str:
        return html if self.rng.random() < self.share else ""

    def number(self, low: int = 3, high: int = 90_000) -> int:
        return int(low * (high / low) ** self.rng.random())

    def hash(self) -> str:
        return "".join(self.rng.choices("abcdefghijkmnpqrstuvwxyz0123456789", k=6))

    def fill(self, text: str) -> str:
        r = self.rng
        return text.format(n=r.randint(12, 980), p=round(r.uniform(0.5, 19), 1),
                           k=f"{r.randint(1100, 9900)}", y=r.randint(2026, 2031))  # fmt: skip

    def title(self) -> str:
        return self.fill(self.rng.choice(ZH_TITLES if self.zh else EN_TITLES))

    def sentence(self) -> str:
        return self.fill(self.rng.choice(ZH_SENTENCES if self.zh else EN_SENTENCES))

    def links(self, low: int, high: int, item: str = '<li><a href="/a/{id}">{t}</a></li>') -> str:
        count = self.rng.randint(low, high)
        return "".join(item.format(id=self.number(), t=self.title()) for _ in range(count))

    # One kind of noise each.

    def counter(self) -> str:
        n = self.number()
        forms = (
            f"浏览次数：{n}", f"阅读：{n}次", f"点击数：<span>{n}</span>", f"{n / 10000:.1f}万次浏览",
            f"【浏览量：{n}】", f"人气：{n}",
        ) if self.zh else (
            f"{n:,} views", f"Views: {n}", f"{n / 1000:.1f}K views", f"{n} reads", f"Page views: {n:,}",
        )  # fmt: skip
        return self.rng.choice(forms)

    def ago(self) -> str:
        n = self.rng.randint(2, 59)
        forms = (f"{n}分钟前", f"更新于{n}分钟前", f"{n % 23 + 1}小时前", "刚刚") if self.zh else (
            f"{n} minutes ago", f"Updated {n} minutes ago", f"Updated {n % 23 + 1} hours ago",
            f"Last updated {n} mins ago",
        )  # fmt: skip
        return self.rng.choice(forms)

    def readers(self) -> str:
        n = self.number()
        forms = (f"{n}人正在看", f"当前有{n}人正在阅读本文", f"已有{n}人参与") if self.zh else (
            f"{n} people are reading this", f"{n:,} people are reading this story right now",
            f"{n} readers online",
        )  # fmt: skip
        return self.rng.choice(forms)

    def shares(self) -> str:
        n = self.number(3, 3000)
        if self.zh:
            return f"分享到：<a>微信</a> <a>微博</a> <a>QQ空间</a> <em>{n}</em>"
        return f"<a>Facebook</a> <a>X</a> <a>Email</a> <a>Copy link</a> <em>{n} shares</em>"

    def cookies(self) -> str:
        if self.zh:
            text = "本网站使用Cookie改善您的浏览体验，继续浏览即表示您同意。"
        else:
            text = self.rng.choice((
                "We use cookies to improve your experience. You can change your settings at any time.",
                "We and our partners store and access information on a device, such as cookies.",
            ))  # fmt: skip
        return f'<div class="cookie-banner" id="cb-{self.hash()}"><p>{text}</p><button>OK</button></div>'

    def advert(self) -> str:
        text = self.rng.choice(
            ("限时优惠，满{n}减{p}，立即抢购", "现房发售，均价{k}元每平方米起", "年化收益{p}%，点击了解")
            if self.zh else
            ("Sale now on: up to {n} off", "Get {p}% APR on your savings today", "New cars from £{k}")
        )  # fmt: skip
        return f'<div class="ad ad-{self.hash()}"><a href="/c/{self.hash()}">{self.fill(text)}</a></div>'

    def nav(self, names: str) -> str:
        items = names.split("|")
        if self.rng.random() < 0.4:
            self.rng.shuffle(items)
        return "".join(f'<li><a href="/{i}">{name}</a></li>' for i, name in enumerate(items))

    def teasers(self, low: int = 2, high: int = 5) -> str:
        """Other articles, each with a sentence of its own."""
        return "".join(
            f'<div class="item"><h4><a href="/a/{self.number()}">{self.title()}</a></h4>'
            f"<p>{self.sentence()}</p></div>"
            for _ in range(self.rng.randint(low, high))
        )

    def token(self) -> str:
        return (
            f'<input type="hidden" name="csrf_token" value="{self.hash()}{self.hash()}">'
            f'<script>var sid="{self.hash()}";window.__n={self.number()};</script>'
        )

    def comments(self) -> str:
        pool = ZH_COMMENTS if self.zh else EN_COMMENTS
        who = "网友" if self.zh else "user_"
        return "".join(
            f'<div class="comment-item"><b>{who}{self.number()}</b><span>{self.ago()}</span>'
            f"<p>{self.fill(self.rng.choice(pool))}</p></div>"
            for _ in range(self.rng.randint(1, 5))
        )

    def weather(self) -> str:
        n = self.rng.randint(-4, 35)
        return (
            f"今天 多云 {n}℃ 东北风3级" if self.zh else f"Today: cloudy, {n}°C, wind {n + 5} km/h"
        )

    def stocks(self) -> str:
        p = round(self.rng.uniform(-3, 3), 2)
        n = round(self.rng.uniform(2900, 3500), 2)
        return f"上证指数 {n} {p}%" if self.zh else f"FTSE 100 {n * 2.4:,.2f} {p:+}%"

    def clock(self) -> str:
        r = self.rng
        day, hour, minute = r.randint(1, 28), r.randint(0, 23), r.randint(0, 59)
        if self.zh:
            return f"今天是2026年3月{day}日 {hour:02}:{minute:02}"
        return f"{day} March 2026 {hour:02}:{minute:02}"

    def neighbours(self) -> str:
        if self.zh:
            return f"<p>上一篇：<a>{self.title()}</a></p><p>下一篇：<a>{self.title()}</a></p>"
        return f'<a rel="prev">Previous: {self.title()}</a> <a rel="next">Next: {self.title()}</a>'

    def newsletter(self) -> str:
        if self.zh:
            return "<p>关注我们的微信公众号，获取更多资讯</p>"
        return (
            "<p>Get the day's headlines in your inbox every morning.</p>"
            f'<form><input name="e"><button>Sign up</button></form><p>Join {self.number():,} readers</p>'
        )

    def poll(self) -> str:
        a, b = self.rng.randint(20, 80), self.number()
        if self.zh:
            return f"<p>您对本文是否满意？</p><p>满意 {a}% 不满意 {100 - a}%</p><p>共{b}人投票</p>"
        return f"<p>Is this a good plan?</p><p>Yes {a}% No {100 - a}%</p><p>{b:,} votes</p>"

    def breaking(self) -> str:
        return f'<a href="/b">{"快讯：" if self.zh else "Breaking: "}{self.title()}</a>'

    def visitor(self) -> str:
        n = self.number()
        return f"您是第{n}位访问者 今日访问{n // 7}" if self.zh else f"You are visitor number {n:,}"

    def space(self) -> str:
        return self.rng.choice(("", "\n", "\n\n   ", "\t", "<!-- " + self.hash() + " -->"))
