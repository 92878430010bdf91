//! Whether a text is a file of this tool's own: given in place of a page, a report
//! would be cleaned as if somebody had printed it.
//!
//! Only what can be told with certainty is told: HTML by the data its script reads,
//! JSON and SARIF by what they say of themselves. A patch, prose and Markdown are texts
//! like any other.

use serde::Deserialize;

use super::html::draft::{self, Named};

/// A file of the tool's own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The review page, for a browser.
    Html,
    /// The report from which the page can be restored.
    Json,
    /// The changes as SARIF.
    Sarif,
    /// Decisions on a page.
    Decisions,
}

/// Which of the tool's files a text is, and the name of the page it is about.
pub fn known(text: &str) -> Option<(Kind, String)> {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with('<') {
        return draft::find(text).map(|name| (Kind::Html, name));
    }
    if !text.starts_with('{') {
        return None;
    }
    let form: Form = serde_json::from_str(text).ok()?;
    match form {
        Form { faircopy: Some(_), source: Some(about), placements, decisions, .. } => {
            let kind = match (placements.is_some(), decisions.is_some()) {
                (true, false) => Kind::Json,
                (false, true) => Kind::Decisions,
                _ => return None,
            };
            Some((kind, about.name))
        }
        Form { runs: Some(runs), .. } => {
            let run = runs.into_iter().find(|run| run.tool.driver.name == "faircopy")?;
            let page = run.artifacts.into_iter().next().map(|a| a.location.uri);
            Some((Kind::Sarif, page.unwrap_or_default()))
        }
        _ => None,
    }
}

/// What the tool's JSON has at its head; of others nothing fits.
#[derive(Deserialize)]
struct Form {
    faircopy: Option<serde::de::IgnoredAny>,
    source: Option<Named>,
    placements: Option<serde::de::IgnoredAny>,
    decisions: Option<serde::de::IgnoredAny>,
    runs: Option<Vec<Run>>,
}

#[derive(Deserialize)]
struct Run {
    tool: Tool,
    #[serde(default)]
    artifacts: Vec<Artifact>,
}

#[derive(Deserialize)]
struct Tool {
    driver: Driver,
}

#[derive(Deserialize)]
struct Driver {
    name: String,
}

#[derive(Deserialize)]
struct Artifact {
    location: Location,
}

#[derive(Deserialize)]
struct Location {
    uri: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::decisions::Decisions;
    use crate::report::{Format, render};
    use crate::source::Page;
    use crate::{Settings, clean};

    #[test]
    fn a_report_is_known_and_a_page_is_not() {
        let page = "The lamp on the quay burns </script> again.\n";
        let page = Page::new("folder/lamp.txt", page);
        let copy = &clean(&[page], &Settings::default()).pages[0];
        let known = |format| known(&render(copy, format));
        assert_eq!(known(Format::Html), Some((Kind::Html, "lamp.txt".into())));
        assert_eq!(known(Format::Json), Some((Kind::Json, "folder/lamp.txt".into())));
        assert!(matches!(known(Format::Sarif), Some((Kind::Sarif, _))));
        for format in [Format::CriticMarkup, Format::Diff, Format::Text] {
            assert_eq!(known(format), None, "{format:?}");
        }
        let decisions = Decisions::on("lamp.txt", "00").write();
        assert_eq!(super::known(&decisions), Some((Kind::Decisions, "lamp.txt".into())));
        let from_a_browser =
            render(copy, Format::Html).replacen("<!DOCTYPE html>", "<html>\r\n", 1);
        assert!(super::known(&format!("\u{FEFF}{from_a_browser}")).is_some());
    }

    #[test]
    fn what_only_looks_like_one_is_a_page() {
        for text in [
            "<!DOCTYPE html>\n<html><p>faircopy was here</p></html>",
            "{\"faircopy\": \"a story\"}",
            "{\"runs\": [{\"tool\": {\"driver\": {\"name\": \"another\"}}}]}",
            "{braces} \"faircopy\" <script type=\"application/json\" id=\"data\">",
            "",
        ] {
            assert_eq!(known(text), None, "{text}");
        }
    }
}
