"""The English of what leaves the pages or stands before them, by the Chinese: files, the sign-in page, refusals.

`TEXTS` are used by their names in the code, `REFUSALS` are sentences that are told by their patterns.
"""

from __future__ import annotations

TEXTS: dict[str, str] = {
    # Files.
    "数字核对": "Figure check",
    "总评：{verdict}": "In all: {verdict}",
    "数字 {n} 个": "{n} figures",
    "其中 {n} 个所据原文识别把握低，请对照原件": "{n} of them rest on characters that were hard to recognise, please compare with the original",
    "类别": "Kind",
    "稿件文字": "In the draft",
    "说明": "Reasons",
    "原文数字": "Figure of the source",
    "引文": "Quotation",
    "文件 SHA-256": "SHA-256 of the file",
    "措施": "Measures",
    "支持内容": "Support",
    "主管部门": "Agency",
    "符合的条件": "Conditions met",
    "待核实的条件": "Conditions unknown",
    "不符合的条件": "Conditions unmet",
    "有效期至": "Valid until",
    "原文": "Source",
    "申报日历": "Dates",
    "申报：{title}": "Application: {title}",
    "有效期止：{title}": "Last day in force: {title}",
    # The sign-in page.
    "登录": "Sign in",
    "用户名": "User name",
    "密码": "Password",
}

# What the server says before or instead of an answer: `ui.guard`, `ui.service`.
REFUSALS: dict[str, str] = {
    "用户名或密码不对": "user name or password is wrong",
    "尝试过于频繁，请一分钟后再试": "too many tries, please wait a minute",
    "不能用这个名称访问。请用 IP 地址或 localhost": "this name is not served here. Please use the IP address or localhost",
    "不接受来自其他网站的请求": "requests from other sites are not taken",
    "没有这个页面": "there is no such page",
    "请求太大": "the request is too large",
    "请求发送得太慢": "the request comes too slowly",
    "需要登录或密钥": "please sign in, or bring a key",
    "接口请带上 Authorization: Bearer 密钥": "programs send Authorization: Bearer KEY",
    "没有权限": "this is not allowed",
    "增删文件需要 editor 角色": "adding and removing files takes the role editor",
    "没有这个地址": "there is no such address",
    "接口说明见 /openapi.json": "the API is described in /openapi.json",
    "这个地址不接受这种方法": "this address does not take this method",
    "请求过于频繁": "too many requests",
    "请稍后再试": "please try again later",
    "请检查网络后再发": "please check the network and send it again",
    "请缩短内容，或分几次发送": "please shorten it, or send it in parts",
    "请求不能处理": "the request cannot be served",
    "请求内容": "the request",
    # Why a request is not as its description allows: `ui.service.invalid`.
    "{name}：缺少这一项": "{name}: is missing",
    "{name}：没有这一项": "{name}: is not known",
    "{name}：应是文字": "{name}: must be a text",
    "{name}：应是整数": "{name}: must be a whole number",
    "{name}：应是数": "{name}: must be a number",
    "{name}：应是 true 或 false": "{name}: must be true or false",
    "{name}：应是列表": "{name}: must be a list",
    "{name}：应是对象": "{name}: must be an object",
    "{name}：不能超过 {n} 字": "{name}: at most {n} characters",
    "{name}：至少 {n} 字": "{name}: at least {n} characters",
    "{name}：不能超过 {n} 项": "{name}: at most {n} entries",
    "{name}：至少 {n} 项": "{name}: at least {n} entries",
    "{name}：没有可读的文字": "{name}: holds nothing to read",
    "{name}：不能小于 {n}": "{name}: at least {n}",
    "{name}：不能大于 {n}": "{name}: at most {n}",
    "{name}：应是 {choices}": "{name}: must be {choices}",
    "{name}：不是正确的 JSON": "{name}: is no JSON",
    "{name}：应是上传的文件": "{name}: must be an uploaded file",
    "{name}：与接口说明不符": "{name}: is not as the API describes it",
    "{name}：含有不成字符的编码": "{name}: holds halves of characters",
    "{name}：应是 2026-03-01 这样的日期": "{name}: must be a day such as 2026-03-01",
    "{name}：没有这一天，应是 2026-03-01 这样的日期": "{name}: is no day; it must be one such as 2026-03-01",
    "{name}：企业情况是空的": "{name}: says nothing of the enterprise",
    "{name}：没有用户的问题": "{name}: holds no question of the user",
}
