//! CEL expressions, compiled once, that know which answers they read.
//!
//! The walk over the syntax tree is scope-aware: it follows loop variables back to the list that they run over, so an
//! expression's reads are full paths. Whatever the walk cannot follow is refused, and so is whatever costs more than a
//! pass over a list: a comprehension inside another, an index that is computed, a long source. What is not answered is
//! then not judged by construction: an expression is evaluated only where every path it reads has a value.
//!
//! To read in this order: `parse` (source to tree; `depth` before it), `scope` and `walk` (what may be named, and what is read: `reads`),
//! `check` (types and costs: `types`, `signatures`, `calls`, `literal`; `nulls` and `narrow` for what may be missing), `compile`, which
//! puts these together and asks `wanted` for what must come out, and at last what runs: `functions`, `patterns`, `members`.

mod calls;
mod check;
mod compile;
mod depth;
mod fault;
mod functions;
mod literal;
mod members;
mod narrow;
mod nulls;
mod parse;
mod patterns;
mod reads;
mod scope;
mod signatures;
mod types;
mod walk;
mod wanted;

use cel::common::types::CelBool;
use cel::common::value::CowVal;
use cel::context::VariableResolver;
use cel::{Context, ExecutionError, IdedExpr, Value};

pub(crate) use compile::{Compiled, compile};
pub(crate) use fault::Fault;
pub(crate) use functions::Environment;
pub(crate) use nulls::{Answered, Nulls};
pub use reads::{Need, Path, Read, Root, Step};
pub(crate) use scope::{Scope, Use};
pub(crate) use walk::Found;
pub(crate) use wanted::Wanted;

/// A compiled expression.
#[derive(Debug)]
pub struct Expression {
    /// As it is written.
    pub source: String,
    /// What it reads; all of it must have a value, as far as each read's own terms go.
    pub reads: Vec<Read>,
    /// Most units of work that one evaluation can take: visits of parts of its tree, with every list as long and every
    /// text as wide as the schema lets it be.
    pub cost: u64,
    tree: IdedExpr,
}

impl Expression {
    /// What it was compiled to.
    pub(crate) fn tree(&self) -> &IdedExpr {
        &self.tree
    }

    /// Its value in a scope made by [`crate::Edition::scope`].
    pub fn value<'e, 'v>(&'e self, scope: &'e Context<'_, 'v>) -> Result<CowVal<'e, 'v>, ExecutionError> {
        Value::resolve_val(&self.tree, scope)
    }

    /// Whether it is true; a value of another type is an error.
    pub fn holds(&self, scope: &Context<'_, '_>) -> Result<bool, ExecutionError> {
        let value = self.value(scope)?;
        value.downcast_ref::<CelBool>().map(|truth| *truth.inner()).ok_or_else(|| {
            ExecutionError::UnexpectedType {
                got: value.get_type().name().to_owned(),
                want: "bool".to_owned(),
            }
        })
    }
}

/// Where expressions find `answers`, `item` and the rest.
pub fn scope<'v>(base: &'v Context<'v, 'v>, variables: &'v dyn VariableResolver) -> Context<'v, 'v> {
    let mut scope = base.new_inner_scope();
    scope.set_variable_resolver(variables);
    scope
}
