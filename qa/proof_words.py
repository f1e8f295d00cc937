"""The audited word lists of the checker: what may be swapped, dropped or added without changing what is said.

Every entry is a licence to differ from the source, so each was added for a reason and none for convenience:
建设 and 建成, 鼓励 and 要求, 补助 and 贷款, 可以 and 应当 stand in no list, and a draft that exchanges them is rejected.
All words are folded (simplified, half width, lower case).
"""

from __future__ import annotations

import re
from typing import Final

# Variant -> canonical form, applied to draft and source alike.
_SAME: Final = (
    ("规上", "规模以上"),
    ("和", "及 与 以及"),
    ("发改委", "发展和改革委员会 发展改革委员会 发展改革委"),
    ("工信厅", "工业和信息化厅"),
    ("工信局", "工业和信息化局"),
    ("工信部", "工业和信息化部"),
    ("科技厅", "科学技术厅"),
    ("科技局", "科学技术局"),
    ("科技部", "科学技术部"),
    ("市场监管局", "市场监督管理局"),
    ("市场监管总局", "市场监督管理总局"),
    ("人社厅", "人力资源和社会保障厅 人力资源社会保障厅"),
    ("人社局", "人力资源和社会保障局 人力资源社会保障局"),
    ("人社部", "人力资源和社会保障部 人力资源社会保障部"),
    ("住建厅", "住房和城乡建设厅 住房城乡建设厅"),
    ("住建部", "住房和城乡建设部 住房城乡建设部"),
    ("国办", "国务院办公厅"),
    ("比上年", "比去年 较上年 较去年 比上一年 较上一年"),
    ("年均", "平均每年 每年平均"),
    ("百分点", "个百分点"),
    ("解决", "破解"),
    ("帮助", "助力 助推"),
    ("来自", "出自"),
    ("推动", "推进 促进"),
    ("覆盖", "涵盖"),
    ("措施", "举措"),
    ("目前", "当前 现在"),
    ("持续", "继续"),
    ("举办", "举行"),
    ("应", "应当 应该"),
    ("须", "必须"),
    ("可", "可以"),
    ("将", "将要"),
    ("计划", "拟"),
    ("达", "达到 达成"),
    ("至", "到"),
    ("共", "共计 总共 合计 一共"),
    ("已", "已经"),
    ("该", "本"),
    ("最高", "最多"),
    ("不超过", "不高于 不多于"),
    ("不低于", "不少于"),
    ("给予", "予以"),
    ("此外", "另外"),
    ("缩短", "压缩"),
    ("问题", "难题"),
    ("服务贸易", "服贸"),
    ("人工智能", "ai"),
    ("新材料", "新型材料"),
)
CANONICAL: Final = {v: canon for canon, variants in _SAME for v in variants.split(" ")} | {
    canon: canon for canon, _ in _SAME if len(canon) > 1
}
# Longest first; a variant inside one of these stays as it is (和 in 和平, 到 in 到位, 同 in 同比).
_KEEP: Final = (
    "数量 总数 园区 分别 同比 同时 同意 同等 同步 同一 相同 不同 共同 合同 协同 如同 认同 等同 同志 同期 同胞 同类 "
    "参与 给与 与会 与否 跟踪 跟进 跟上 涉及 普及 及时 以及时 及格 触及 危及 波及 惠及 提及 "
    "和平 和谐 总和 缓和 温和 饱和 共和 "
    "到位 到期 到场 到底 到来 得到 受到 做到 看到 遇到 感到 直到 周到 到岗 收到 找到 "
    "共享 共建 公共 中共 共识 共产 共青 共有 共用 共性 应用 适应 响应 供应 反应 效应 应急 应对 相应 应收 应税 应付 应届 对应 应纳 应邀 "
    "本科 本地 成本 资本 基本 根本 本土 样本 文本 本身 日本 版本 本金 本质 本级 本年 本月 本次 本办法 本条例 本法 本规定 本意见 本市 本省 本县 本区 "
    "应该 该项 模拟 虚拟 拟定 已知 达标 达产 发达 表达 到达 传达 可能 可靠 认可 许可 可持续 可行 可控 可再生 可信 "
    "将军 至少 至今 甚至 直至 乃至 至于 冬至 夏至 email main "
    "年度计划 年度报告 每年度 本年度 上年度 各年度 财政年度 纳税年度"
).split(" ")

