"""Words that stand about names and in them, in the spelling of prepared texts."""

from __future__ import annotations


def one_of(*lines: str) -> str:
    """A pattern for any of the words of some lines."""
    return "|".join(" ".join(lines).split())


ENDINGS = one_of(
    "汽车 科技 银行 航空 地产 置地 置业 城建 城投 建设 商业 商贸 大卖场 药店 集团 控股 证券 保险",
    "人寿 寿险 健康险 养老险 人身险 财险 产险 投信 电子 半导体 微电子 医药 药业 生物 制药 医疗",
    "大药房 药房 能源 电力 电气 电器 电池 锂业 石油 石化 化工 钢铁 矿业 煤业 黄金 铜业 铝业 水泥",
    "建材 机械 重工 快递 速递 速运 快运 物流 航运 海运 港口 机场 铁路 电信 通信 通讯 网络 软件",
    "互动 娱乐 传媒 影业 视频 音乐 商城 超市 百货 零售 食品 乳业 酒业 啤酒 饮料 餐饮 服饰 鞋业",
    "体育 珠宝 家居 股份 国际 实业 发展 基金 材料 电材 光电 光学 光伏 智能 精密 工业 资源 环保",
    "环境 水务 燃气 教育 文化 旅游 酒店 信托 租赁 金控 投控 高科 路桥 建工 纸业 轮胎 玻璃 农业",
    "牧业 种业 纺织 家纺 包装 眼科 数码 搜索 钴业 云 存储 机床 数控 影视 消费金融 理财 装备 制造",
    "电机 重装 船舶 卫浴 纺织 印刷 化纤 橡胶",
)
"""What names of companies end with."""

SOFT_ENDINGS = one_of(
    "电池 材料 电子 能源 云 搜索 视频 音乐 智能 光伏 数码 酒店 旅游 教育 医疗 存储 光学 光电 互动",
    "娱乐 食品 饮料 家居 服饰 物流 零售 软件 网络 通信 通讯 机械 装备 制造 理财 影视 农业 包装",
    "玻璃 轮胎 黄金 珠宝 啤酒 文化 体育 环保 电器 电气 半导体 生物 制药 餐饮 百货 超市 保险 寿险",
    "健康险 养老险 人身险 证券 信托 租赁 基金",
)
"""Endings that names of businesses have too: 动力电池收入."""

GENERIC = one_of(
    "新能源 智能 电动 商业 股份制 国有 城市 农村 国内 海外 进口 数字 绿色 互联网 消费 汽车 医疗",
    "生物 创新 传统 大型 中小 主力 全国 全球 中国 国家 地方 民营 上市 龙头 头部 乘用 商用 商业房",
    "住宅 房 电网 社交 金融 增值 营销 企业 广告 游戏 教育 健康 物流 供应链 本地 生活 文化 体育",
    "家电 服装 食品 消费者 工商 股份 基础 储能 动力 锂 光伏 风电 水电 火电 核电 煤炭 钢铁 化工",
    "地产 房地产 保险 普速 高速 现代 移动 固定 家庭 个人 政企 线上 线下 跨境 综合 其他 其它 核心",
    "主要 各家 多家 六大 四大 三大 两大 双 纯 轻 重 电 油气 天然 可再生 清洁 人工 人工智能 在线",
    "现货 大宗 装备 高端 固定资产 基础设施 城市 房地产 智能 先进 公有 私有 混合 政务",
)
"""What stands before an ending where it names no company: 新能源汽车, 股份制银行."""

CITIES = one_of(
    "北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 无锡 常州 宁波 温州 绍兴 嘉兴 合肥 武汉",
    "长沙 成都 西安 郑州 济南 青岛 烟台 厦门 福州 泉州 南昌 昆明 贵阳 南宁 海口 石家庄 太原",
    "沈阳 大连 长春 哈尔滨 兰州 西宁 银川 乌鲁木齐 呼和浩特 珠海 东莞 佛山 中山 惠州 汕头",
    "江门 南通 扬州 徐州 镇江 广东 江苏 浙江 安徽 福建 江西 山东 河南 河北 湖北 湖南 四川",
    "贵州 云南 陕西 山西 甘肃 青海 辽宁 吉林 黑龙江 广西 海南 内蒙古 新疆 宁夏 西藏 中国",
)
"""Where companies have their seat, which formal names begin with."""

