//! Compose: the draft of a fair copy.
//!
//! Every passage has its nodes once: its text with slots, then what follows it: a
//! break, or, where it is torn, the join, which goes on with the other half. The
//! other half stands a second time at its place on the page, for when the join is
//! rejected; as passages are named by number, nothing is written twice.

use rustc_hash::FxHashMap;

use crate::FairCopy;
use crate::block::usual_break;
use crate::ledger::Fate;
use crate::source::Source;

use super::change::{Change, Kind};
use super::draft::{Break, Draft, Node, Passage, Slot};
use super::gather::{Site, Sited};
use super::links::Links;
use super::nest::{Place, nest};
use super::passages::{Stand, Tail, after_mark, passages};
use super::slots;

/// The draft of a fair copy, of which these are the changes in page order.
pub(super) fn draft(copy: &FairCopy, sited: Vec<Sited>) -> Draft {
    let composer = Composer::new(copy, &sited);
    let passages: Vec<Passage> = (0..composer.passages.len())
        .map(|at| Passage { nodes: composer.passage(at), ..composer.passages[at].outline() })
        .collect();
    let nodes = composer.order().into_iter().map(|at| composer.place(at)).collect();
    let end = composer.end();
    let mut changes: Vec<Change> = sited.into_iter().map(|s| s.change).collect();
    let mut placed = vec![(false, false); changes.len()];
    passages.iter().for_each(|passage| find(&passage.nodes, &mut placed));
    for (change, (has_place, can_type)) in changes.iter_mut().zip(placed) {
        // What crosses another change can be looked at, no more.
        change.can_accept &= has_place;
        change.can_type &= can_type;
    }
    Draft { changes, passages, nodes, end }
}

/// Which changes have a slot among these nodes, and which one for typed text.
fn find(nodes: &[Node], placed: &mut [(bool, bool)]) {
    for node in nodes {
        let Node::Slot(slot) = node else { continue };
        let (has_place, can_type) = &mut placed[slot.change];
        *has_place = true;
        *can_type |= slot.text.is_some();
        let states = [Some(&slot.reject), slot.accept.as_ref(), slot.text.as_ref()];
        states.into_iter().flatten().chain(&slot.readings).for_each(|nodes| find(nodes, placed));
    }
}

struct Composer<'a> {
    copy: &'a FairCopy,
    source: &'a Source,
    sited: &'a [Sited],
    passages: Vec<Stand<'a>>,
    links: Links,
    /// What usually stands between blocks of the page.
    page_break: &'static str,
    /// Kept passages that are solid, in the order of the article.
    article: Vec<usize>,
    /// The passage that follows each of these.
    follows: FxHashMap<usize, usize>,
}

