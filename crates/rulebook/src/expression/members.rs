//! Members without a search for packages.
//!
//! In CEL `a.b.c` may be the name of one variable, or `a.b` may be, so each is looked for in every scope before `a` is. That costs
//! more than the rest of most rules. No variable here has a dot in its name, so the first member of a variable is rewritten
//! to `a['b']`, which is the same value and is looked for once.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, EntryExpr, Expr, LiteralValue, operators};

/// Rewrites the first member of every variable of a tree that was walked and checked before.
pub(super) fn rewrite(tree: &mut IdedExpr) {
    parts(tree).into_iter().for_each(rewrite);
    let Expr::Select(select) = &mut tree.expr else { return };
    if select.test || !matches!(select.operand.expr, Expr::Ident(_)) {
        return;
    }
    let variable = std::mem::take(&mut *select.operand);
    let name = LiteralValue::String(std::mem::take(&mut select.field).into());
    let member = IdedExpr { id: tree.id, expr: Expr::Literal(name) };
    let func_name = operators::INDEX.to_owned();
    tree.expr = Expr::Call(CallExpr { func_name, target: None, args: vec![variable, member] });
}

/// What a part of a tree is made of.
pub(super) fn parts(tree: &mut IdedExpr) -> Vec<&mut IdedExpr> {
    match &mut tree.expr {
        Expr::Call(call) => call.target.as_deref_mut().into_iter().chain(&mut call.args).collect(),
        Expr::Comprehension(comprehension) => {
            let parts = &mut **comprehension;
            vec![
                &mut parts.iter_range,
                &mut parts.accu_init,
                &mut parts.loop_cond,
                &mut parts.loop_step,
                &mut parts.result,
            ]
        }
        Expr::List(list) => list.elements.iter_mut().collect(),
        Expr::Map(map) => {
            let entries = map.entries.iter_mut().filter_map(|entry| match &mut entry.expr {
                EntryExpr::MapEntry(entry) => Some([&mut entry.key, &mut entry.value]),
                EntryExpr::StructField(_) => None,
            });
            entries.flatten().collect()
        }
        Expr::Select(select) => vec![&mut *select.operand],
        Expr::Unspecified | Expr::Ident(_) | Expr::Literal(_) | Expr::Struct(_) => Vec::new(),
    }
}