_LITERAL: Final = {word: word for word in _KEEP}
WORDS: Final = re.compile(
    "|".join(map(re.escape, sorted({*CANONICAL, *_LITERAL}, key=len, reverse=True)))
)


def canonical(word: str) -> str:
    """Return the canonical form of a folded word."""
    return word if word in _LITERAL else CANONICAL.get(word, word)


# Function words that may come and go anywhere.
LIGHT: Final = frozenset("的 了 着 地".split())
# May be dropped from the source (never added): manner, not measure; 全面 原则上 一般 重点 are measure.
ADVERBS: Final = frozenset(
    "大力 积极 不断 进一步 深入 切实 扎实 着力 加力 有力 充分 稳步 努力 认真 持续 加快 加速 继续 抓紧 尽快 "
    "更好 更好地 始终 坚定 坚决 全力 全力以赴 主动 有效 广泛 大胆 密切 也 还 都 又 则 均 就 已 共 目前 "
    "我们 同时 并 并且 且 而且 此外 首先 其次 最后 另一方面 一方面 比如 例如 为此 因此".split()
)
# Opening words of a draft that connect it to nothing the reader sees; they are taken away, not verified.
CONNECTIVES: Final = re.compile(
    r"^(?:此外|另外|同时|其次|首先|最后|综上所述|综上|总之|总的来说|简而言之|具体来说|具体而言|也就是说|答案是|回答|答|是的|对的|有的)[，,：:、]\s*"
)
# Joins a measured noun and its figure: 占比为56%, 实验室有24家, 总额达7086.68亿元.
LINKS: Final = frozenset("有 共有 共 达 为 是 约为 已有 已达 数量 的数量 数量为 总数 的总数".split())
EXIST_LINKS: Final = frozenset("有 共有 共 已有".split())
# What has not happened yet: the sure signs, and all words that may be one.
PLANNED: Final = re.compile(
    r"将(?!军|近|士|领|来|其)|拟(?!人|定|订)|力争|争取(?!到)|预计|即将|有望|打算|准备(?!金)|接下来|下一步|今后|计划(?=[在于到至建新推开实培])|"
    r"(?:至|到)(?:20\d\d|“?十[四五六]五)|20\d\d年?(?:底|末)?前"
)
PLAN_WORDS: Final = re.compile(PLANNED.pattern + r"|计划|预期|目标|规划|未来(?!产业)|方案|安排|要(?![素点])")
DONE_WORDS: Final = re.compile(r"已|了|建成|累计|完成|实现|形成|取得|荣获|入选|获批|突破")
RESULT_VERBS: Final = frozenset(
    "建成 形成 完成 实现 入选 出台 达 缩短 成功 获得 荣获 覆盖 突破 布局建成 培育形成".split()
)
NEGATIONS: Final = re.compile(
    r"不|未|无(?!人|线|障碍|锡)|没|非(?!洲|常|遗|凡|公|物质|共识|金融|化石|营利|煤)|禁止|严禁|杜绝|停止|取消|废止|终止|除外|免(?!疫|费)|否"
)

