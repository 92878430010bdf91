//! The table: one row per figure, printed for people and written for programs.

use std::fmt::Write as _;

use serde::Serialize;

/// Which way a figure gets better.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// One figure.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    /// The part of the tool it is about.
    pub(crate) part: &'static str,
    /// The set it is taken on.
    pub(crate) set: String,
    /// What is measured.
    pub(crate) measure: String,
    /// Which way it gets better.
    pub(crate) better: Better,
    /// The figure.
    pub(crate) figure: f64,
    /// The figure of a tool that does nothing.
    pub(crate) nothing: Option<f64>,
    /// The published or measured figure of another method.
    pub(crate) to_beat: Option<f64>,
    /// What is to be reached.
    pub(crate) target: Option<f64>,
    /// Items improved, same, worse.
    pub(crate) counts: Option<[usize; 3]>,
    /// The figure below (or above) which the run fails.
    pub(crate) floor: Option<f64>,
    /// Whether the floor holds.
    pub(crate) holds: bool,
    /// What a reader must know to read the figure.
    pub(crate) note: String,
}

impl Row {
    /// A row with its figure and nothing to hold it against.
    pub(crate) fn new(
        part: &'static str,
        set: impl Into<String>,
        measure: impl Into<String>,
        better: Better,
        figure: f64,
    ) -> Row {
        Row {
            part,
            set: set.into(),
            measure: measure.into(),
            better,
            figure,
            nothing: None,
            to_beat: None,
            target: None,
            counts: None,
            floor: None,
            holds: true,
            note: String::new(),
        }
    }

    /// With the figure of doing nothing.
    pub(crate) fn nothing(mut self, figure: f64) -> Row {
        self.nothing = Some(figure);
        self
    }

    /// With the figure of another method.
    pub(crate) fn beating(mut self, figure: f64) -> Row {
        self.to_beat = Some(figure);
        self
    }

    /// With the figure to be reached.
    pub(crate) fn target(mut self, figure: f64) -> Row {
        self.target = Some(figure);
        self
    }

    /// With items improved, same, worse.
    pub(crate) fn counts(mut self, counts: [usize; 3]) -> Row {
        self.counts = Some(counts);
        self
    }

    /// With a note.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Row {
        self.note = note.into();
        self
    }

    /// The name the floors know it by.
    pub(crate) fn key(&self) -> String {
        format!("{}/{}/{}", self.part, self.set, self.measure)
    }

    /// Whether the figure is no worse than another.
    pub(crate) fn is_at_least(&self, other: f64) -> bool {
        match self.better {
            Better::Higher => self.figure >= other,
            Better::Lower => self.figure <= other,
        }
    }

    /// Whether what was to be reached is reached; a row without a target is no debt.
    pub(crate) fn is_reached(&self) -> bool {
        self.target.is_none_or(|target| self.is_at_least(target))
    }
}

/// The heading that [`line`] answers to.
pub(crate) const HEADING: &str = "part      set                      measure                       figure  nothing  to beat   target    floor  better/same/worse";

/// A row as a line of the table.
pub(crate) fn line(row: &Row) -> String {
    let shown = |figure: Option<f64>| figure.map_or("–".to_string(), number);
    let mut line = format!(
        "{:<9} {:<24} {:<27} {:>8} {:>8} {:>8} {:>8} {:>8}",
        row.part,
        row.set,
        row.measure,
        number(row.figure),
        shown(row.nothing),
        shown(row.to_beat),
        shown(row.target),
        shown(row.floor),
    );
    if let Some([better, same, worse]) = row.counts {
        let _ = write!(line, "  {better}/{same}/{worse}");
    }
    if !row.holds {
        line.push_str("  BELOW ITS FLOOR");
    } else if row.target.is_some() {
        line.push_str(if row.is_reached() { "  reached" } else { "  not yet" });
    }
    if !row.note.is_empty() {
        let _ = write!(line, "  ({})", row.note);
    }
    line
}

/// Four decimals where they say something.
fn number(figure: f64) -> String {
    if figure.abs() >= 10.0 { format!("{figure:.1}") } else { format!("{figure:.4}") }
}
