//! Made-up articles, for runs without the measuring data: real words in an order
//! nobody would say, the same in every run.

use fastrand::Rng;

const HAN: &str = "学校 医院 工厂 农民 工人 老师 学生 春天 秋天 河流 山林 道路 桥梁 城市 乡村 花草 树木 虫鱼 牛羊 金银 \
    铜铁 颜色 长短 新旧 生产 建设 发展 改革 管理 服务 质量 安全 环境 经济 社会 文化 教育 科学 技术 人民 会议 决定 计划 \
    项目 资金 市场 企业 粮食 蔬菜 灯火 码头 邮局 报纸 读者 编辑 故事 消息 天气 雨水 船只 车站 旅客 早晨 傍晚 清洁 \
    检查 修理 打开 关闭 等待 出发 到达 讨论 宣布 参加 表演 比赛 胜利 失败 朋友 邻居 孩子 父亲 母亲 我们 他们 已经 \
    正在 可以 必须 因为 所以 但是 如果 然后 今天 明天 昨天 里面 外面 附近 许多 一些 没有 成为 认为 知道 看见 听说";

const LATIN: &str = "the a of and to in was that it his he with for had on at by which from were this her an been they \
    street morning evening river bridge market church school doctor captain letter window garden station harbour \
    engine horse carriage witness prisoner magistrate constable farmer merchant sailor soldier neighbour daughter \
    brother husband village parish county country winter summer money silver basket barrel timber coal bread water \
    carried brought found taken opened closed walked answered thought believed remained received returned ordered \
    heavy quiet broken narrow wooden early several another little former public ancient certain following present \
    before after between against under above through without towards about";

/// Texts of a few paragraphs each, in ideographs or in letters.
pub(crate) fn texts(han: bool, count: usize) -> Vec<String> {
    let words: Vec<&str> = if han { HAN } else { LATIN }.split_whitespace().collect();
    let mut rng = Rng::with_seed(3);
    (0..count).map(|_| text(&words, han, &mut rng)).collect()
}

fn text(words: &[&str], han: bool, rng: &mut Rng) -> String {
    let paragraphs: Vec<String> = (0..rng.usize(3..6))
        .map(|_| {
            let sentences: Vec<String> =
                (0..rng.usize(4..9)).map(|_| sentence(words, han, rng)).collect();
            sentences.join(if han { "" } else { " " })
        })
        .collect();
    paragraphs.join("\n")
}

fn sentence(words: &[&str], han: bool, rng: &mut Rng) -> String {
    let (between, comma, stop) = if han { ("", "，", "。") } else { (" ", ",", ".") };
    let mut sentence = String::new();
    let length = rng.usize(8..20);
    for number in 0..length {
        let word = words[rng.usize(0..words.len())];
        match (number, han) {
            (0, false) => {
                sentence.extend(word[..1].to_uppercase().chars().chain(word[1..].chars()))
            }
            _ => sentence.push_str(word),
        }
        let mark = if number + 1 == length {
            stop
        } else if rng.u8(0..6) == 0 {
            comma
        } else {
            ""
        };
        sentence.push_str(mark);
        if number + 1 < length {
            sentence.push_str(between);
        }
    }
    sentence
}
