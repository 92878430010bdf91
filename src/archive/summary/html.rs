//! The summary as a page to look at: one file, no network, plots drawn in SVG.

use std::fmt::Write;

use super::{Counts, Passage, Summary};

/// Newspapers that are shown in the plot of noise: the noisiest.
const NEWSPAPERS: usize = 30;

/// Height of the plots of bars over time, in pixels.
const HEIGHT: f64 = 160.0;

/// Width of all plots, in pixels.
const WIDTH: f64 = 860.0;

/// The summary as HTML.
pub fn html(summary: &Summary) -> String {
    let mut page = String::from(HEAD);
    let _ = write!(page, "<h1>{} pages</h1>", grouped(summary.pages.pages));
    counts(&mut page, summary);
    if !summary.dates.is_empty() {
        let pages: Vec<(String, u64)> =
            summary.dates.iter().map(|(date, day)| (date.clone(), day.pages)).collect();
        let printings: Vec<(String, u64)> =
            summary.dates.iter().map(|(date, day)| (date.clone(), day.printings)).collect();
        page.push_str("<h2>Printings of repeated passages, by date</h2>");
        bars(&mut page, &printings, "printings");
        page.push_str("<h2>Pages, by date</h2>");
        bars(&mut page, &pages, "pages");
    }
    noise(&mut page, summary);
    passages(&mut page, &summary.most);
    problems(&mut page, summary);
    page.push_str("</main></body></html>\n");
    page
}

const HEAD: &str = "<!doctype html><html lang=en><head><meta charset=utf-8>\
<meta name=viewport content='width=device-width'><title>faircopy: an archive</title><style>\
:root{--ink:#1d2025;--soft:#5c6470;--line:#d8dce2;--bar:#3d6ea5;--paper:#fff;color-scheme:light dark}\
@media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#9aa3af;--line:#3a4048;--bar:#7fb0e6;\
--paper:#16181c}}body{margin:0;background:var(--paper);color:var(--ink);\
font:16px/1.5 system-ui,sans-serif}main{max-width:860px;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.6rem;margin:0 0 1rem}h2{font-size:1.1rem;margin:2.2rem 0 .6rem}\
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:.8rem;margin:0}\
dt{color:var(--soft);font-size:.85rem}dd{margin:0;font-size:1.3rem;font-variant-numeric:tabular-nums}\
svg{width:100%;height:auto;display:block}svg text{fill:var(--soft);font-size:11px}\
svg rect{fill:var(--bar)}svg line{stroke:var(--line)}li{margin:0 0 1rem}\
small{color:var(--soft);display:block}blockquote{margin:.2rem 0 0;padding-left:.8rem;\
border-left:3px solid var(--line);overflow-wrap:anywhere}</style></head><body><main>";

fn counts(page: &mut String, summary: &Summary) {
    let (pages, repeats) = (&summary.pages, &summary.repeats);
    let reprints = repeats.repeats - repeats.boilerplate;
    let share = 100.0 * repeats.chars as f64 / pages.chars.max(1) as f64;
    let all = [
        ("million characters", format!("{:.1}", pages.chars as f64 / 1e6)),
        ("pages left as they were", grouped(pages.unchanged)),
        ("repeats folded within pages", grouped(pages.folded)),
        ("torn sentences joined", grouped(pages.joins)),
        ("repairs", grouped(pages.repairs)),
        ("lines left out", grouped(pages.junk)),
        ("places to look at", grouped(pages.review)),
        ("passages reprinted", grouped(reprints)),
        ("standing matter and adverts", grouped(repeats.boilerplate)),
        ("printings of both", grouped(repeats.printings)),
        ("of all characters are in them", format!("{share:.0} %")),
        ("records that could not be used or cleaned", grouped(summary.bad_records)),
    ];
    page.push_str("<dl>");
    for (name, count) in all {
        let _ = write!(page, "<div><dt>{name}</dt><dd>{count}</dd></div>");
    }
    page.push_str("</dl>");
}