# Words that open a predicate: a clause that begins with one of them has no subject of its own.
VERBS: Final = frozenset(
    """
    推动 支持 鼓励 引导 加强 加快 加大 加速 加力 提高 提升 促进 完善 发展 推进 健全 建立 建设 建成 建好 打造 培育 形成 构建 搭建 实施 开展
    实现 扩大 深化 强化 优化 落实 制定 出台 发布 印发 修订 编制 组织 举办 开办 承办 聚焦 围绕 坚持 确保 保障 保持 维护 改善 改进 改造 改革
    增强 增加 新增 增长 下降 减少 降低 缩短 压缩 压减 突破 超过 达到 完成 取得 获得 荣获 赢得 入选 跻身 居 位居 位列 排名 占 来自 出自 源于
    覆盖 涵盖 惠及 服务 帮助 助力 赋能 带动 拉动 驱动 引领 牵头 主导 参与 参加 联合 协同 整合 统筹 协调 推广 推行 推出 探索 试点 试行 启动
    设立 成立 组建 创建 创新 筹建 布局 部署 谋划 安排 投入 投资 投向 用于 引进 吸引 吸纳 输出 输送 转化 转让 转型 转向 转变 升级 提供 给予 予以
    发放 拨付 补助 补贴 奖励 资助 扶持 减免 免征 减征 缓缴 缓征 返还 退还 征收 缴纳 申报 申请 受理 审核 审批 认定 备案 登记 办理 办结 执行 履行
    遵守 违反 处理 处置 查处 整治 整顿 打击 防范 防止 防控 化解 消除 解决 破解 攻克 攻坚 攻关 夯实 筑牢 锻造 做大 做强 做优 做好 抓好 抓紧 用好
    发挥 激发 释放 调动 挖掘 拓展 拓宽 延伸 延长 拉长 补齐 补强 巩固 稳定 稳住 控制 规范 严格 严禁 禁止 限制 取消 停止 废止 终止 撤销 清理 淘汰
    关停 关闭 退出 开放 开发 开通 开辟 开拓 开工 投产 投运 运行 运营 生产 制造 销售 出口 进口 采购 采取 采用 应用 使用 利用 运用 依托 依靠 依据
    按照 根据 遵循 结合 针对 面向 瞄准 突出 注重 重视 着眼 立足 把握 抢抓 争取 争创 力争 努力 持续 继续 不断 进一步 深入 积极 大力 全面 全力 切实
    稳步 有序 有效 有力 主动 加以 进行 予 让 使 把 将 被 由 向 对 为 以 通过 经 经过 随着 作为 成为 变成 属于 包括 包含 含 涉及 具有 拥有 具备
    享受 接受 承担 负责 主管 督促 监督 检查 检测 评估 评价 考核 激励 表彰 宣传 培训 培养 教育 招聘 招收 录用 就业 创业 保护 修复 治理 管理 管控
    调整 调控 调节 平衡 均衡 对接 衔接 融合 融入 嵌入 切入 进入 走进 走向 迈向 迈出 迎来 面临 应对 适应 满足 符合 贯彻 学习 研究 制订 起草 确定
    明确 规定 要求 提出 指出 强调 表示 认为 介绍 说明 公布 公开 公示 通报 报告 报送 提交 上报 反映 回应 推荐 遴选 评选 选择 选派 派出 派遣 赴 到
    在 从 自 至 有 是 无 没有 不 未 不得 不再 可 可以 应 应当 必须 须 需 要 能 能够 愿 敢 会 已 已经 曾 正在 正 即将 拟 计划 预计 预期 有望
    持 争当 争做 创造 创办 兴办 兴建 新建 扩建 改建 共建 共享 共同 分享 汇聚 集聚 聚集 吸收 消化 替代 替换 更新 更换 置换 盘活 腾退 清退 举报 投诉
    领跑 领先 领航 走在 处于 高于 低于 优于 好于 快于 多于 少于 大于 小于 不足 接近 相当于 等于 约占 同比 环比 年均 比上年 累计 平均 实际 名义
    着力 致力 精准 统一 高标准 高质量 高水平 严厉 合理 依法 及时 充分 逐步 适当 优先 集中 统一 联动 同步 分类 分级 分批 重点 主要 加紧 尽快 尽量 率先 牢牢 坚决 坚定 始终 全程 广泛 普遍
    """.split()
)
_MAX_VERB = max(map(len, VERBS))


