//! Made-up newspapers: pages of a seeded chance, with passages that several of them print.

use std::fmt::Write as _;

use fastrand::Rng;

/// Syllables of a made-up language of several thousand words.
const SYLLABLES: [&str; 20] = [
    "ba", "den", "fo", "gil", "har", "in", "ket", "lo", "men", "nor", "op", "per", "ra", "sto",
    "ter", "un", "val", "wes", "yo", "cra",
];

const IDEOGRAPHS: &str = "山水田林路桥城乡村镇学校医院工厂农民老师春夏秋冬东西南北大小多少上下左右天地\
    日月风雨雪霜花草树木鸟鱼虫马牛羊金银铜铁红黄蓝绿长短高低新旧好坏来去进出开关生产建设发展改革管理";

/// A page as it goes into an archive.
pub(crate) struct Leaf {
    pub(crate) id: String,
    pub(crate) series: String,
    pub(crate) date: String,
    pub(crate) text: String,
}

impl Leaf {
    pub(crate) fn json(&self) -> String {
        let text = serde_json::to_string(&self.text).unwrap();
        format!(
            r#"{{"id":"{}","series":"{}","date":"{}","text":{text},"n":1.50}}"#,
            self.id, self.series, self.date
        )
    }
}

/// A sentence of a dozen words, or so many ideographs and more.
pub(crate) fn sentence(chinese: bool, rng: &mut Rng) -> String {
    if chinese {
        let all: Vec<char> = IDEOGRAPHS.chars().filter(|c| !c.is_whitespace()).collect();
        let length = 24 + rng.usize(..30);
        return (0..length).map(|_| all[rng.usize(..all.len())]).collect::<String>() + "。";
    }
    let word = |rng: &mut Rng| -> String {
        (0..1 + rng.usize(..3)).map(|_| SYLLABLES[rng.usize(..SYLLABLES.len())]).collect()
    };
    let words: Vec<String> = (0..10 + rng.usize(..8)).map(|_| word(rng)).collect();
    let mut sentence = words.join(" ");
    sentence[..1].make_ascii_uppercase();
    sentence + "."
}

fn paragraph(chinese: bool, rng: &mut Rng) -> String {
    (0..2 + rng.usize(..3))
        .map(|_| sentence(chinese, rng) + if chinese { "" } else { " " })
        .collect()
}

/// The text with this share of its letters misread.
pub(crate) fn noisy(text: &str, noise: f64, rng: &mut Rng) -> String {
    let misread = |c: char, rng: &mut Rng| match c {
        'a'..='z' => (b'a' + rng.u8(..26)) as char,
        c if c.is_alphanumeric() && !c.is_ascii() => {
            let all: Vec<char> = IDEOGRAPHS.chars().collect();
            all[rng.usize(..all.len())]
        }
        c => c,
    };
    text.chars().map(|c| if rng.f64() < noise { misread(c, rng) } else { c }).collect()
}

/// So many pages; every fourth paragraph is a printing, with 5 % noise, of one of a few
/// wires. Gives for each wire the pages that print it, too.
pub(crate) fn pages(count: usize, seed: u64) -> (Vec<Leaf>, Vec<Vec<usize>>) {
    let mut rng = Rng::with_seed(seed);
    let wires: Vec<String> =
        (0..count / 3 + 1).map(|n| paragraph(n.is_multiple_of(2), &mut rng)).collect();
    let mut printed = vec![Vec::new(); wires.len()];
    let mut leaves = Vec::new();
    for number in 0..count {
        let mut text = String::new();
        for n in 0..8 {
            let paragraph = if n % 4 == 3 {
                let wire = rng.usize(..wires.len());
                printed[wire].push(number);
                noisy(&wires[wire], 0.05, &mut rng)
            } else {
                paragraph(number.is_multiple_of(2), &mut rng)
            };
            let _ = write!(text, "{paragraph}\n\n");
        }
        let (series, day) = (number % 5, number / 5 % 28 + 1);
        leaves.push(Leaf {
            id: format!("page-{number}"),
            series: format!("paper-{series}"),
            date: format!("1916-01-{day:02}"),
            text,
        });
    }
    printed.iter_mut().for_each(Vec::dedup);
    (leaves, printed)
}
