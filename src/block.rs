//! A block: one paragraph, heading or line of a page, with its kind.

use crate::source::{Source, Span};

/// What a block is on the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BlockKind {
    /// A title, a headline, a section heading.
    Heading,
    /// Who wrote it (`□ 记者 …`, `By …`).
    Byline,
    /// The words of a picture, with or without its photographer.
    Caption,
    /// Running text.
    Paragraph,
    /// One line of a list, or a line that is a record of its own.
    ListItem,
    /// A line of verse, or a stanza.
    Verse,
    /// Running heads, page numbers, navigation.
    Furniture,
}

impl BlockKind {
    /// Whether the block stands beside the running text: a title, a byline, a
    /// caption, furniture. Such lines echo the text (`A NEW READING ROOM` / "the
    /// new reading room …") without being printings of it.
    pub fn is_aside(self) -> bool {
        matches!(
            self,
            BlockKind::Heading | BlockKind::Byline | BlockKind::Caption | BlockKind::Furniture
        )
    }
}

/// A span with a kind. The span leaves out the white space around the block;
/// line breaks inside it (a hard-wrapped paragraph) belong to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Where the block's text lies.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What usually stands between blocks of a page: a blank line, or a line break.
pub fn usual_break(source: &Source, blocks: &[Block]) -> &'static str {
    let between = |pair: &[Block]| source.text().get(pair[0].span.end()..pair[1].span.start());
    let lines =
        blocks.windows(2).map(|pair| between(pair).unwrap_or_default().matches('\n').count());
    let (blank, all) = lines.fold((0, 0), |(b, n), lines| (b + usize::from(lines > 1), n + 1));
    if blank * 2 >= all { "\n\n" } else { "\n" }
}
