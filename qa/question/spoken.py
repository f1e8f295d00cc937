"""What people say and what documents write for it: 赔多少 is 偿付, 最晚 is 截止, 一天 is 每天.

A closed table of everyday words; none is the name of a subject. A text that holds one of the written words speaks of
what was said. It widens what counts as spoken of, and never what counts as proven. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from qa.question.everyday import MORE
from qa.question.everyday_firms import FIRMS
from qa.question.everyday_people import PEOPLE
from qa.question.everyday_trades import TRADES

# Each line: what is said (a pattern), then what is written for it, the commonest first.
_TABLE = """
赔(?!偿|付|款)|赔偿|理赔 = 赔偿 偿付 赔付 理赔 给付
(?<![候弥填递])补(?=多少|几|[0-9一二三四五六七八九十百千万]|钱|什么|哪(?![一两三几]天班)|点|啥|吗) = 补助 补贴 奖补 资助 补偿 津贴
补贴|补助 = 补助 补贴 奖补 资助 津贴
(?<![嘉颁获评])奖(?=多少|几|钱|什么|哪|[0-9]) = 奖励 奖补 奖金 补助
报(?:销|(?=多少|几)) = 报销 补贴 补助 支付
(?<![处惩体])罚(?!款|金|没|则|单|息) = 罚款 处罚
(?<![上提递移转社外成结])交(?=多少|几|钱|费|社保|税|[0-9]) = 缴纳 交纳 缴存 缴费 纳税
(?<![上提递移转社外成结])交(?=(?:什么|哪|啥)(?!.{0,2}保险)) = 提交 缴纳 出具
(?<![名])拿(?:到|(?=多少|几|钱|什么|哪)) = 领取 享受 给予 发放
(?<![认申])领(?:到|(?=多少|几|钱|什么|哪)) = 领取 享受 发放 给予
(?<![避减])免(?=多少|几|了?房租|了?租|税|费) = 免收 免征 减免 免除
退回|退钱|退款|退(?=多少|几|[给回]) = 退还 返还 退回 暂退 退款
还(?=钱|款|回去|不上(?![班学课岗])|贷) = 偿还 归还 还款 交还
借钱|(?<!借)贷(?=多少|几|到) = 贷款 借款
倒闭|垮了 = 破产 清算 撤销 接管
医生护士|医生和护士|医生|大夫 = 医务人员 医护人员 医师
护士 = 护士 医务人员 医护人员 护理
老师 = 教师
老板 = 经营者 企业主 业主
厂子|工厂|厂家|(?<=[0-9一-鿿])厂(?![房区长家商址]) = 企业 生产企业 工厂
公司 = 企业 单位 公司
(?<!中)小企业|小公司|小厂 = 小微企业 中小企业 小型企业
个体户 = 个体工商户
门面|铺子|店面|商铺 = 经营用房 用房 商铺 门店 经营场所
房租|租金 = 房租 租金
房东 = 业主 出租人 房东
房子 = 住房 房屋 用房
买房|购房 = 购房 购买住房 购置住房 购买商品住房
租房 = 租房 租赁住房 住房租赁 租住
宿舍|寝室 = 宿舍 住宿 公寓
仓库 = 仓储 仓库
员工|打工的|工人 = 职工 员工 劳动者 工人 人员
老人 = 老年人 老年
孩子|小孩|娃娃 = 子女 儿童 未成年人 婴儿 幼儿
没工作|下岗|失了业 = 失业
找工作 = 就业 求职
(?<!计划)(?<!拟)招(?=多少|几[个名]?人) = 计划招收 招收 招聘 招募 招录 招用 招生
招人|招工|招到|招了|雇(?![主员佣]) = 招用 吸纳 录用 聘用 招聘 公开招聘 引进 推荐
裁人|开除|辞掉|(?<=把[我他她人])开(?=了|掉|除) = 辞退 开除 裁员 解除
薪水|工钱 = 工资 薪酬 报酬
看病|治病 = 就医 就诊 诊疗 救治 医疗
医药费|药费|看病钱 = 医疗费用 医药费
[拖缓](?=多久|多长|几|到|着|延) = 延期 延缓 延长 延迟 缓缴 展期
[交付缴]不[起上]|没钱[交付缴] = 不能按期缴纳 不能按期 困难 无力 欠费
最多|顶多 = 最高 不超过 最长 上限 以内 不得超过
多大(?=年纪|岁数|年岁|的?(?:小?孩|小朋友|儿童|娃|学生|老人|人|婴儿|幼儿)|(?:才|就|可以|能|不能|必须|应当?|算|退休|结婚|入学|上学)) = 多少周岁
驾照 = 机动车驾驶证 驾驶证
车牌 = 机动车号牌 号牌
红绿灯 = 交通信号灯 信号灯
开车(?!单|间) = 驾驶机动车 驾驶 驾车
打人 = 殴打 伤害
小偷|偷东西 = 盗窃
赌钱 = 赌博
婚假|丧假 = 婚丧假
(?<!考)公务员(?!考|录|招)|体制内 = 公务员 机关 在编人员 财政供养
(?<![大小])医院(?!长) = 医院 医疗机构
上限|封顶 = 上限 最高 限额 封顶 不超过 不得超过 以内
县里|县城|县上 = 县(市 县域 县城
市里|市区|城里 = 市辖区 市区 城区
最短 = 不少于 不低于 不得少于 最低 以上
最久 = 最长 不超过 不得超过
反悔|后悔 = 撤回 撤销 解除
辞退|炒掉 = 解除劳动合同 辞退 解除
过路费|过桥费 = 车辆通行费 通行费
差评|好评 = 评价
吵闹|太吵|吵(?=[到着了人邻]) = 噪声 干扰
押金不退 = 退还押金 押金退还
黑车 = 未取得 非法营运
闯红灯 = 通行规定 信号灯
收回扣|吃回扣 = 回扣
最少|至少|起码 = 最低 不低于 不少于 以上 不得低于 不得少于
最晚|最迟 = 截止 延长至 延期 之前 不得超过 日前 以内 最长
付钱|给钱|打钱|打给|付款 = 支付 拨付 付款 发放
(?<!购)买(?!卖) = 购买 采购 购置 购入
(?<![买专拍])卖(?!家) = 销售 出售 售卖 发售 转让 转卖
东西 = 货物 物品 商品 产品
弄丢|丢了|丢失|丢 = 遗失 丢失
落在|落下|忘在 = 遗留 遗失
派出所|警察|公安局 = 公安机关 派出所
没执照|没有执照|没证|无照 = 无照 营业执照 未取得 未依法取得
租给|借给 = 出租 提供 租赁
做生意 = 经营 从事经营
开店|开公司|办公司|办厂|开厂 = 开办 设立 登记 经营
盖(?=房|楼|厂|的) = 新建 建设
打折|(?<!哪个)(?<!哪家)(?<!更)便宜(?![?？]|$) = 优惠 降低 减免 下调 下浮
不要钱|(?<!收)不收钱|免费 = 免收 无偿 免费 免征
办下来|办完|办好 = 办结 审批 办理
过期|到期 = 届满 期满 到期 逾期 有效期
归谁管|谁管 = 负责 主管 监督管理
毕业生|大学生 = 高校毕业生 毕业生 大学生
困难户|穷人|贫困户 = 贫困 困难 低收入
种地|种田|种菜 = 种植 农业生产
养猪 = 生猪 养殖
种的菜|蔬菜|菜(?=[价农场园地]) = 蔬菜 农副产品 农产品
摆摊|赶集 = 集市 场所和时间 摊位 集贸市场
网上 = 线上 网络 网上 互联网
网址 = http www 网站 官网
上学|读书 = 入学 就读 学习
放假|休假|歇 = 放假 休假 假期
补班|补上班|调休上班 = 上班
生孩子|生小孩 = 生育 分娩
喂奶 = 哺乳
打掉|流产 = 流产
骗(?!取) = 骗取 弄虚作假 虚报 冒领
捐(?!赠|助) = 捐赠
抵税|免税额 = 扣除 抵扣
交税|缴税 = 纳税 税款 缴纳
gdp = gdp 国内生产总值 地区生产总值 经济总量 经济增速 经济增长
社保(?!费|局|卡|中心|部门|基金|经办) = 社会保险费 社会保险
医保(?!局|卡|中心|部门|基金|经办) = 医疗保险 基本医疗保险
饭店|饭馆|餐馆|餐厅 = 餐饮 餐饮业 餐饮服务
国企 = 国有企业 国有
民企 = 民营企业 民营
央企 = 中央企业
外企 = 外商投资企业 外资企业
高企 = 高新技术企业
质保金 = 质量保证金
残保金 = 残疾人就业保障金
个税 = 个人所得税
低保 = 最低生活保障
环评 = 环境影响评价
加班费 = 加班工资 工资报酬
年假 = 年休假
加盟费 = 特许经营费用 加盟费
加盟 = 特许经营 加盟
加班(?!费|工资) = 加班 延长工作时间 休息日工作
银行倒了|倒了(?=怎|会|，|,) = 破产 撤销 接管
废铁|废品|破烂 = 废旧金属 再生资源 废旧物资
换老板 = 变更经营者 变更
酒驾|酒后开车|喝酒开车 = 饮酒 醉酒
假货 = 假冒 伪劣 假冒伪劣
过期食品 = 超过保质期
辞职 = 解除劳动合同 辞职 解除聘用合同 辞去 离职
炒鱿鱼 = 解除劳动合同 辞退
欠薪|欠工资|拖欠工资 = 拖欠 劳动报酬 工资
涨价 = 提高价格 价格上涨 哄抬
偷税|逃税|漏税 = 偷税 逃避缴纳税款 少缴
网店 = 网络交易 电子商务 平台内经营者 网店
外卖 = 网络餐饮 餐饮服务 外卖
拆迁 = 征收 拆迁 搬迁
退伍军人|退伍兵 = 退役军人 退役士兵
打官司 = 诉讼 起诉
一天|每天|天天|一日 = 每天 每日 按日 每人每天
一个月|每个月|月月 = 每月 按月 每人每月
一年(?!内|以|期|后|前|来|半|左|多)|每年 = 每年 年度 每一年
一亩 = 每亩
一户|一家(?=最|补|奖|能) = 每户 每家 单户
每个人|一个人(?=一?[年月天]|最|能?[补奖领拿发给]|要?[交掏]|多少|几) = 每人
"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where an everyday word stands in a question, and what documents write for it."""

    start: int
    end: int
    written: tuple[str, ...]


def _read(line: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    said, _, written = line.rpartition(" = ")
    return re.compile(said), tuple(written.split())


@cache
def _words() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """The tables read: a thousand patterns, which only a question needs."""
    tables = (_TABLE, MORE, PEOPLE, FIRMS, TRADES)
    return tuple(_read(line) for table in tables for line in table.strip().splitlines())


@lru_cache(maxsize=64)
def spoken_in(folded: str) -> tuple[Spoken, ...]:
    """Return the everyday words of a folded question, in their order, none within another."""
    found = sorted(
        (Spoken(*match.span(), written) for said, written in _words() for match in said.finditer(folded)),
        key=lambda word: (word.start, -word.end),
    )  # fmt: skip
    kept: list[Spoken] = []
    for word in found:
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
    return tuple(kept)


def with_written(folded: str) -> str:
    """Return a folded question with the forms that documents write for its words behind it: to look words up in, not to read."""
    return folded + "".join("".join(word.written) for word in spoken_in(folded))


def written(folded: str, near: str = "") -> str:
    """Return a question as a document would put it: each everyday word by what `near` writes for it, or else by the commonest."""
    text, end = "", 0
    for word in spoken_in(folded):
        text += folded[end : word.start] + _put(folded[word.start : word.end], word.written, near)
        end = word.end
    return text + folded[end:]


def _put(said: str, forms: tuple[str, ...], near: str) -> str:
    if len(said) > 1 and said in near:
        return said
    held = next((form for form in forms if form in near), None)
    return held or (said if said in forms else forms[0])
