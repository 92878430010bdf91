//! What speaks for and against a pair: the features of an end and a start.
//!
//! | group | what it asks |
//! |---|---|
//! | form | which kind of character the end has, and which the start |
//! | language | is the start likelier after this end than anywhere? |
//! | words | do the two make a word, or a phrase, together? does the page have it elsewhere? |
//! | balance | does the start close what the end leaves open? |
//! | shape | lengths, sentences inside, lines full or short |
//! | place | how far apart, and what stands between |
//! | page | how many of its ends are torn at all |
//!
//! Nothing here weighs anything: the weights are fitted (`weights/joins.tsv`).

use std::sync::LazyLock;

use crate::lexicon;
use crate::script::{divides_clause, is_unspaced};

use super::across;
use super::between::Between;
use super::page::Page;
use super::piece::{ENDS, Piece, STARTS};

/// Features by name; one that does not hold is left out.
pub type Features = Vec<(&'static str, f32)>;

/// A line at least so full is taken for full, and one less full than that for short.
const FULL: f32 = 0.93;
const SHORT: f32 = 0.75;

/// Widths of columns that differ by more than this share are two.
const OTHER_WIDTH: f32 = 0.08;

/// Occurrences added to what is seen and to what chance would give.
const UNSEEN: f32 = 0.5;

/// The most symbols of a string that the page has elsewhere that count.
const LONGEST: usize = 12;

/// The names of all kinds of end with all kinds of start.
static FORMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = ENDS.iter().flat_map(|end| STARTS.iter().map(move |start| (end, start)));
    names.map(|(end, start)| format!("{end}>{start}")).collect()
});

