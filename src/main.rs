//! The `faircopy` command.
use faircopy::{block::*, lexicon::*, matching, source::*, view::*};
fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let source = Source::from_text("x", text);
    let mut blocks = vec![];
    for line in source.text().lines() {
        let t = line.trim();
        if !t.is_empty() {
            blocks.push(Block { span: source.span_of(t), kind: BlockKind::Paragraph });
        }
    }
    let view = View::fold(&source, &blocks);
    let t = std::time::Instant::now();
    let r = matching::find(&source, &blocks, &view, Lexicon::builtin(), &Default::default());
    eprintln!(
        "{:?} blocks {} passages {} families {} similar {}",
        t.elapsed(),
        blocks.len(),
        r.passages.all.len(),
        r.passages.families.len(),
        r.similar.len()
    );
    for p in matching::parallels(&view, &Default::default()) {
        println!(
            "PAR {:.2} {:?} {:?} {} || {}",
            p.identity(),
            p.first(),
            p.second(),
            source.slice(view.span(&source, p.first())).replace("\n", ""),
            source.slice(view.span(&source, p.second())).replace("\n", "")
        );
    }
    for (i, p) in r.passages.all.iter().enumerate() {
        let s =
            if p.range.is_empty() { "" } else { source.slice(view.span(&source, p.range.clone())) };
        let head: String = s.chars().take(16).collect();
        let tail: String = s.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
        println!("{i} b{} f{:?} {head} .. {tail}", p.block, p.family);
    }
    for s in r.similar {
        println!(
            "SIM {} || {}",
            source.slice(view.span(&source, s.first())),
            source.slice(view.span(&source, s.second()))
        );
    }
}
