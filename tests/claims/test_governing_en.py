"""Kind, measure and value of each number in English sentences, and why it is so."""

import pytest

from tests.claims.said import told

TABLE = [
    (
        "The council agreed £3m for road repairs.",
        "target level 3000000",
        "money voted is money planned",
    ),
    (
        "The ministry has earmarked $40 million for flood defences.",
        "target level 40000000",
        "earmarked",
    ),
    (
        "A further £2.5m has been set aside for apprenticeships.",
        "target level 2500000",
        "set aside, passive",
    ),
    (
        "Cabinet proposes to cut the library budget by £1.2m.",
        "target change -1200000",
        "a cut proposed",
    ),
    ("Plans call for 2,400 flats on the old brewery site.", "target level 2400", "plans call for"),
    ("Up to 5,000 homes could be built on the site.", "forecast level 5000", "could"),
    (
        "A hospital with 300 beds will be built in the new town.",
        "target level 300",
        "passive future",
    ),
    ("The depot is due to open in 2027 with 180 buses.", "target level 180", "is due to"),
    ("Rents are set to rise by 4 percent in April.", "target growth 4", "are set to"),
    (
        "The airport is expected to handle 30 million passengers.",
        "forecast level 30000000",
        "expected to",
    ),
    (
        "Officials had planned to train 2,000 nurses by 2024.",
        "target level 2000",
        "a plan of the past stays a plan",
    ),
    ("The utility had hoped to connect 90,000 households.", "target level 90000", "had hoped to"),
    (
        "The city aims to raise the ratio from 5 percent to 7 percent.",
        "figure share 5; target share 7",
        "baseline and target",
    ),
    (
        "Output exceeded the target of 300 billion yuan by reaching 320 billion yuan.",
        "target level 300000000000; figure level 320000000000",
        "met target: both",
    ),
    ("Growth missed its 5 percent goal.", "target growth 5", "a missed target is a target"),
    (
        "The county beat its 2024 goal of 1,500 homes, completing 1,640.",
        "target level 1500; figure level 1640",
        "beaten goal",
    ),
    (
        "Emissions will not exceed 40,000 tonnes a year.",
        "target level 40000",
        "negation makes a cap",
    ),
    (
        "The bureau did not reach its goal of 10,000 jobs.",
        "target level 10000",
        "negated report of a goal",
    ),
    (
        "The project, with a planned area of 12 hectares, employs 300 people.",
        "figure level 12; figure level 300",
        "planned area does not colour the staff",
    ),
    (
        "The mayor said the city would plant 100,000 trees.",
        "target level 100000",
        "reported speech keeps the plan",
    ),
    ("Economists say inflation may reach 4 percent.", "forecast growth 4", "may"),
    (
        "Analysts expect that the company will sell 2 million cars.",
        "forecast level 2000000",
        "an expectation above the future",
    ),
    ("The fund expects to return 7 percent.", "forecast share 7", "expects"),
    (
        "The borough wants at least 40 percent of new homes to be affordable.",
        "target share 40",
        "wants",
    ),
    (
        "Ridership was 12 percent below the forecast of 80,000 passengers.",
        "figure growth -12; forecast level 80000",
        "below; forecast of",
    ),
    ("The scheme would create 1,200 jobs if approved.", "target level 1200", "conditional"),
    (
        "The government has committed £50m to the rail link.",
        "target level 50000000",
        "committed money",
    ),
    ("Ministers pledged to recruit 6,500 teachers.", "target level 6500", "pledged to"),
    ("Council tax will increase by 4.99%.", "target growth 4.99", "will increase"),
    ("The cap is set at 60,000 visitors a day.", "target level 60000", "cap is"),
    (
        "The annual limit will be lowered to 25,000 tonnes.",
        "target level 25000",
        "lowered to is a level",
    ),
    ("Unemployment fell to 4.1 percent.", "figure share 4.1", "fell to: a rate reached"),
    (
        "Unemployment fell by 0.3 percentage points to 4.1 percent.",
        "figure change -0.3; figure share 4.1",
        "by and to",
    ),
    ("GDP growth slowed to 4.9 percent.", "figure growth 4.9", "growth reached"),
    ("The economy slowed to 4.9 percent.", "figure growth 4.9", "pace words reach growth"),
    ("Inflation eased to 2.1 percent.", "figure growth 2.1", "inflation is growth of prices"),
    ("Retail sales were down 3.7 percent.", "figure growth -3.7", "down"),
    ("The deficit narrowed by £300m.", "figure change -300000000", "narrowed is less"),
    (
        "The decline in exports narrowed by 1.5 percentage points.",
        "figure change 1.5",
        "a decline that narrows is a rise",
    ),
    (
        "The decline in exports narrowed to 2.5 percent.",
        "figure growth -2.5",
        "what is left of a decline is one",
    ),
    (
        "The budget rose to £90m from £84m.",
        "figure level 90000000; figure level 84000000",
        "rose to, from",
    ),
    ("The budget rose by £6m.", "figure change 6000000", "rose by"),
    (
        "The fleet grew from 120 buses to 150.",
        "figure level 120; figure level 150",
        "from to are levels",
    ),
    (
        "Turnover doubled to 4 billion yuan.",
        "figure multiple 2; figure level 4000000000",
        "doubled",
    ),
    ("Rents are 30 percent higher than in 2019.", "figure growth 30", "higher than"),
    ("Rents are 30 percent lower than in 2019.", "figure growth -30", "lower than"),
    ("A third more people used the trams.", "figure growth 33.33", "a third more"),
    ("The rate of decline slowed to 1.2 percent.", "figure growth -1.2", "a decline by name"),
    ("Vacancy stood at 8.4 percent.", "figure share 8.4", "a rate is a share by default"),
    ("The share of renewables rose to 41 percent.", "figure share 41", "a share that rose"),
    ("The ratio went up 2.3 percentage points.", "figure change 2.3", "went up"),
    ("Enrolment is up 4 percent year on year.", "figure growth 4", "up"),
    ("The city set up 300 charging stations.", "figure level 300", "set up is no rise"),
    ("Small firms make up 60 percent of tenants.", "figure share 60", "make up"),
    ("Profit halved.", "figure growth -50", "halved"),
    ("The council has cut 500 jobs.", "figure change -500", "cut N"),
    ("The region lost 12,000 residents.", "figure change -12000", "lost N"),
    ("The library bought 9,000 extra books.", "figure change 9000", "extra"),
    ("Parking fees will go up £2.", "target change 2", "go up N"),
    (
        "A total of 4,200 flats were completed, an increase of 310.",
        "figure level 4200; figure change 310",
        "an increase of",
    ),
    (
        "Some 640 homes have been completed and another 200 will follow.",
        "figure level 640; target level 200",
        "two verbs, two kinds",
    ),
    (
        "Of the 800 homes planned, 310 are occupied.",
        "target level 800; figure level 310",
        "a participle behind the number",
    ),
    (
        "Sales were better than the 2 billion yuan forecast.",
        "forecast level 2000000000",
        "compared with a forecast",
    ),
    (
        "The planned investment was 3 billion yuan.",
        "target level 3000000000",
        "the copula only names the plan",
    ),
    ("The expected cost is £45m.", "forecast level 45000000", "expected cost"),
    ("An estimated 20,000 people lack clean water.", "forecast level 20000", "estimated"),
    ("The bridge opened in May and carries 40,000 vehicles a day.", "figure level 40000", "report"),
    ("The company is on track to deliver 90 ships.", "forecast level 90", "on track"),
    ("Without action, losses could reach $2 billion.", "forecast level 2000000000", "could"),
    ("The strategy envisages 15 new schools.", "target change 15", "envisages, new ones"),
    ("The operator must keep delays below 5 percent.", "target share 5", "must"),
    (
        "Hospitals are required to treat 92 percent of patients within 18 weeks.",
        "target share 92",
        "required to",
    ),
    ("The board approved plans to invest €200m.", "target level 200000000", "plans to"),
    (
        "The plant is scheduled to produce 50,000 tonnes a year.",
        "target level 50000",
        "scheduled to",
    ),
    ("By 2030 there should be 500 clinics.", "target level 500", "should"),
    (
        "The programme has so far helped 3,400 families and will reach 10,000 families.",
        "figure level 3400; target level 10000",
        "so far, will",
    ),
    (
        "Wages grew 5.1 percent, against a target of 4 percent.",
        "figure growth 5.1; target growth 4",
        "against a target",
    ),
    (
        "The park is seeking to attract 60 firms while 45 have already moved in.",
        "target level 60; figure level 45",
        "while",
    ),
    (
        "The district is targeting growth of 6 percent, with unemployment held at 5 percent.",
        "target growth 6; target share 5",
        "a clause without tense of its own",
    ),
    (
        "The treasurer forecast a surplus of $1 billion.",
        "forecast level 1000000000",
        "forecast as a past verb",
    ),
    ("Spending is budgeted at $300 million.", "target level 300000000", "budgeted"),
    ("The grid intends to add 40 GW of solar.", "target change 40", "add"),
    ("The intake will shrink by 12 percent.", "target growth -12", "shrink by"),
    ("The region cut carbon intensity by 18 percent.", "figure growth -18", "cut by"),
    ("It will reduce water use by at least 16 percent.", "target growth -16", "reduce by"),
    ("Only 38 percent of tenants responded.", "figure share 38", "of"),
    ("Exports accounted for a quarter of sales.", "figure share 25", "accounted for"),
    (
        "The city reported 2.4 million visits, 8 percent more than a year earlier.",
        "figure level 2400000; figure growth 8",
        "more than",
    ),
    ("The number of patents was 1.8 times that of 2019.", "figure multiple 1.8", "times"),
    (
        "The airport is forecast to lose 40,000 passengers.",
        "forecast change -40000",
        "is forecast to lose",
    ),
    ("The council approved £3.6m for a new pool.", "target level 3600000", "money voted"),
    (
        "The council approved 340 applications.",
        "figure level 340",
        "what is approved and no money is a report",
    ),
    (
        "The ministry cut its target from 320 ships to 275 ships.",
        "target level 320; target level 275",
        "an old target beside the new one",
    ),
    (
        "The bank lowered its growth forecast from 1.5% to 0.75%.",
        "forecast growth 1.5; forecast growth 0.75",
        "an old forecast beside the new one",
    ),
    ("Occupancy never fell below 90 percent.", "figure share 90", "fell below is a level"),
    (
        "The recycling rate improved from 41 percent to 46 percent.",
        "figure share 41; figure share 46",
        "from to are two levels",
    ),
    (
        "The fair opened in May and drew 30,000 visitors.",
        "figure level 30000",
        "the month is no verb",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), TABLE)
def test_what_governs_a_number_tells_its_kind_and_measure(text, expected, reason):
    """Each number has the kind, measure and value that the table says."""
    assert told(text) == expected, reason
