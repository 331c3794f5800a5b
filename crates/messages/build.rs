//! Reads `locales/`, stops the build at the first text that does not parse, and writes the table of what Rust says:
//! each language's `host.ftl`, and one typed function for each of its messages.

use std::{
    collections::BTreeSet,
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement},
    parser,
};

/// The file whose messages Rust says itself; the UI reads all the others on its own.
const SPOKEN: &str = "host.ftl";

fn main() -> Result<(), Box<dyn Error>> {
    let locales = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../locales").canonicalize()?;
    println!("cargo::rerun-if-changed={}", locales.display());

    let mut table = String::from("static LANGUAGES: &[(&str, &str)] = &[\n");
    for language in sorted(&locales)?.iter().filter(|path| path.is_dir()) {
        let tag =
            language.file_name().and_then(|name| name.to_str()).ok_or("a language's folder is not UTF-8")?;
        for file in sorted(language)?.iter().filter(|path| path.extension().is_some_and(|it| it == "ftl")) {
            println!("cargo::rerun-if-changed={}", file.display());
            prove(file)?;
        }
        writeln!(table, "    ({tag:?}, include_str!({:?})),", language.join(SPOKEN))?;
    }
    table.push_str("];\n\n");
    table.push_str(&functions(&locales.join("en").join(SPOKEN))?);

    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("table.rs"), table)?;
    Ok(())
}

fn sorted(folder: &Path) -> Result<BTreeSet<PathBuf>, Box<dyn Error>> {
    Ok(fs::read_dir(folder)?.map(|entry| entry.map(|it| it.path())).collect::<Result<_, _>>()?)
}

/// A text that does not parse would be missing at run time, without a word.
fn prove(file: &Path) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    let Err((_, errors)) = parser::parse(text.as_str()) else { return Ok(()) };
    let first = errors.first().ok_or("unreadable")?;
    let line = text[..first.pos.start.min(text.len())].lines().count();
    Err(format!("{}:{line}: {first}", file.display()).into())
}

/// One method of `Words` for each message: a misspelt id or a missing argument does not compile.
fn functions(file: &Path) -> Result<String, Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    let resource = parser::parse(text.as_str()).map_err(|_| format!("{} does not parse", file.display()))?;
    let mut code = String::from("impl Words {\n");
    for entry in &resource.body {
        let Entry::Message(Message { id, value: Some(pattern), .. }) = entry else { continue };
        let mut arguments = BTreeSet::new();
        in_pattern(pattern, &mut arguments);
        let parameters: String = arguments.iter().map(|name| format!(", {}: &str", snake(name))).collect();
        let given: Vec<String> =
            arguments.iter().map(|name| format!("({name:?}, {})", snake(name))).collect();
        writeln!(code, "    /// The message `{}` of `host.ftl`.", id.name)?;
        writeln!(code, "    pub fn {}(&self{parameters}) -> String {{", snake(id.name))?;
        writeln!(code, "        self.say({:?}, [{}])\n    }}", id.name, given.join(", "))?;
    }
    code.push_str("}\n");
    Ok(code)
}

fn snake(id: &str) -> String {
    id.replace('-', "_")
}

fn in_pattern(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, into);
        }
    }
}

fn in_expression(expression: &Expression<&str>, into: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, into),
        Expression::Select { selector, variants } => {
            in_inline(selector, into);
            variants.iter().for_each(|variant| in_pattern(&variant.value, into));
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| in_inline(argument, into));
        }
        InlineExpression::Placeable { expression } => in_expression(expression, into),
        _ => {}
    }
}