PERIODS = (
    r"(?:20)?\d\d年|20\d\d|\d\dq[1-4]|q[1-4]|[1-4]q\d\d|\d\dh[12]|第?[一二三四]财?季|[上下]半年"
    r"|中期|全年|前三季|前[一二三四五六七八九十\d]+个?月|首季|首[三六九]个?月|去年|今年|上年"
    r"|[本单上]季|年度|截至|[一二三四五六七八九十]+月|\d{1,2}月|\d+财年|期内|[本当]年|本期|年内"
    r"|季度|半年|单月|同期|首财季"
)

FINANCE = one_of(
    "归?母?净利 营业?收 总?收入 业绩 财报 [年季中]报 半年报 盈利 亏损 股价 市值 预[增减亏盈计期]",
    "扭亏 毛利 盘[前后] 配股 拟 派息 末期 今[日天] 昨[日天] 跌停 涨停 盈[喜警] 港股 [ah]股 美股",
    "获 涨 跌 收[涨跌报] 大涨 大跌 重挫 发[布盈] 公布 披露 公告 料 每股 单票 净利 公司债 减亏",
    "增收",
)

PUBLISHING = one_of(
    "发布 公布 披露 公告 发出 宣布 刊发 交出 晒出 亮出 递交 公示 发盈 预告 发通告 举行 召开",
)

MOVING = (
    r"(?:股价|盘[前中后]|跟|领|今年以来|年内|早盘|午后|尾盘|盘中|逆市|绩后|一度|开盘|收盘|最终|则|也|亦|更|继续|累计"
    r"|现|尾市|午盘|逆势|主力合约|主力|期货|期价|大|微|小|急|暴|再|曾|回吐|,){0,4}(?:上?涨|下?跌|升|挫|飙升|狂飙"
    r"|收[涨跌报升]|高开"
    r"|低开|上扬|跳水|报|涨停|跌停)(?:[超逾近约至幅停]|逾|超过){0,2}(?=\d|[一二三两]成|停|[。,;、])"
)

ADVERBS = (
    r"(?:今[日天晚早]|昨[日天晚]|近[日期]|日前|当[日晚]|周[一二三四五六日天]|于|在|[港联深上]交所"
    r"|\d{2,4}年|\d{1,2}月|\d{1,2}日|晚间?|早间|盘后|盘前|午间|正式|最新|同步|刚刚|率先|首次|已|也"
    r"|\([^()]{1,40}\)){0,6}"
)

_LEADING = (
    "[0-9一二三四五六七八九十]+[年月日倍家只成点时元%] 年度 季度 全年 半年 [今昨近当]日 日前 目前",
    "同期 其中 此外 另外 同时 以及 包括 例如 比如 对于 关于 根据 收购 旗下 子公司 母公司 对手",
    "看好 下调 上调 重申 维持 首予 给予 增持 减持 买入 持有 龙头股? 巨头 股王 厂商? 料商 企业",
    "品牌 公司 概念股 个股 成分股 蓝筹股? 权重股 板块 超车 超越 赶超 跑赢 领先 车企 券商 寿险",
    "平台 一哥 [体技网股药酒]股(?!份) 同业 同行 来源 标题 日讯 快讯 app讯 消息 记者 获悉 称 丨",
    "老牌 头部 知名 国产 本土 民营 新晋 友商 劲敌 榜首 黑马 新贵 独角兽 同为 反观 至于 轮到 还有",
    r"另一家 上市公司 旗舰 竞品 首选 首推 供应商 廉航 [今昨][晚早天] [\u3400-\u9fffa-z]{1,4}厂",
    r"另一[\u3400-\u9fff]{1,4}股 [两三四五几][家大][\u3400-\u9fff]{2,6}中",
    r"(?:连锁|餐饮|地产|酒店|零售|珠宝|服饰|能源|物流|航运|科技|教育)集团"
    r"(?!控股|股份|有限|公司|[\d去今上中本第前])",
)
LEADING = rf"(?:{one_of(*_LEADING)})"
"""What leads to a name without a mark between: 下调建设银行, 截至8月20日."""

