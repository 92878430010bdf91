//! Each stage and the whole, in bytes per second, on pages of 28 KB, 280 KB and
//! 2.8 MB: the cost of a page must grow about as its length does.
//!
//! `cargo bench --bench stages` prints a table; the column to read is the rate,
//! which should be about the same in all three rows of a stage.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use faircopy::lexicon::Lexicon;
use faircopy::sheet::Sheet;
use faircopy::source::{Page, Source};
use faircopy::view::View;
use faircopy::{Settings, clean, decode, matching, noise, rejoin, split};

const SIZES: [usize; 3] = [28_000, 280_000, 2_800_000];

fn main() {
    divan::main();
}

/// Words that made-up articles are put together from.
const SYLLABLES: &str = "山水田林路桥城乡村镇学校医院工厂农民工人老师学生春夏秋冬东西南北大小多少上下左右天地日月风雨雪霜花草树木鸟鱼虫马牛羊金银铜铁红黄蓝绿长短高低新旧好坏来去进出开关生产建设发展改革管理服务质量安全环境经济社会文化教育科学技术人民政府会议决定计划项目资金市场企业";

/// A page of `len` bytes: paragraphs of made-up words, one in five printed again
/// further on with a misprint, one in twelve torn in two. Seeded, so that every
/// run measures the same.
fn page(len: usize) -> String {
    let chars: Vec<char> = SYLLABLES.chars().collect();
    let mut seed = 0x9E37_79B9_7F4A_7C15u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let mut paragraphs: Vec<String> = Vec::new();
    let mut page = String::with_capacity(len + 1000);
    while page.len() < len {
        let again = !paragraphs.is_empty() && next(5) == 0;
        let paragraph = if again {
            let mut copy: Vec<char> = paragraphs[next(paragraphs.len())].chars().collect();
            let at = next(copy.len());
            copy[at] = chars[next(chars.len())];
            copy.into_iter().collect()
        } else {
            let mut fresh = String::new();
            for _ in 0..6 + next(8) {
                for _ in 0..8 + next(20) {
                    fresh.push(chars[next(chars.len())]);
                }
                fresh.push(if next(3) == 0 { '。' } else { ',' });
            }
            fresh.pop();
            fresh.push('。');
            paragraphs.push(fresh.clone());
            fresh
        };
        if next(12) == 0 {
            let cut = paragraph.char_indices().nth(paragraph.chars().count() / 2);
            let (left, right) = paragraph.split_at(cut.map_or(0, |(at, _)| at));
            page.push_str(&format!("{left}\n\n{right}\n\n"));
        } else {
            page.push_str(&format!("{paragraph}\n\n"));
        }
    }
    page
}

fn source(len: usize) -> Source {
    Source::from_text("bench", page(len))
}

#[divan::bench(args = SIZES)]
fn decoding(bencher: Bencher, len: usize) {
    let page = Page::new("bench", page(len));
    bencher
        .counter(BytesCount::new(page.bytes.len()))
        .bench(|| decode::decode(black_box(&page), &Default::default()));
}

#[divan::bench(args = SIZES)]
fn splitting(bencher: Bencher, len: usize) {
    let source = source(len);
    bencher.counter(BytesCount::new(len)).bench(|| split::split(black_box(&source)));
}

#[divan::bench(args = SIZES)]
fn folding(bencher: Bencher, len: usize) {
    let source = source(len);
    let blocks = split::split(&source);
    bencher.counter(BytesCount::new(len)).bench(|| View::fold(black_box(&source), &blocks));
}

#[divan::bench(args = SIZES)]
fn mending_noise(bencher: Bencher, len: usize) {
    let source = source(len);
    let blocks = split::split(&source);
    bencher.counter(BytesCount::new(len)).bench(|| {
        noise::mend(black_box(&source), &blocks, Lexicon::builtin(), &Default::default())
    });
}

fn with_sheet<T>(len: usize, run: impl FnOnce(&Sheet<'_>) -> T) -> T {
    let source = source(len);
    let blocks = split::split(&source);
    let view = View::fold(&source, &blocks);
    let lexicon = Lexicon::builtin();
    run(&Sheet { source: &source, blocks: &blocks, view: &view, lexicon })
}

#[divan::bench(args = SIZES)]
fn matching_repeats(bencher: Bencher, len: usize) {
    with_sheet(len, |sheet| {
        bencher
            .counter(BytesCount::new(len))
            .bench_local(|| matching::find(black_box(sheet), &Default::default()));
    });
}

#[divan::bench(args = SIZES)]
fn rejoining(bencher: Bencher, len: usize) {
    with_sheet(len, |sheet| {
        bencher
            .counter(BytesCount::new(len))
            .bench_local(|| rejoin::find(black_box(sheet), &Default::default()));
    });
}

#[divan::bench(args = SIZES)]
fn whole_page(bencher: Bencher, len: usize) {
    let page = [Page::new("bench", page(len))];
    bencher
        .counter(BytesCount::new(page[0].bytes.len()))
        .bench(|| clean(black_box(&page), &Settings::default()));
}
