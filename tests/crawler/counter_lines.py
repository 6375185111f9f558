"""Lines in which a page counts its readers or reads a clock, and article lines that sound alike.

Written before the rule that tells them apart. ``halves`` splits each list by a fixed seed: the
rule was mended by the open half, and the shut half was scored once: 44 of 45 dropped, and one
of 55 true lines lost ("Number of visitors: 4,310", mended since).
"""

import random

_SEED = 20261123

OF_THE_PAGE = """
Read by 16988 people so far today
Join 12,345 readers who get our newsletter every morning.
7 minute read · shared 1.9K times
page generated in 0.32 seconds
Page rendered in 0.041s using 23 queries
Trusted by 48,000 subscribers
Be the first of 230 readers to comment
Be the first to comment on this story
1,204 people are reading this now
312 views · 14 comments
Updated 3 times
This story was updated 4 times today
Shared 340 times this week
More than 5,600 people have read this article
Estimated reading time: 6 minutes
Reading time: about 4 min
A 5-minute read
Takes 3 minutes to read
It takes about 8 minutes to read this article
Over 90,000 subscribers read our newsletter each week
Sign-ups so far: 4,512 readers
88 readers are online
There are 41 guests and 3 members online
17 people commented on this
1.2K people reacted to this post
2,019 readers voted so far
You and 56 others liked this
45 people like this
412 people shared this story in the last hour
Already joined by 23,456 readers
Join the 1.4 million people who follow us
Join more than 30,000 subscribers today
You have 3 free articles left this month
You have read 2 of 5 free articles
38 days until the new year
Countdown: 12 days to go
Only 45 days left until Christmas
124 days, 3 hours and 12 minutes to go
Bookmarked by 87 users
Downloaded 1,230 times
Seen by 5.3k people today
Comments (128)
Show all 34 comments
Number of visitors today: 4,310
You are visitor number 1,234,567
This page loaded in 1.2 seconds
Served from cache in 12 ms
Our readers have left 214 comments so far
Join the conversation: 57 people are talking
Rated 4.5 out of 5 by 212 readers
Average rating: 4.2 (318 votes)
Followed by 2,300 people
已有3214人参与讨论
距离2027年元旦还有38天
距2027年春节还有75天
倒计时38天
2027年春节倒计时：75天
离国庆节还剩12天
3.2万人已读
1234人正在看这篇文章
有567人围观
1.5万人关注了该话题
共有89人参与评论
238人点赞，45人收藏
阅读 1.2万
阅读 3.4万 · 评论 128
本文约2300字，阅读约需6分钟
约5分钟读完
预计阅读时间：4分钟
全文共1800字，预计阅读5分钟
已被转发321次
今日已有1208位读者阅读
加入12万订阅者的行列
已有2.3万人订阅本刊
超过5万人关注我们
当前在线人数：318
页面生成时间：0.32秒
页面执行时间0.05秒，查询12次
本页加载用时 1.3 秒
您是第123456位访问者
已更新5次
累计阅读人数 23456
查看全部34条评论
已有456人投票
有12人觉得很赞
分享给好友 已有34人分享
358位网友参与了讨论
今天已有2300人看过
本站今日访问人数1203
""".strip().split("\n")

