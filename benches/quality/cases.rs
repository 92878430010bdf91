//! Cases: small pages that came out wrong once, with what an editor would have. They lie in
//! `cases`, beside the folder of the data.

use rayon::prelude::*;

use crate::data::Data;
use crate::differences::differences;
use crate::errors::Errors;
use crate::score::{ErrorRate, compare};
use crate::table::{Better, Row};
use crate::tool;

/// Cases of faults and of other formats than text: what they ask for is not the article of
/// one page.
const OTHER: [&str; 9] = [
    "two-runs-one-out",
    "resume-mixes-inputs",
    "decisions-inside-one-variant",
    "draft-differs-from-article",
    "control-character-beside-gap",
    "line-ends-cr-cr-lf",
    "alto-",
    "archive-",
    "html-",
];

/// A case: its name, the page, what is expected.
type Case = (String, String, String);

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let cases = cases(data);
    if cases.is_empty() {
        return Vec::new();
    }
    let articles: Vec<String> =
        cases.par_iter().map(|(_, page, _)| tool::clean(page).article()).collect();
    let both = || cases.iter().zip(&articles);
    let same = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let mut exact = [0; 2];
    for ((name, page, expected), article) in both() {
        exact[0] += usize::from(same(page) == same(expected));
        exact[1] += usize::from(same(article) == same(expected));
        for difference in differences(article, expected) {
            errors.add(format!("cases/{name}"), || difference.shown());
        }
    }
    let rates = |after: bool| -> Vec<ErrorRate> {
        both()
            .map(|((_, page, expected), article)| {
                ErrorRate::of(if after { article } else { page }, expected)
            })
            .collect()
    };
    let count = cases.len() as f64;
    let mean = |rates: &[ErrorRate]| rates.iter().map(|rate| rate.rate()).sum::<f64>() / count;
    let (before, after) = (rates(false), rates(true));
    let counts = compare(before.iter().zip(&after).map(|(b, a)| (b.errors, a.errors)));
    vec![
        Row::new("cases", "cases", "exactly as expected", Better::Higher, exact[1] as f64 / count)
            .nothing(exact[0] as f64 / count)
            .note(format!("{} cases, white space aside", cases.len())),
        Row::new("cases", "cases", "mean CER", Better::Lower, mean(&after))
            .nothing(mean(&before))
            .counts(counts),
    ]
}

/// The cases by name; none without the data.
///
/// # Panics
/// When there is data and the folder of cases is not beside it.
fn cases(data: &Data) -> Vec<Case> {
    let Some(folder) = data.folder() else { return Vec::new() };
    let folder = folder.join("../cases");
    let entries = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("FAIRCOPY_DATA: {}: {error}", folder.display()));
    let case = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.ok()?.path();
        let name = path.file_name()?.to_string_lossy().into_owned();
        let text = |file| std::fs::read_to_string(path.join(file)).ok();
        let is_other = OTHER.iter().any(|other| name.starts_with(other));
        Some((name, text("page.txt")?, text("expected.txt")?)).filter(|_| !is_other)
    };
    let mut cases: Vec<Case> = entries.filter_map(case).collect();
    cases.sort();
    cases
}