def verb_at(text: str, at: int = 0) -> int:
    """Return the length of the predicate word that begins at `text[at]`, 0 when none does."""
    for length in range(_MAX_VERB, 0, -1):
        if text[at : at + length] in VERBS and not (length == 1 and _NOUNS.match(text, at)):
            return length
    return 0


# Nouns and names that begin like a predicate word; without them 对外贸易 would begin with 对.
_NOUNS: Final = re.compile(
    r"对外|对口|对象|以上|以下|以色|为此|自然|自主|自贸|自治|自身|从业|到岗|有色|有限|有机|有关|无人|无线|无锡|不锈|不动产|"
    r"要素|要点|会议|会展|会计|能源|能耗|可再生|可持续|向来|在线|在校|在建|在职|是非|把关|由于|正式|需求|占比|居民|居住|经济|经营|经费|含量|应急|应届|应税"
)
# Nouns that a predicate word of two characters may be part of at the start of a clause: 服务业, 发展基金.
NOUN_TAILS: Final = re.compile(
    r"(?:服务|发展|建设|投资|生产|制造|创新|创业|就业|教育|管理|改革|试点|试行|出口|进口|销售|采购|开发|研究|学习|培训|检测|认定|登记|转化|"
    r"保障|保护|应用|运营|融合|协同|监督|评估|评价|考核|布局|补助|补贴|奖励|计划|规划|规定|要求|报告|申报|投入|参与|牵头|平均|累计|共享|联合|增长|下降|执行|主要|重点|统一|开放|防控|治理|攻关|输出|吸纳|申请|受理|审核|审批)"
    r"(?:业|额|率|量|值|数|费|项目|平台|体系|机构|中心|企业|基地|园区|资金|基金|总额|规模|收入|占比|服务|合同|能力|水平|成本|环境|单位|部门|人员|方案|政策|"
    r"措施|目标|任务|板块|速度|时限|期限|金额|比例|比重|机制|制度|标准|条件|对象|范围|成果|外包|工作|用房|场景|产业|领域|区|城市|贸易|创新|组|人|者|商|线|站|点|院|所|厂|家)"
)
MEASURE_TAIL: Final = re.compile(
    r"(?:额|量|率|值|数|规模|收入|占比|比重|比例|时限|面积|总额|总量|产值|水平|速度|寿命|强度|价格|指数|成本|利润|税收|存款|贷款|余额|支出|投资|增速|增幅|贡献率)$"
)
ENTITY_TAIL: Final = re.compile(
    r"公司|集团|大学|学院|银行|协会|学会|研究院|研究所|开发区|高新区|经开区|示范区|试验区|产业园|工业园|科技园|保税区|新区|委员会|总局|财政部|工信部|科技部|教育部|国务院"
)
# A clause that only frames the next ones; without it they would say more than the source does.
CONDITION_START: Final = re.compile(
    r"对(?!外|口|于此|此)|凡|如(?!今|下)|若|倘|假如|一旦|除|经(?!济|营|费|验|过|常)|符合|满足|按(?!揭)|依照|自(?!然|主|贸|治|身|动|觉|愿|由|信)|"
    r"从(?!业|事|而|容)|截至|截止|至(?!于|今)|到(?:\d|“?十[四五六]五|本世纪|明年|今年|那时)|当(?!前|地|年|日|月|下|代)|只要|只有|仅|每(?!年|天)|"
    r"年(?:营业|产值|销售|纳税)|属于|由于|因(?!地制宜|此|而|势)|在.{0,40}(?:下|时|前提|期间|情况|范围内|之前|之后|基础上)$|"
    r"新(?:认定|设立|引进|注册|落户|增入库|入库|获|迁入)|同一|原则上|力争|争取|未(?:经|按|在|能)|不(?:符合|满足)|有?下列|以下|上述|不(?:含|包括)"
)
CONDITION_END: Final = re.compile(
    r"(?:的|者|(?<!同)时|(?<!目|当|之|提|日|年)前|(?<!今|最|其|先|之|背)后|[以之](?:前|后|内|外|下|上)|之日起|期间|(?<![国省业市县区海])内|(?<![此另海国内])外|情况下|条件下|前提下|"
    r"情形|基础上|为限|起)$"
)
TOPIC_END: Final = re.compile(r"(?:中|之中|当中|领域|上)$")
# Adverbial frames that carry no condition: 在科技服务方面, 通过…, 以…为抓手, 围绕….
FREE_FRAME: Final = re.compile(
    r"(?:在.{0,20}(?:方面|层面|环节|领导下|支持下|推动下|带动下|指导下|共同努力下)$|通过|围绕|以.{1,40}为.{1,12}$|根据|为(?:此|了)?(?!期)|针对|面对|随着|近年来?$|总体上?$|接下来$|下一步$|目前$)"
)
REPORT_FRAME: Final = re.compile(
    r"(?:网传|据传|传言|谣言|有人|有消息|有观点|有意见|有的|有网友|网友|网上|误以为|声称|谎称|宣称|号称|假设|设想|建议|希望|呼吁|提议|"
    r".{1,40}(?:认为|称|说|表示|指出|提出|预测|预计|估计|建议|要求|希望|规定|强调|介绍|透露|判断))$"
)
DENIAL: Final = re.compile(r"谣言|不实|失实|误读|虚假|不属实|有误|不是事实|以讹传讹|错误的?$|已?废止|停止执行|不再执行|失效|撤回|撤销|取消|作废")
RESTRICTION: Final = re.compile(
    r"但|但是|不过|然而|除|仅|只|限(?!额以上)|不含|不包括|不得|不再|不予|不重复|最高|不超过|上限|封顶|且(?!行)|并须|并应|须|每(?:家|户|个|人|年|项).{0,8}(?:最高|不超过)|"
    r"累计.{0,6}不超过|总额.{0,4}不超过|单.{0,8}(?:最高|不超过)|同一|原则上|前提是|.{0,30}(?:除外|为限|为准|止)$"
)
# What promises something to someone: dropping the condition of such a clause would be a lie.
ENTITLEMENT: Final = re.compile(
    r"补助|补贴|奖励|资助|支持|给予|减免|免征|减征|减按|优惠|缓缴|缓征|返还|退还|贴息|奖补|享受|可|应|须|不得|禁止|申报|申请|受理|处罚|罚款|没收|责令|吊销|允许|有权|适用|缴纳|扣除|免|减"
)
# After these the parts of a list belong together: 分别超三成、五成, A、B和C共10家, 仅限….
BOUND_LIST: Final = re.compile(r"分别|依次|各(?!类|项|种|级|地|方|领域|行业)|之间|之和|总和|合计|共|平均|仅|只|限|均|方可|才能|或|任一|之一|同时|以上|以下|至少|全部|所有|每|不超过|总计|相比|比")
# A predicate inside what looks like a counted noun: 35家企业给予补助 counts no 企业给予补助.
PREDICATE: Final = re.compile(
    r"给予|予以|开展|破解|解决|实现|进行|享受|获得|取得|完成|达到|入选|推动|推进|促进|提高|提升|增长|下降|减少|增加|新增|参加|参与|缴纳|申报|申请|"
    r"加快|加强|帮助|助力|支持|鼓励|引导|取消|停止|关停|退出|打造|培育|建成|形成|覆盖|来自|出自|成功|已|被|将|可|应|须|不|未|无|占|居|超|比|有|是|为"
)
# A count that exists: what was built, formed or owned is there. 新增 and 减少 say how a count changed, not what it is.
EXISTS: Final = re.compile(
    r"(?:建成|拥有|现有|共有|已有|建有|设有|有|布局建成|建设|布局|形成|培育形成|打造|组建|设立|认定|共)了?$"
)
ANAPHORS: Final = frozenset(("园区", "当地"))
CAUSES: Final = frozenset(("推动", "带动", "拉动", "使", "促使"))