impl Page<'_> {
    /// The features of a pair, by piece.
    pub(super) fn features(&self, left: usize, right: usize) -> Features {
        let (a, b) = (&self.pieces[left], &self.pieces[right]);
        let mut found = vec![("bias", 1.0)];
        found.push((&FORMS[a.end * STARTS.len() + b.start], 1.0));
        self.language(left, right, &mut found);
        self.words(left, right, &mut found);
        balance(a, b, &mut found);
        shape(a, b, &mut found);
        self.place(left, right, &mut found);
        self.usual(left, right, &mut found);
        found.retain(|(_, value)| *value != 0.0);
        found
    }

    fn language(&self, left: usize, right: usize, found: &mut Features) {
        let (Some(model), a, b) = (self.model, &self.costs[left], &self.costs[right]) else {
            return;
        };
        let first = model.cost(&a.left, &b.right[..b.right.len().min(1)]);
        found.push(("follows", self.follows(left, right)));
        found.push(("first follows", b.free_first - first));
        found.push(("paragraph ends", -a.as_end));
        found.push(("paragraph starts", b.free - b.as_start));
    }

    /// How much likelier the start is after this end than anywhere.
    fn follows(&self, left: usize, right: usize) -> f32 {
        let (a, b) = (&self.costs[left], &self.costs[right]);
        self.model.map_or(0.0, |model| b.free - model.cost(&a.left, &b.right))
    }

    /// How much likelier the ideographs of both are as words when they are read together.
    fn reads_as_words(&self, left: usize, right: usize) -> f32 {
        let (a, b) = (&self.pieces[left], &self.pieces[right]);
        let together = self.lexicon.log_probability(&format!("{}{}", a.tail, b.head));
        (together - self.costs[left].tail - self.costs[right].head) as f32
    }

    /// How well the two fit, place aside.
    pub(super) fn fits(&self, left: usize, right: usize) -> f32 {
        self.follows(left, right) + self.reads_as_words(left, right)
    }

    fn words(&self, left: usize, right: usize, found: &mut Features) {
        let (a, b) = (&self.pieces[left], &self.pieces[right]);
        let word = across::word(self.lexicon, a.text, b.text).is_some();
        found.push(("word across", f32::from(word)));
        found.push(("figure across", f32::from(across::is_figure(a.text, b.text))));
        found.push(("wants more", f32::from(self.costs[left].wants_more)));
        let (last, first) = (a.text.chars().next_back(), b.text.chars().next());
        let (Some(last), Some(first)) = (last, first) else { return };
        if is_unspaced(last) && is_unspaced(first) {
            let (one, other) = (&self.costs[left], &self.costs[right]);
            found.push(("affinity", lexicon::affinity(last, first) as f32));
            found.push(("reads as words", self.reads_as_words(left, right)));
            let goes_on = across::goes_on(self.lexicon, a.text, b.text);
            found.push(("words go on", f32::from(goes_on)));
            let follows = self.lexicon.affinity(one.last_word, other.first_word);
            found.push(("words follow", follows as f32));
            found.push(("stub ends", f32::from(one.stub_end)));
            found.push(("stub starts", f32::from(other.stub_start)));
            found.push(("stubs", f32::from(one.stub_end && other.stub_start)));
            found.push(("word of stubs", f32::from(word && one.stub_end && other.stub_start)));
        } else if a.is_divided() {
            found.push(("hyphen, no word", f32::from(!word)));
        } else if ENDS[a.end] == "letter" && STARTS[b.start] == "small" {
            let known = |word: &str| self.lexicon.contains(word);
            found.push(("last unknown", f32::from(!known(a.last_word))));
            found.push(("first unknown", f32::from(!known(b.first_word))));
        }
        self.seen(left, right, found);
    }

    /// What the page has elsewhere across the seam.
    fn seen(&self, left: usize, right: usize, found: &mut Features) {
        let (a, b) = (&self.pieces[left], &self.pieces[right]);
        let seen = self.attested.across(&self.frames, &a.frame_tail, &b.frame_head);
        let (Some(last), Some(first)) = (a.frame_tail.last(), b.frame_head.first()) else { return };
        let count = |symbol: &u32| self.counts.get(symbol).copied().unwrap_or(0) as f32;
        let chance = count(last) * count(first) / self.frames.symbols.len().max(1) as f32;
        if self.is_unspaced {
            found.push(("pair seen", ((seen.count as f32 + UNSEEN) / (chance + UNSEEN)).ln()));
            found.push(("string seen", seen.len.saturating_sub(2).min(LONGEST) as f32));
        }
        let words = [self.costs[left].last_word, self.costs[right].first_word];
        if seen.covers_words(words) {
            found.push(("words seen", 1.0));
        }
    }

    fn place(&self, left: usize, right: usize, found: &mut Features) {
        let between = self.between(left, right);
        let distance = between.all + 1;
        let all = |some: usize| f32::from(distance > 1 && some == between.all);
        let is_ahead = left < right;
        if is_ahead {
            found.push(match distance {
                1 => ("next", 1.0),
                2..5 => ("near", 1.0),
                5..10 => ("apart", 1.0),
                _ => ("far", 1.0),
            });
            found.push(("next but asides", all(between.aside)));
            found.push(("next but headings", all(between.aside_or_head)));
            found.push(("log distance", (distance as f32).ln()));
        } else {
            found.push(("back", 1.0));
            found.push(("log distance back", (distance as f32).ln()));
        }
        found.push(("all over between", all(between.over)));
        found.push(("open between", (between.open as f32).ln_1p()));
        found.push(("torn between", (between.torn as f32).ln_1p()));
        let is_head = |at: Option<usize>| {
            at.and_then(|at| self.pieces.get(at)).is_some_and(|p| p.is_head && !p.is_aside)
        };
        let above = right.checked_sub(1).filter(|above| *above != left);
        found.push(("heading above", f32::from(is_head(above))));
        found.push(("heading below", f32::from(is_head(Some(left + 1)))));
        let member = self.in_member[left].as_ref().filter(|_| is_ahead);
        let one = member.filter(|member| member.contains(&right));
        found.push(("in one member", f32::from(one.is_some())));
        let alone = one.is_some_and(|member| self.full.open(member) == 1);
        found.push(("alone in a member", f32::from(alone)));
        let parted = self.in_member[left] != self.in_member[right];
        found.push(("in two members", f32::from(parted)));
        // Where most ends are torn the page was shuffled, and place says little.
        let others = self.sequence.of_others(left);
        let is_next = distance == 1 || between.aside_or_head == between.all;
        found.push(("next in sequence", if is_ahead && is_next { others } else { 0.0 }));
        found.push(("apart in sequence", if is_ahead && is_next { 0.0 } else { others }));
        let (is_last, is_first) = (self.last == Some(left), self.first == Some(right));
        found.push(("end is last", f32::from(is_last)));
        found.push(("start is first", f32::from(is_first)));
        // What stands on the page twice stands there as a whole.
        let [one, other] = [left, right].map(|at| self.copied[at]);
        found.push(("one is copied", f32::from(one != other)));
        found.push(("both are copied", f32::from(one && other)));
        found.push(("next on a torn page", self.open_share * f32::from(is_ahead && distance == 1)));
        let again = !self.pieces[right].is_done && !self.pieces[right].is_head;
        found.push(("torn again on a torn page", self.open_share * f32::from(again)));
        found.push(("back on a torn page", self.open_share * f32::from(!is_ahead)));
        found.push(("distance on a torn page", self.open_share * (distance as f32).ln()));
    }

    /// What stands between two pieces in the article, as far as that is known.
    fn between(&self, left: usize, right: usize) -> Between {
        let once = !self.copied[left] && !self.copied[right];
        if once { &self.folded } else { &self.full }.between(left, right)
    }

    /// Whether a piece will stand right behind another.
    pub(super) fn are_next(&self, left: usize, right: usize) -> bool {
        left < right && self.between(left, right).all == 0
    }

    /// What is usual on the page.
    fn usual(&self, left: usize, right: usize, found: &mut Features) {
        found.push(("open share", self.open_share));
        found.push(("torn share", self.torn_share));
        found.push(("log pieces", (self.pieces.len() as f32).ln()));
        found.push(("heads around end", self.heads_around[left] as f32));
        found.push(("heads around start", self.heads_around[right] as f32));
        let told = self.told[left] * self.told[right];
        let (a, mut rest) = (&self.pieces[left], &self.pieces[right].words[..]);
        let mut shared = 0.0;
        for word in &a.words {
            rest = &rest[rest.partition_point(|other| other < word)..];
            if rest.first() == Some(word) {
                shared += self.telling[word];
            }
        }
        found.push(("of one matter", if told > 0.0 { shared / told } else { 0.0 }));
    }
}

