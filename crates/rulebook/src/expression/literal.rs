//! Calls over literals alone, such as `duration('24h')`: whether they have a value is known when an edition is loaded. And the
//! texts that an expression names.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use cel::common::ast::{Expr, LiteralValue};
use cel::{Context, Env, IdedExpr, Value};

use crate::resident_id;

static STANDARD: LazyLock<Context<'static, 'static>> =
    LazyLock::new(|| Context::with_env(Arc::new(Env::stdlib())));

/// Works a call out; what it says if it fails.
pub(super) fn holds(tree: &IdedExpr) -> Result<(), String> {
    if let Expr::Call(call) = &tree.expr
        && ["born_in", "sex_in"].contains(&call.func_name.as_str())
        && let [IdedExpr { expr: Expr::Literal(LiteralValue::String(number)), .. }] = call.args.as_slice()
    {
        return resident_id::born(number.inner()).map(|_| ()).ok_or_else(|| "no number".to_owned());
    }
    match Value::resolve_val(tree, &STANDARD) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether a part is a number by which any other can be divided.
pub(super) fn divides(tree: &IdedExpr) -> bool {
    matches!(&tree.expr, Expr::Literal(LiteralValue::Int(number)) if *number.inner() > 0)
}

/// The texts of an expression; a span of time or a day is none.
pub(super) fn take_words(tree: &IdedExpr, into: &mut BTreeSet<String>) {
    match &tree.expr {
        Expr::Literal(LiteralValue::String(word)) => drop(into.insert(word.inner().to_owned())),
        Expr::Select(select) => take_words(&select.operand, into),
        Expr::Call(call) if ["duration", "timestamp"].contains(&call.func_name.as_str()) => {}
        Expr::Call(call) => {
            let parts = call.target.iter().map(|target| &**target).chain(&call.args);
            parts.for_each(|part| take_words(part, into));
        }
        Expr::List(list) => list.elements.iter().for_each(|part| take_words(part, into)),
        Expr::Comprehension(loops) => {
            for part in
                [&loops.iter_range, &loops.accu_init, &loops.loop_cond, &loops.loop_step, &loops.result]
            {
                take_words(part, into);
            }
        }
        _ => {}
    }
}