COMMON = one_of(
    "三强 四强 五虎 四小龙 双雄 巨头 天团 龙头 营运 年前 公司 董事 管理层 市场 行业 数据 业绩",
    "财报 年报 季报 中报 季度 半年 同比 同期 环比 收入 营收 利润 净利 毛利 股价 指数 板块 投资者",
    "分析师 机构 券商 报告 消息 记者 来源 方面 整体 合计 其中 此外 同时 期内 国内 海外 全国 全球",
    "全年 累计 成交 资金 大盘 盘面 个股 概念 股东 股息 现金 资产 负债 成本 费用 增长 下降 增加",
    "减少 上涨 下跌 上升 预计 预期 预测 目标 指引 展望 风险 提示 点评 事件 要点 业务 产品 服务",
    "客户 用户 销售 销量 交付 出货 产能 产量 订单 价格 均价 单价 我们 他们 今年 去年 上年 本周",
    "今日 昨日 目前 截至 截止 连续 超过 达到 由于 因为 因此 所以 什么 如何 怎么 表示 认为 指出",
    "显示 发布 公布 披露 公告 宣布 召开 举行 实现 完成 录得 成为 占比 比例 比重 人民币 美元 港元",
    "日电 日讯 晚间 早间 编辑 责任 声明 标题 作者 摘要 正文 首页 相关 阅读 评论 会议 电话 其他",
    "其它 合作 竞争 对比 作为 上述 前述 以上 以下 门店 直营 内地 本港 港澳 旅客 渠道 车型 机型",
    "主力 项目 渗透 保费 政策 经济 人口 处境 会场 至少 日内 佣金 租金 奖金 押金 本金 保证金",
    "准备金 养老金 公积金 违约金 资本 股权 债券 票据 贷款 存款 利率 汇率 按年 按半年 全日 同日",
    "分别 发生 转折 一字 平台 商家 大厂 消费者 主播 网友 媒体 行长 总裁 总经理 财务长 发言人 政府",
    "央行 官方 车企 厂商 供应商 经销商 业内 人士 品牌 企业 团队 员工 人员 全文 同行 日子 单票",
    "成长 调整 浮动 前年 有人 年增 年减 月增 月减 季增 季减 表现 情况 数量 规模 水平 结构 领域",
    "环节 方向 路径 模式 能力 需求 供给 供应 库存 机会 挑战 压力 影响 因素 原因 背景 条件 时代",
    "世界 城市 乡村 县城 农村 家庭 顾客 会员 粉丝 观众 游客 乘客 车主 业主 司机 骑手 医生 患者",
    "专家 学者 费率 比率 口径 准则 走弱 走强 跌停 涨停 上市 运营 规划 升市 领涨 联合 财务 报表",
    "附注 合并 节选 纪要 实录 速览 简报 快报 一览 成绩单 观察 盘点 解读 深度 独家 突发 重磅 快讯",
    "收评 早评 午评 复盘 晨报 早报 要闻 专题 特写 摘要 概览 回顾 情况 介绍 环节 设备 产业 赛道",
    "冲高 走低 走高 翻红 翻绿 跳水 拉升 涨幅 跌幅 居前 领跌 普遍 受压 造好 挂牌 首日 偏软",
    "题材 热点 房企 药企 险企 酒企 央企 国企 民企 买入 卖出 持有 增持 减持 中性 跑赢 跑输 首选",
    "维持 重申 上调 下调 调高 调低 调升 调降 给予 平均 最新 一致 共识 预估 估值 合理 基准 个月",
)
"""What no name of a company that a text introduces has in it."""

PARTICLES = one_of(
    "较 约 已 将 了 着 并 且 或 被 把 从 到 至 但 而 也 都 还 又 则 却 很 最 更 不 没 无 个 家 只",
    "这 那 该 各 每 某 哪 元 亿 万 涨 跌 率 额 值 价 图 表 附 注 问 答 季 月 零 净 毛 均 我 它 您",
    "未 请 若 因 店",
)
"""What only a name with an ending of ENDINGS may have in it."""

NO_NAME = one_of(
    "[本该于占收] 早前 先前 稍早 另外 集团$ [两三四五六七八九十几多]大 此前 悉数 时间 盘[前后中]",
    "绩后 早盘 午后 尾盘 美股 港股 全线 在京 新势力 主席 主要 国际国内 [abh]股 期末 期间 不过",
    "随后 分别 首[两三个几周] [一两三]周 [昨今]收 前[一二三四五六七八九十两]",
    "[到至]?(?:19|20)$ [到至]\\d",
    "(?:增速|增幅|降幅)$",
    "(?:消费|投资|外贸|出口|进口|就业|物价|工业)$",
    "(?:财政|货币|楼市|研发|贡献|当前|单位|分部|持仓|原材料|计划|库存|新船|惟第|手机|博彩|客量)$",
    "(?:亏损|盈利|面板厂|第[一二三四][期季]?)$",
)

