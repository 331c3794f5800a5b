//! Calls over literals alone, such as `duration('24h')`: whether they have a value is known when an edition is loaded.

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