impl<'a> Composer<'a> {
    fn new(copy: &'a FairCopy, sited: &'a [Sited]) -> Composer<'a> {
        let source = &copy.source;
        let passages = passages(copy, sited);
        let links = Links::of(source, &passages, sited);
        let article = in_article_order(&passages);
        let follows = article.windows(2).map(|pair| (pair[0], pair[1])).collect();
        let page_break = usual_break(source, &copy.blocks);
        Composer { copy, source, sited, passages, links, page_break, article, follows }
    }

    /// The passages in the order of the draft: what is kept and continues nothing in
    /// the article's order, everything else after what stands before it on the page.
    fn order(&self) -> Vec<usize> {
        let mut key = -1;
        let mut keyed: Vec<(i64, usize)> = Vec::with_capacity(self.passages.len());
        for at in 0..self.passages.len() {
            let continues = self.links.back.get(&at).is_some_and(|link| link.is_made);
            if let (Some(order), false) = (self.passages[at].order(), continues) {
                key = i64::from(order);
            }
            keyed.push((key, at));
        }
        keyed.sort_by_key(|(key, _)| *key);
        keyed.into_iter().map(|(_, at)| at).collect()
    }

    /// A passage at its own place.
    fn place(&self, at: usize) -> Node {
        match self.links.back.get(&at) {
            None => Node::Passage(at),
            Some(link) => Node::Slot(slots::unless(link.change, vec![Node::Passage(at)])),
        }
    }

    /// All that a passage's number stands for.
    fn passage(&self, at: usize) -> Vec<Node> {
        let passage = &self.passages[at];
        let mut nodes = self.body(at);
        match passage.fold {
            None => nodes.extend(self.tail(at)),
            Some(change) => {
                let is_kept = self.passages[at].order().is_some();
                let mut typed = vec![Node::Typed];
                if !is_kept {
                    let after = Node::Break(self.after(at));
                    nodes.push(after.clone());
                    typed.push(after);
                }
                let slot = slots::unless(change, nodes);
                nodes = vec![Node::Slot(Slot { text: Some(typed), ..slot })];
                if is_kept {
                    nodes.extend(self.tail(at));
                }
            }
        }
        nodes
    }

    /// What follows a passage's words.
    fn tail(&self, at: usize) -> Vec<Node> {
        let Some(link) = self.links.onward.get(&at) else {
            return match self.passages[at].tail {
                Tail::Seam(edit) => vec![Node::Own(edit.text.clone())],
                _ => self.apart(at),
            };
        };
        let apart = self.apart(at);
        let glue = match self.passages[at].tail {
            Tail::Seam(edit) => edit.text.clone(),
            Tail::Space(text) | Tail::Mark(text, _) if link.is_made => text.to_string(),
            _ => self.sited[link.change].change.after.clone(),
        };
        let goes_on = vec![Node::Passage(link.right)];
        let seam = |reject, accept, text| {
            let (accept, text) = (Some(accept), Some(text));
            let (change, readings) = (link.change, Vec::new());
            Node::Slot(Slot { change, place: None, reject, accept, text, readings })
        };
        let between = seam(Vec::new(), vec![Node::Own(glue)], vec![Node::Typed]);
        // Where the torn end is left out, nothing stands between.
        let between = match self.passages[at].fold {
            Some(fold) => Node::Slot(Slot { text: None, ..slots::unless(fold, vec![between]) }),
            None => between,
        };
        vec![between, seam(apart, goes_on.clone(), goes_on)]
    }

    /// What follows a passage's words when nothing is joined to it.
    fn apart(&self, at: usize) -> Vec<Node> {
        let passage = &self.passages[at];
        let mut nodes = Vec::new();
        match passage.tail {
            Tail::Space(space) if passage.is_bare => return vec![Node::Own(space.to_string())],
            Tail::Space(_) | Tail::Seam(_) => {}
            Tail::Mark(text, change) => {
                nodes.push(Node::Slot(self.unless_restored(at + 1, slots::mark(text, change))));
            }
        }
        if !passage.dropped.is_empty() {
            nodes.insert(0, Node::Page(passage.dropped));
        }
        nodes.push(Node::Break(self.after(at)));
        nodes
    }

    /// A mark where the neighbour was cut away; with the neighbour back it is gone, and
    /// only letters that a reader typed for it stay.
    fn unless_restored(&self, neighbour: usize, slot: Slot) -> Slot {
        let passage = self.passages.get(neighbour);
        let folded = passage.filter(|p| !matches!(p.placement.fate, Fate::Kept { .. }));
        let Some(change) = folded.and_then(|p| p.fold) else { return slot };
        let reject = vec![Node::Slot(Slot { accept: None, ..slot.clone() })];
        let accept = Some(vec![Node::Slot(slot)]);
        Slot { change, place: None, reject, accept, text: None, readings: Vec::new() }
    }

    /// The white space after a passage.
    fn after(&self, at: usize) -> Break {
        let next = (at + 1..self.passages.len()).find(|next| self.passages[*next].is_solid());
        let near = self.own_space(at).to_string();
        let far = if near.contains('\n') && next.is_some() {
            near.clone()
        } else {
            self.page_break.to_string()
        };
        let follows = self.follows.get(&at).copied();
        let space = match self.passages[at].tail {
            Tail::Space(space) => space.to_string(),
            Tail::Mark(text, _) => after_mark(text).to_string(),
            Tail::Seam(_) => return Break { next, near, far },
        };
        match follows {
            None => Break { next, near, far },
            Some(_) if follows == next => Break { next, near: space, far },
            Some(_) => Break { next, near, far: space },
        }
    }

    /// The page's own white space between a passage and the next one.
    fn own_space(&self, at: usize) -> &'a str {
        let text = self.source.text();
        let rest = &text[..self.passages[at].placement.span.end()];
        let from = rest.trim_end().len().max(self.passages[at].body.start());
        let to = self.passages.get(at + 1).map_or(text.len(), |p| p.body.start());
        let space = &text[from..to.max(from)];
        if space.trim().is_empty() { space } else { "" }
    }

    /// The white space that the article ends with.
    fn end(&self) -> String {
        let last = self.article.last().map(|last| &self.passages[*last]);
        match last.filter(|last| !last.is_bare).map(|last| last.tail) {
            Some(Tail::Space(space)) => space.to_string(),
            Some(Tail::Mark(text, _)) => after_mark(text).to_string(),
            _ => String::new(),
        }
    }

    /// A passage's words, with the places of its changes.
    fn body(&self, at: usize) -> Vec<Node> {
        let body = self.passages[at].body;
        let first = self.sited.partition_point(|s| s.change.at() < body.start());
        let near = self.sited.iter().enumerate().skip(first);
        let near = near.take_while(|(_, s)| s.change.at() <= body.end());
        let mut places: Vec<Place<'_>> = Vec::new();
        for (index, sited) in near {
            self.places(at, index, sited, &mut places);
        }
        nest(self.source, body, places)
    }

    /// The places of one change in a passage's words.
    fn places<'s>(
        &'s self,
        at: usize,
        change: usize,
        sited: &'s Sited,
        places: &mut Vec<Place<'s>>,
    ) {
        let edits = &self.copy.ledger.edits;
        let placement = self.passages[at].placement.span;
        match &sited.site {
            // An insertion between two passages belongs to what ends there.
            Site::Edit(edit) if placement.start() > 0 && edits[*edit].span == placement.head() => {}
            Site::Edit(edit) if sited.change.kind == Kind::Gap && sited.change.can_type => {
                let edit = &edits[*edit];
                if matches!(self.passages[at].tail, Tail::Mark(_, of) if of == change) {
                    return;
                }
                let shape = move |own: Vec<Node>| {
                    let slot = slots::cut_start(change, edit, own);
                    at.checked_sub(1).map_or(slot.clone(), |n| self.unless_restored(n, slot))
                };
                places.push(Place { span: edit.span, is_made: true, shape: Box::new(shape) });
            }
            Site::Edit(edit) => places.extend(slots::edited(&edits[*edit], change, &sited.change)),
            Site::Wraps(wraps) => places.extend(wraps.iter().map(|at| {
                slots::place(edits[*at].span, true, change, Some(edits[*at].text.clone()))
            })),
            // Within the variant's place the edit has its own, so that what else
            // changes there stays as it is.
            Site::Settled { edit, .. } if edits[*edit].span == sited.change.spans[0] => {
                places.push(slots::chosen(&edits[*edit], change, &sited.change));
            }
            Site::Settled { edit, .. } => {
                let edit = &edits[*edit];
                places.push(slots::readings(change, &sited.change));
                places.push(slots::place(edit.span, true, change, Some(edit.text.clone())));
            }
            Site::Variant(_) => places.push(slots::readings(change, &sited.change)),
            Site::Finding(at) => {
                let finding = &self.copy.ledger.findings[*at];
                places.extend(slots::found(finding, change, &sited.change));
            }
            Site::Placement(_) | Site::Leave { .. } | Site::Join(_) | Site::Suggested(_) => {}
        }
    }
}

/// Kept passages that are solid, in the order of the article.
fn in_article_order(passages: &[Stand<'_>]) -> Vec<usize> {
    let seen = (0..passages.len()).filter(|at| passages[*at].is_solid());
    let mut kept: Vec<usize> = seen.filter(|at| passages[*at].order().is_some()).collect();
    kept.sort_by_key(|at| passages[*at].order());
    kept
}