FORMS_EN = one_of(
    "Incorporated Inc Corporation Corp Company Co Limited Ltd plc PLC Plc AG SE N.V NV S.A SA",
    "LLC LIMITED INC CORP LTD COMPANY Berhad Bhd AB ASA SpA KGaA GmbH LP",
).replace(".", r"\.")

MARKETS_EN = one_of(
    "NYSE NasdaqGS NASDAQ Nasdaq HKEX SEHK HKG TSE TYO TWSE TPEx LSE KRX SGX ASX SHA SHE SSE",
    "SZSE FWB XETRA Euronext Ticker ticker [Ss]tock.code",
)

NEWS_EN = one_of(
    "[Rr]eports? REPORTS? [Aa]nnounce[sd]? ANNOUNCES? [Pp]osts? [Pp]osted [Ss]ays? [Ss]aid",
    "[Ss]ees [Ss]wings? [Bb]eats? [Mm]isses [Rr]aises [Ll]ifts [Cc]uts [Tt]rims [Tt]ips",
    "[Rr]eported [Bb]ooks",
    "[Uu]nveil(?:s|ed) [Rr]eleases [Dd]eliver(?:s|ed|ies)",
    "[Ee]xpects [Ww]arns [Ff]lags [Rr]ecords",
    "[Ll]ogs [Tt]rades [Hh]as [Ii]s [Tt]oday Q[1-4] [1-4]Q FY [1-4]H H[12] [Ff]irst [Ss]econd",
    "[Tt]hird [Ff]ourth [Ff]ull [Ff]iscal [Hh]alf [Aa]nnual ANNUAL [Ii]nterim INTERIM [Nn]et",
    "[Pp]rofits? [Tt]o",
    "[Rr]evenue [Ss]ales [Ee]arnings [Rr]esults [Ss]hares [Ss]tock (?:19|20)\\d\\d FIRST SECOND",
    "THIRD",
    "FOURTH FULL FISCAL [Qq]uarterly [Ss]urges [Jj]umps [Ff]alls [Rr]ises [Oo]n [Bb]ack",
    "[Cc]loses [Ww]ins [Ss]lips [Pp]lunges [Nn]arrows [Ww]idens [Tt]urns [Rr]eturns",
)
"""What follows a name at the head of a text."""

TOLD_EN = one_of(
    "said reported announced posted swung unveiled booked recorded expects closed delivered",
    "earned held sold beat missed lost made raised cut plans grew generated shipped",
)

MOVED_EN = one_of(
    "rose fell gained lost jumped climbed dropped slid slipped surged soared sank tumbled",
    "advanced added shed rallied plunged edged ended finished closed trades? traded",
)

TRADES_EN = one_of(
    "maker rivals? retailer carmaker automaker lender bank builder giant group firm company",
    "chain operator producer developer subsidiary unit competitor airline insurer chipmaker",
    "discounter grocer wholesaler supermarket distiller utility carrier custodian exchange",
    "manufacturer contractor housebuilder publisher hotelier foundry label conglomerate",
    "startup miner brewer drugmaker brand platform landlord provider supplier peers?",
    "[A-Z][a-z]+-based",
)
"""What a text calls a company before it names it."""

TITLES_EN = frozenset(
    "Chief Executive Officer CEO CFO COO Chairman President Analyst Mr Ms Dr".split()
)

