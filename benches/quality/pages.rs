//! Our own labelled pages: how near the article comes to the one expected.

use rayon::prelude::*;

use crate::data::{Data, samples};
use crate::errors::Errors;
use crate::score::{ErrorRate, compare, distance};
use crate::table::{Better, Row};
use crate::tool;

/// The rows of this part; none while there are no samples.
pub(crate) fn rows(_: &Data, errors: &mut Errors) -> Vec<Row> {
    let samples = samples();
    if samples.is_empty() {
        return Vec::new();
    }
    let articles: Vec<String> = samples
        .par_iter()
        .map(|sample| tool::clean_at(&sample.page, sample.level).article())
        .collect();
    let exact = samples.iter().zip(&articles).filter(|(s, a)| s.article.trim() == a.trim());
    let exact = exact.count() as f64 / samples.len() as f64;
    for (sample, article) in samples.iter().zip(&articles) {
        for difference in crate::differences::differences(article, &sample.article) {
            errors.add(format!("pages/samples: {}", sample.name), || difference.shown());
        }
    }
    let rate = |texts: &mut dyn Iterator<Item = (&str, &str)>| {
        texts.map(|(text, gold)| ErrorRate::of(text, gold)).sum::<ErrorRate>().rate()
    };
    let before = rate(&mut samples.iter().map(|s| (s.page.as_str(), s.article.as_str())));
    let after =
        rate(&mut articles.iter().zip(&samples).map(|(a, s)| (a.as_str(), s.article.as_str())));
    let counts = compare(samples.iter().zip(&articles).map(|(sample, article)| {
        (distance(&sample.page, &sample.article), distance(article, &sample.article))
    }));
    vec![
        Row::new("pages", "samples", "exactly as expected", Better::Higher, exact)
            .note(format!("{} pages, known failures among them", samples.len())),
        Row::new("pages", "samples", "CER", Better::Lower, after).nothing(before).counts(counts),
    ]
}