/// The comma of enumerations.
fn is_pause(c: char) -> bool {
    c == '、'
}

fn balance(a: &Piece<'_>, b: &Piece<'_>, found: &mut Features) {
    let closes = a.open.is_some() && a.open == b.stray;
    found.push(("closes", f32::from(closes)));
    found.push(("stays open", f32::from(a.open.is_some() && !closes)));
    found.push(("closes nothing", f32::from(b.stray.is_some() && !closes)));
    found.push(("quotes close", f32::from(a.is_quoting && b.is_quoting)));
    found.push(("quotes stay open", f32::from(a.is_quoting && !b.is_quoting)));
    found.push(("quotes close nothing", f32::from(!a.is_quoting && b.is_quoting)));
}

fn shape(a: &Piece<'_>, b: &Piece<'_>, found: &mut Features) {
    let length = |piece: &Piece<'_>| (piece.len + 0.02).ln();
    found.extend([("end length", length(a)), ("start length", length(b))]);
    let lines = |piece: &Piece<'_>| piece.width.is_some();
    let other_width = a.width.zip(b.width).is_some_and(|(one, other)| {
        one.abs_diff(other) as f32 > (OTHER_WIDTH * one as f32).max(2.0)
    });
    let is_short = a.len < 1.0;
    found.extend(
        [
            ("end has sentences", a.has_sentence),
            ("start has sentences", b.has_sentence),
            ("end has just begun", a.has_just_begun),
            ("start is soon over", b.is_soon_over),
            ("start is over", b.is_done || b.announces),
            ("start is torn again", !b.is_done && !b.announces && !b.is_head),
            ("end is a heading", a.is_head),
            ("start is a heading", b.is_head),
            ("both are headings", a.is_head && b.is_head),
            ("capitals", a.is_capitals || b.is_capitals),
            ("end is bare", a.is_bare),
            ("end is bare and short", a.is_bare && is_short),
            ("start is bare", b.is_bare),
            ("start is bare and over", b.is_bare && b.is_done),
            (
                "start is a word and a comma",
                b.is_word_and(divides_clause) && !b.is_word_and(is_pause),
            ),
            ("start is a word and a pause", b.is_word_and(is_pause)),
            ("start is a member", b.member.is_some()),
            ("last line full", lines(a) && a.last_fill >= FULL),
            ("last line short", lines(a) && a.last_fill < SHORT),
            ("first line full", lines(b) && b.first_fill >= FULL),
            ("first line short", lines(b) && b.first_fill < SHORT),
            ("one line", !lines(a)),
            ("other width", other_width),
        ]
        .map(|(name, holds)| (name, f32::from(holds))),
    );
}