COMMON_EN = frozenset(
    " ".join(
        (
            "The A An In On At For Of By To From With As It Its We Our They Their He She This",
            "That These Those Net Total Gross Operating Revenue Revenues Sales Profit Profits",
            "Earnings Income Loss Cash Free Adjusted Diluted Basic Chief Executive Officer",
            "Management Analyst Analysts Company Group Board Directors Shares Share Stock Stocks",
            "Quarter Year Half First Second Third Fourth Fiscal Full Annual Interim Results",
            "Half-year Half-Year Full-year Full-Year Year-end Nine-month Press Release Releases",
            "Result Outlook Guidance Business Highlights Financial Segment Segments Monday",
            "Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May",
            "June July August September October November December Jan Feb Mar Apr Jun Jul Aug",
            "Sep Sept Oct Nov Dec Q1 Q2 Q3 Q4 FY GAAP Non-GAAP EBITDA EBIT EPS Adj Inc Corp Ltd",
            "Limited Chairman President CEO CFO COO Mr Ms Mrs Dr Dividend Dividends Compared",
            "Excluding Including During While When After Before Despite Both All Some Many Most",
            "Other Overall Looking Based Growth Increase Decrease Change Average Selling Price",
            "Volume Volumes Users Customers Orders Order New Key Recent Global International",
            "Domestic Local US U.S UK EU PRC Asia Europe China America American Japan Korea Hong",
            "Kong North South East West Latin Pacific Mainland Capital Expenditure Costs",
            "Expenditures Cost Expenses Expense Margin Margins Assets Liabilities Equity Debt",
            "Balance Sheet Statement Statements Note Notes See Page Table Item Rule Part Form",
            "Exhibit Tax Securities Exchange Commission Act Law Listing Investors Investor",
            "Relations Conference Call Contact Media About Gulf Traffic Tariffs Fuel Fed Street",
            "Swiss German French British Chinese Japanese Korean Asian European Italian Spanish",
            "Dutch Norwegian Swedish Danish Indian Canadian Australian Russian MAU MAUs DAU DAUs",
            "TPV ARPU ARPPU GMV VNB ASP SBC NIM CET ROE CAGR TP YoY QoQ BUY SELL HOLD",
            "Operator Moderator Presentation Transcript Thanks Thank Good Welcome Morning",
            "Afternoon EV EVs AI PC IT TV Sources Strong Weak Forward-looking However Meanwhile",
            "Separately Still Also But And Or If Not No Yes",
            "There Here Now Then Last Next Each Every Per Up Down Over Under Unit Units Product",
            "Market Markets Quarterly Record Consolidated Comparable Digital Online Recurring",
            "Subscription Underlying Organic Core Reported Headline Bank Insurance Life Holdings",
            "Report Reports Update Buy Sell Hold Neutral Rating Target Valuation Risks Risk",
            "One Two Three Four Five Six Seven Eight Nine Ten Dozens Several Neither Such",
            "Exports Imports Shipments Inflation Manufacturing Factory Output Unemployment Jobless",
            "Payrolls Housing Wages Economists Traders Spending Demand Crude Gold Silver Copper",
            "Yields Treasuries Dollar Bitcoin Retail Consumer Industrial Deliveries Bookings",
            "Rivals Peers Competitors Shares Elsewhere Among Rival Peer",
            "Forecast Summary Quick Take Editor Source Copyright Liquidity Taxes Banking",
        )
    ).split()
)
"""Words with a capital that are no names of their own."""

SEGMENT_WORDS = frozenset(
    (
        "Data Center Centre Gaming Automotive Networking Compute Cloud Services Wearables "
        "Advertising Subscriptions Aerospace Healthcare Consumer Industrial Energy Insurance "
        "Retail Wholesale Mobile Infrastructure Software Hardware Asset Wealth Management "
        "Investment Banking Commercial Professional Visualization Enterprise Client Embedded "
        "Intelligent Productivity Business Processes Personal Computing Robotics "
        "Entertainment Sports Experiences Streaming Logistics Pharmaceuticals Diagnostics "
        "Nutrition Oncology Upstream Downstream Chemicals Refining Ports Telecommunications "
        "and & AI PC More Products Home Care Beauty Food Beverages Fashion Leather Goods "
        "Wines Spirits Semiconductor Ocean Terminals Towage Marine Shipping Freight "
        "Forwarding Transport Contract Foods Snacks Dairy Pharma Generics Vaccines Devices "
        "Equipment Power Generation Networks Renewables Trading Marketing Exploration "
        "Production Lubricants Materials Coatings Agriculture Crop Science Animal Health "
        "Property Casualty Life Reinsurance Brokerage Payments Lending Cards Markets Analog "
        "Solutions Search Hardlines Apparel Footwear Studios Parks Linear Publishing "
        "Education Construction Mining Vehicles Trucks Buses Motorcycles Parts Aftermarket "
        "Defense Defence Space Rail Mobility "
    ).split()
)
"""Words that segments are called by."""


def is_segment(name: str) -> bool:
    """Whether every word is one that segments are called by; Retail sales are a nation's."""
    return name != "Retail" and all(word in SEGMENT_WORDS for word in name.split())