OF_THE_WORLD = """
The library was read by 16,988 people last year
The museum was visited by 1.2 million people
More than 3,000 residents joined the programme
The fund was shared by 12 towns
12,000 subscribers to the metro card
The libraries served 16,988 readers last year.
Join 12,345 volunteers who plant trees every spring.
Electricity was generated in 32 plants
The new system generated 0.32 million kWh in 12 seconds of tests
Trusted by 48,000 farmers, the cooperative sold 300 tonnes
The first of 230 homes to be handed over
1,204 people are waiting for homes
Some 312 comments were received on the draft plan
14 comments on the draft budget were accepted
The plan was updated 3 times in 2025
The bridge was used 340 times this week
More than 5,600 people have read the consultation paper
Response time: 6 minutes
Waiting time: about 4 min
A 5-minute walk to the station
The trip takes 3 minutes
It takes about 8 minutes to reach the hospital
Over 90,000 subscribers use the broadband network each week
Sign-ups so far: 4,512 households
88 stations are online
41 turbines and 3 plants are online
17 people objected to the plan
1.2K people applied for this post
2,019 residents voted so far
56 others were injured
45 people died
412 people moved to the new town in the last year
Already joined by 23 cities
Join the 1.4 million people who have been vaccinated
More than 30,000 subscribers joined the health scheme
38 days until the dam reaches full level
The works have 45 days left before the deadline of 1 May
124 days, 3 hours of sunshine
Visited by 87 delegations
The app was downloaded 1,230 times
Seen by 5,300 patients a day, the clinic will double in size
Visitors in 2025: 4,310
Number of visitors: 4,310
Number of visitors to the park: 4,310
Loaded 1.2 million containers
57 people are talking to the council
212 readers took part in the reading festival
Average rating of schools: 4.2
Followed by 2,300 people on foot, the parade crossed the river
230 readers and 12 schools took part
Votes for the plan: 2,019
Voted by 318 members, the budget is 12 million
Joined by 300 people, the choir sang
Registered users: 12,000
Online users of the service rose to 318,000
Passengers today: 16,988
New subscribers: 16,988
Members: 1,204
Shared bikes: 1,900
Shared 1,900 bikes
Subscribers 12.5 million
7 minutes
5G users 12,000
已有3000人参与培训
距离2027年底目标还有两年
距离2027年底目标还有400天
距离3000亿元目标还有38亿元
距离地铁站还有38公里
已有3214人参与讨论会
共有89人参与评选
238人点赞该政策，45个社区参加
1.5万人关注了该项目听证会
已有2.3万人订阅家庭医生服务
已有456人投票选举村委会
有567人就业
3.2万人已参保
1234人正在看病
约5分钟到达地铁站
预计通行时间：4分钟
全线共1800米，预计通行5分钟
已被评为321家示范单位
今日已有1208位居民搬迁
加入12万志愿者的行列
超过5万人关注养老服务
当前在岗人数：318
响应时间：0.32秒
办理时间0.05小时，受理12次
累计参保人数 23456
在线人数达到318万
358位居民参与了讨论
今天已有2300人看过病
图书馆今日接待读者1203人
全年阅读人数 23456
图书馆订阅人数2.3万人
工程倒计时38天完工，投资3亿元
亚运会开幕倒计时100天，志愿者招募3000人
还有38天完工
城市书房读者12万人
本区居民人均阅读5本
12万人次参观
全区用户1.2万
累计访问量达到300万人次的文化云平台
关注留守儿童1.2万人
收藏文物1.2万件
馆藏1.2万，年接待读者12万人次
群众满意率98%，参与投票1.2万人
已更新5次规划
更新 12 个小区
点赞好人 128 位
""".strip().split("\n")

# Written after the rule; before any mend by them it took 17 of the 30, and none of the 34.
LATER_OF_THE_PAGE = """
Enjoyed by 3,410 readers this morning
21 people have saved this story
Reading now: 312
Join our 60,000 readers and get the news by email
5 mins to read
Be among the first to reply
Our newsletter goes to 31,000 subscribers
1,900 shares so far
Only 9 days to go until Easter
This article has 14 comments
14 replies, 203 likes
Page built in 0.118 sec
Generated at 12:04:31 in 0.2s
Read time 4 mins
Viewed by 1 million people
234 readers have commented on this article
Recommended by 45 readers
4,120 people are following this story
目前有1203人在看
89位读者留言
离春节还有75天
距离中秋节仅剩5天
有3400人转发了这篇文章
快来和3.4万读者一起讨论
阅读全文约需3分钟
本页面由缓存生成，耗时0.2秒
共12人收藏
今日在线1203人
点赞 238 收藏 12 评论 9
该文章已有128人点赞
""".strip().split("\n")

LATER_OF_THE_WORLD = """
The novel was enjoyed by 3,410 readers
21 people have saved for a pension
Beds now: 312
Join our 60,000 staff and get training
5 mins to the station
The first to reply was the county
The grid supplies 31,000 subscribers
1,900 shares were sold
Only 9 days of rain in May
This article of the law has 14 parts
14 schools, 203 teachers
Bridge built in 118 days
Generated 12.4 MW in 2 hours
Travel time 4 mins
Watched by 1 million people, the gala raised 3 million
234 readers have library cards
Backed by 45 councils
4,120 people are following the diet
目前有1203人在岗
89位读者获奖
离目标还有75户
距离通车仅剩5个月
有3400人转为正式工
3.4万读者走进图书馆
全程约需3分钟
本区由燃煤发电，耗时0.2年
共12人获奖
今日在线办理1203件
借阅 238 归还 12
该社区已有128人参加志愿服务
距离通车还有100天
2.3 million people joined
Members joined: 2,300
Time to read meters: 4 minutes
""".strip().split("\n")


def halves(lines: list[str]) -> tuple[list[str], list[str]]:
    """The open and the shut half of ``lines``, the same at every call."""
    mixed = random.Random(_SEED).sample(lines, len(lines))
    return mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]
