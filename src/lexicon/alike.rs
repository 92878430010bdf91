//! Ideographs that look alike in print.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Ideographs that are taken for one another, in their simplified forms: a stroke more
/// or less (大太), a stroke longer (未末), one side the same (请清情).
const ALIKE: &str = "\
人入八乂 大太犬夭天夫丈 六大 土士工干千于 日曰目白自旦 己已巳 未末朱 刀力刃 \
几儿九凡 才寸 木本术禾 王玉主五正 田由甲申电 石右古 乌鸟岛 贝见 今令 免兔 \
午牛 矢失 了子 万方 门们 间闻问闲 候侯 竟竞 析折拆 拔拨 捧摔棒 徒徙陡 \
崇祟 治冶 准淮 冷泠 辨辩辫瓣 摸模膜漠 请清情晴精睛静倩 跑抱饱泡炮袍胞 \
但担坦胆 狠狼很 根银跟恨限 要耍 合含 名各多 看着 永水冰 史吏更 哀衰衷 \
戌戍戊戎 卯卵 毛手 壬王任 斤斥 爪瓜 丐丏 戈弋 仑仓 兵乒乓 孑孓子 壶壸 \
旨皆 汆氽 茶荼 茸葺 赢羸 蓝篮 籍藉 即既 官宫 密蜜 幕慕墓暮募 刺剌 栗粟 \
梁粱 复夏 宣宜 恩思 杨扬场汤 住往佳隹 侍待持特 洒酒 栽裁载 烧浇绕晓挠 挡档 \
推堆准维唯惟 唱喝渴竭 拍怕柏泊伯 凉谅惊晾 低抵底邸 没设投役 说锐悦脱 论轮伦沧 \
给绘 续读 纪记 绍招超 组祖租阻粗 结洁 织职识 终络 练炼 纸低 纷份粉芬 \
经轻径劲茎 编偏遍篇骗 现观视规 理埋狸 珠株蛛殊诛 班斑 球救 玩完 环坏怀 味昧 \
明朋 时对 星昼 晚挽勉 景影 智暂 暖缓援 便使 传转 作昨诈炸 依侬 侧测 \
俭险检验脸捡剑 倍陪培赔 借惜错措猎腊蜡 健建键 偷愉愈榆 傍榜膀磅 像象 儒懦 \
兄克 光先 党觉 公么 共其 其具 具真 再冉 军车 冬各 决块快 凤风 凭任 划列 \
则侧 别刑 制刷 刻该孩核 办为 加如 劳荣 勇男 勤勒 区匹 医区 升开 半平 \
卓早 单草 南商 卡下 卫工 危厄 厂广 压庄 厅斤 厉历 原愿 去云 友反发 叔淑 \
受爱 叙斜 句旬勾 只兄 叫叶 可司 号兮 吃乞 各备 吊币 同何 后居 向响 \
吗妈码骂 吹欢 告靠 员贡 周同 呢泥 和知 哪那 商啇 喜善 嘴啃 四西 回同 \
因困囚固囤 团困 图圈 国图 圆圜 圣怪 在左 地他也她池驰 坐座 城诚 域城 基墓 \
堂常 境镜 墨黑 处外 夕歹 央夹 失先 夺夸 奇寄 奋奔 奖桨浆 奥粤 女安 好奸 \
妇归 妹姝 始治 姓性胜 委季 季李 字宁 存在 学字 宋末 宗宋 定走 宝玉 实买 \
审宙 客容 室宝 家冢 寒赛 察蔡 导异 封卦 将奖 小少 尔你 尖尘 尤龙 局句 \
层屋 居局 展辰 山出 岁罗 岸岩 川州 州洲 差羞着 币市 布市 帅师 席度 帮邦 \
年午 并开 幸辛 庆床 应库 店占 府俯 延廷 式试 引弘 张涨帐账 弯变 形刑 \
彩采菜 很恨 律津 得碍 微徽 心必 忙忘 志忘 忠患 忽匆 态志 怎作 怒努 \
悔侮海梅 悬县 您你 想相 愁秋 意竟 感咸 慢漫馒 慰尉 戏找 成咸 我找 或惑 \
战占 房旁 打灯 扔仍 执热势 扫归 批比 技枝 抄炒钞吵 把吧爸肥 抓爪 抗坑 \
抢枪创 护沪 报服 披波 拉位 拥佣 择泽 括活话 拾给 指脂 按安案 挑桃跳逃 \
振震 损员 换唤 据剧居锯 授受 掌常 排俳 探深 控空 描猫 提堤 搞稿 搬般 \
搭塔 摇谣 撞幢 操澡燥躁 擦察 支友 收牧 改攻 放敌 政故 效郊 散撒 文丈 \
斗头 料科 断继 斯期 新亲 族旅 旧归 早旱 时肘 明萌 易昂 是定 暑署 曾会 \
月用 有冇 朝潮 机杭 材村 束柬 来米 杯坏 板扳版 极级 构购沟 林木 果杲 \
校较胶 样洋祥详 桂佳 桌卓 械诫 植值直 楼搂 概既 欧殴 歌哥 止正 残线浅钱 \
每母 比此 民尼 求球 汉叹 江红 汽气 沉沈 沙抄 河何 油抽 法去 注住 洗先 \
洞同 浪狼娘 消肖 涉步 液夜 混棍 渐暂 渡度 温湿 港巷 湖糊 源原 满瞒 漂飘 \
火大 灭火 烈列 烟咽 然燃 熟热 百白 直真 眼跟根 破披 社杜 第弟 管官 老考 \
肉内 脑恼 苦若 药约 血皿 被披 计汁 认队 讲井 访防 课棵 谁推 谈淡 财材 \
贴站 阳阴 项顶 乘乖 之乏 乐东 九丸 习刁 乡多 买头 予矛 二工 享亨 什计 \
代伐 价介 仿访 休体 倒到 充允";

/// The ideographs that look like `c`, in their simplified forms.
pub fn look_alikes(c: char) -> &'static [char] {
    static BY_CHARACTER: LazyLock<FxHashMap<char, Vec<char>>> = LazyLock::new(|| {
        let mut map: FxHashMap<char, Vec<char>> = FxHashMap::default();
        for set in ALIKE.split_whitespace() {
            for c in set.chars() {
                map.entry(c).or_default().extend(set.chars().filter(|other| *other != c));
            }
        }
        map
    });
    BY_CHARACTER.get(&super::simplified(c)).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_told_in_both_scripts() {
        assert!(look_alikes('未').contains(&'末') && look_alikes('末').contains(&'未'));
        assert!(look_alikes('請').contains(&'清'));
        assert!(!look_alikes('人').contains(&'山'));
        assert!(look_alikes('a').is_empty());
    }
}
