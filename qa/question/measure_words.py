"""The measure words that questions count with, as a pattern. Pure.

多少项 counts, 多少项目 asks for projects, and 多少年轻人 for no years: a character that begins a longer word is no measure.
"""

from __future__ import annotations

_LONG = [
    "个百分点",
    "个工作日",
    "个小时",
    "个月(?!份)",
    "个星期",
    "个季度",
    "平方公里",
    "平方米",
    "立方米",
    "公里",
    "厘米",
    "毫米",
    "海里",
    "英里",
    "千克",
    "毫升",
    "千米",
    "公顷",
    "公斤",
    "千瓦",
    "小时",
    "分钟",
    "人次",
    "架次",
]
_SHORT = "类件倍岁届篇只辆艘架张例元宗笔栋间米吨斤块"
# A measure, and what makes it the beginning of a word.
_BEGINS = {
    "个": "税体",
    "家": "长庭具电",
    "项": "目",
    "条": "件款例",
    "名": "额单称",
    "人": "员口工均群民数士",
    "位": "置",
    "种": "子植苗",
    "所": "有",
    "座": "谈",
    "台": "风",
    "套": "餐",
    "批": "发",
    "次": "数",
    "成": "本员果",
    "天": "然",
    "日": "常",
    "年": "轻纪级龄",
    "月": "份",
    "户": "籍外口",
    "期": "限",
    "场": "地所馆",
    "支": "出持队",
    "部": "门分",
    "起": "步草点码始来初到",
    "份": "额",
    "款": "项",
    "处": "罚理分方",
    "门": "店诊票",
    "亩": "产",
}
# 多少人才有奖 counts people, 多少人才获奖 talents: what follows 才 tells.
_TALENTS = "(?!才(?![能可会够行有要算给]))"

MEASURE = "|".join(
    (
        *_LONG,
        *_SHORT,
        *(f"{m}(?![{more}]){_TALENTS if m == '人' else ''}" for m, more in _BEGINS.items()),
    )
)