/// A bar for each date, with the first, the last and the highest named.
fn bars(page: &mut String, days: &[(String, u64)], what: &str) {
    let most = days.iter().map(|day| day.1).max().unwrap_or(0).max(1);
    let step = WIDTH / days.len() as f64;
    let _ = write!(page, "<svg viewBox='0 0 {WIDTH} {}' role=img>", HEIGHT + 36.0);
    let _ = write!(page, "<text x=0 y=12>{} {what}</text>", grouped(most));
    let _ = write!(page, "<line x1=0 y1={0} x2={WIDTH} y2={0} />", HEIGHT + 18.0);
    for (at, (date, count)) in days.iter().enumerate() {
        let height = HEIGHT * *count as f64 / most as f64;
        let _ = write!(
            page,
            "<rect x={:.2} y={:.2} width={:.2} height={height:.2}><title>{}: {}</title></rect>",
            at as f64 * step,
            HEIGHT + 18.0 - height,
            (step * 0.85).max(0.5),
            escaped(date),
            grouped(*count),
        );
    }
    let (first, last) = (&days[0].0, &days[days.len() - 1].0);
    let _ = write!(page, "<text x=0 y={0}>{1}</text>", HEIGHT + 33.0, escaped(first));
    let _ = write!(
        page,
        "<text x={WIDTH} y={} text-anchor=end>{}</text></svg>",
        HEIGHT + 33.0,
        escaped(last)
    );
}

/// How noisy each newspaper is: repairs and doubts for each thousand characters.
fn noise(page: &mut String, summary: &Summary) {
    let rate = |c: &Counts| 1000.0 * (c.repairs + c.junk) as f64 / c.chars.max(1) as f64;
    let mut series: Vec<(&String, f64)> =
        summary.series.iter().map(|(name, counts)| (name, rate(counts))).collect();
    series.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    series.truncate(NEWSPAPERS);
    let Some(most) = series.first().map(|(_, rate)| rate.max(1e-9)) else { return };
    page.push_str(
        "<h2>Noise by newspaper: repairs and lines left out, for each 1,000 characters</h2>",
    );
    let _ = write!(page, "<svg viewBox='0 0 {WIDTH} {}' role=img>", series.len() * 20);
    for (at, (name, rate)) in series.iter().enumerate() {
        let y = at * 20;
        let width = (WIDTH - 320.0) * rate / most;
        let name: String = name.chars().take(36).collect();
        let _ = write!(
            page,
            "<text x=240 y={} text-anchor=end>{}</text><rect x=250 y={} width={width:.1} height=14 />\
             <text x={:.1} y={}>{rate:.1}</text>",
            y + 14,
            escaped(&name),
            y + 3,
            width + 256.0,
            y + 14,
        );
    }
    page.push_str("</svg>");
}

fn passages(page: &mut String, most: &[Passage]) {
    if most.is_empty() {
        return;
    }
    page.push_str("<h2>The most reprinted passages</h2><ol>");
    for passage in most {
        let dates = match (&passage.first, &passage.last) {
            (Some(first), Some(last)) if first == last => format!(", {first}"),
            (Some(first), Some(last)) => format!(", {first} to {last}"),
            _ => String::new(),
        };
        let papers = match passage.series {
            0 => String::new(),
            1 => " in 1 newspaper".into(),
            count => format!(" in {count} newspapers"),
        };
        let _ = write!(
            page,
            "<li><small>{}: {} printings{papers}{}</small><blockquote>{}</blockquote></li>",
            escaped(&passage.id),
            grouped(passage.printings),
            escaped(&dates),
            escaped(&passage.text),
        );
    }
    page.push_str("</ol>");
}

fn problems(page: &mut String, summary: &Summary) {
    if summary.problems.is_empty() {
        return;
    }
    page.push_str("<h2>Records that could not be used or cleaned</h2><ul>");
    for problem in &summary.problems {
        let (place, cause) = (escaped(&problem.place), escaped(&problem.cause));
        let _ = write!(page, "<li>{place}<small>{cause}</small></li>");
    }
    page.push_str("</ul>");
}

/// A number with its thousands set apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() && !c.is_whitespace() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_what_there_is_and_obeys_none_of_it() {
        let mut summary = Summary::default();
        summary.pages.pages = 1_234_567;
        summary.most.push(Passage {
            id: "r1".into(),
            printings: 40,
            series: 3,
            first: Some("1916-01-01".into()),
            last: Some("1916-01-07".into()),
            text: "<script>alert(1)</script>".into(),
        });
        let page = html(&summary);
        assert!(page.contains("1,234,567 pages") && page.contains("40 printings in 3 newspapers"));
        assert!(!page.contains("<script>"));
    }
}
